import Asking
import Atlases
import Testing

@Suite struct SheetTests {
    static func column(_ numbers: [Double?], _ style: NumberStyle = .significant(3)) -> [Cell] {
        let sheet = Sheet(numbers, [.number("n", "number", "数", style) { $0 }])
        return sheet.rows.map { $0[0] }
    }

    @Test func noiseBesideTheLargestOfItsColumnIsNought() {
        #expect(
            Self.column([0.4, 1e-17, nil, -3e-16]) == [0.4, 0, nil, 0].map { .number($0, .significant(3)) })
        // Small numbers among small ones are what they are, and so are powers of ten.
        #expect(Self.column([4e-17, 1e-17]) == [4e-17, 1e-17].map { .number($0, .significant(3)) })
        #expect(Self.column([0.4, 1e-17], .scientific) == [0.4, 1e-17].map { .number($0, .scientific) })
        #expect(Self.column([.infinity, 1e-17]) == [.infinity, 1e-17].map { .number($0, .significant(3)) })
    }

    @Test func anIntervalStaysWhereItsMiddleIsNoise() {
        let sheet = Sheet(
            [1, 1e-18],
            [Column("n", Remark("n", "n")) { (x: Double) in .interval(x, low: -0.1, high: 0.1, .plain) }])
        #expect(sheet.rows[1] == [.interval(0, low: -0.1, high: 0.1, .plain)])
    }
}
