public import Asking
public import Atlases

/// A question to an atlas: a value that one function answers with a typed answer, and one layout writes.
///
///     let list = try ClustersSideBySide(year: 2023).answer(on: OpenAtlas("china"))
///     list.result.clusters.map(\.profile.gap)
public protocol AtlasQuestion: Sendable {
    /// What the answer holds.
    associatedtype Result: Sendable

    /// How the result is written for machines and people.
    static var layout: Layout<Result> { get }

    /// Which of the layout's sheets CSV writes; nil for the first with rows.
    static var mainSheet: Int? { get }

    /// Answers it.
    ///
    /// - Throws: a problem of use for what the atlas does not know, one of data for what its figures cannot answer.
    func answer(on atlas: OpenAtlas) throws(Problem) -> Answered<Result>

    /// The answer as faces take it that know no types.
    func record(on atlas: OpenAtlas) throws(Problem) -> Record
}

extension AtlasQuestion {
    /// CSV writes the first sheet with rows.
    public static var mainSheet: Int? { nil }

    /// Answers and lays the answer out.
    public func record(on atlas: OpenAtlas) throws(Problem) -> Record {
        try answer(on: atlas).record(Self.layout, mainSheet: Self.mainSheet)
    }
}

/// A typed answer: what was asked, the result, what is said of it, and who printed its figures.
public struct Answered<Result: Sendable>: Sendable {
    /// What the answer rests on, in the words of the question's settings.
    public let inputs: [Value.Field]
    /// What was found, typed.
    public let result: Result
    /// Said beside the result.
    public let remarks: [Remark]
    /// Of the atlas's sources those that the answer rests on.
    public let sources: [Source]

    /// Takes the parts as they are.
    public init(inputs: [Value.Field], _ result: Result, remarks: [Remark] = [], sources: [Source] = []) {
        (self.inputs, self.result, self.remarks, self.sources) = (inputs, result, remarks, sources)
    }

    /// Written by a layout.
    public func record(_ layout: Layout<Result>, mainSheet: Int? = nil) -> Record {
        let sheets = layout.sheets(result)
        return Record(
            inputs: inputs, result: { [result] in layout.value(result, $0) }, remarks: remarks,
            sources: Layout<[Source]>.sources.value(sources, .english), sheets: sheets,
            main: mainSheet.flatMap { sheets.indices.contains($0) ? sheets[$0] : nil })
    }
}

extension Layout where Result == [Source] {
    /// Sources of an atlas, as every answer lists them.
    public static var sources: Self { .rows(nil, Source.columns) { $0 } }
}

extension Source {
    /// What an answer says of a source.
    public static let columns: [Column<Source>] = [
        .text("id", "id", "id") { $0.id }, .text("title", "source", "来源") { $0.title },
        .text("url", "address", "地址") { $0.url }, .value("note") { .text($0.note) },
    ]
}

extension Atlas {
    /// The sources of these identifiers, in the atlas's order.
    public func sources(used identifiers: some Sequence<String>) -> [Source] {
        let used = Set(identifiers)
        return sources.filter { used.contains($0.id) }
    }
}
