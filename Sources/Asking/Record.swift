public import Atlases

/// An answer as a face takes it that knows no types: what was asked, the result, what is said of it, and where it comes
/// from.
///
/// Made from the typed answer; every format and every face writes this and nothing else.
public struct Record: Sendable {
    /// What the answer rests on: settings, atlas, files.
    public let inputs: [Value.Field]
    /// The result as machines read it.
    public let result: @Sendable (Language) -> Value
    /// Said beside the result.
    public let remarks: [Remark]
    /// Who printed the figures: identifiers of the atlas's sources, or files.
    public let sources: Value
    /// Tables for people, in order.
    public let sheets: [Sheet]
    /// What CSV writes: one file, one table.
    public let main: Sheet?

    /// - Parameter main: nil takes the first sheet with rows.
    public init(
        inputs: [Value.Field], result: @escaping @Sendable (Language) -> Value, remarks: [Remark] = [],
        sources: Value = .list([]), sheets: [Sheet], main: Sheet? = nil
    ) {
        (self.inputs, self.result, self.remarks, self.sources) = (inputs, result, remarks, sources)
        (self.sheets, self.main) = (sheets, main ?? sheets.first { !$0.rows.isEmpty })
    }

    /// A typed result by its layout.
    public init<Result: Sendable>(
        inputs: [Value.Field], _ result: Result, _ layout: Layout<Result>, remarks: [Remark] = [],
        sources: Value = .list([]), main: Sheet? = nil
    ) {
        self.init(
            inputs: inputs, result: { layout.value(result, $0) }, remarks: remarks, sources: sources,
            sheets: layout.sheets(result), main: main)
    }

    /// The one dialect of every face: `inputs`, `result`, `notes`, `sources`.
    ///
    /// - Parameter page: what a page shows besides, under `page`; nothing for other faces.
    public func value(in language: Language, page: [Value.Field] = []) -> Value {
        let answer = [
            Value.Field("inputs", .fields(inputs)), Value.Field("result", result(language)),
            Value.Field("notes", .list(remarks.map(Value.remark))), Value.Field("sources", sources),
        ]
        return .fields(page.isEmpty ? answer : answer + [Value.Field("page", .fields(page))])
    }
}
