import Asking
import Testing

/// Lists of a call or an address: an empty piece is a slip, not nothing.
@Suite struct ListSettingTests {
    struct Lists: Askable {
        static let about = About("lists", "Lists", "列表", "Lists.", "列表。")
        static let settings: [Setting<Self>] = [
            .numbers("hours", "hours", "小时", \.hours, in: 0...10), .texts("names", "names", "名称", \.names),
            .weights("weights", "weights", "权重", \.weights, in: 0...1),
        ]
        var hours: [Double] = []
        var names: [String] = []
        var weights: [String: Double]?
    }

    static func read(_ id: String, _ text: String) throws -> Lists {
        var lists = Lists()
        try #require(Lists.settings.first { $0.id == id }).read(text, into: &lists)
        return lists
    }

    @Test(arguments: [
        ("hours", ","), ("hours", "1,,2"), ("hours", "1,"), ("names", ","), ("names", "a,,b"), ("weights", ","),
        ("weights", "a=1,"), ("weights", "a=1,a=0"),
    ]) func anEmptyPieceIsRefused(id: String, text: String) {
        let error = #expect(throws: BadValue.self) { try Self.read(id, text) }
        #expect(error?.setting == id && error?.given == text)
    }

    @Test func piecesAreReadInOrder() throws {
        #expect(try Self.read("hours", "2,1").hours == [2, 1])
        #expect(try Self.read("names", "b,a").names == ["b", "a"] && Self.read("names", "").names.isEmpty)
        #expect(try Self.read("weights", "a=1,b=0").weights == ["a": 1, "b": 0])
    }
}
