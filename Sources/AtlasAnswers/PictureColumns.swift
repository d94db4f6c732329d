public import Asking
public import AtlasQuestions
import Atlases
import Indicators
import Reports

/// A picture as the page takes it: values in columns in the order of `codes`, classes with their colours, and words in
/// both languages.
public struct PictureColumns: AtlasQuestion {
    /// What is looked at.
    public var view: PictureQuestion

    /// As it is asked.
    public init(_ view: PictureQuestion) { self.view = view }

    /// Answers it; the protocol says what it throws.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<ShownIndicator> {
        ShownIndicator(try view.picture(on: opened)).answered(opened)
    }

    /// How the answer is written.
    public static let layout = Layout<ShownIndicator>(
        value: { shown, _ in .fields(head(shown) + columns(shown)) }, sheets: { _ in [] })

    private static func head(_ shown: ShownIndicator) -> [Value.Field] {
        let (column, classes) = (shown.picture.column, shown.picture.classification)
        let counts = classes?.counts(of: column.values) ?? []
        let shownClasses = shown.picture.colours.enumerated().map { index, colour in
            Value.fields(
                ("colour", .text(colour)), ("low", .number(classes?.edges[index] ?? .nan)),
                ("high", .number(classes?.edges[index + 1] ?? .nan)),
                ("text", .remark(shown.said { $0.classText(index) })),
                ("count", .count(counts.indices.contains(index) ? counts[index] : 0)))
        }
        return [
            Value.Field("indicator", .text(column.indicator.id)), Value.Field("year", .count(column.year)),
            Value.Field("level", .text(column.level.rawValue)),
            Value.Field("years", .numbers(shown.picture.years.map(Double.init))),
            Value.Field("unit", .text(column.indicator.unit)),
            Value.Field(
                "units", shown.each { .fields(("factor", .number($0.unit.factor)), ("name", .text($0.unit.name))) }),
            Value.Field("title", .remark(shown.said(\.title))),
            Value.Field("citation", .remark(shown.said(\.citation))),
            Value.Field("note", .remark(column.indicator.note)),
            Value.Field("method", .text(shown.picture.method.rawValue)),
            Value.Field("reference", .optional(classes?.reference)), Value.Field("classes", .list(shownClasses)),
        ]
    }

    private static func columns(_ shown: ShownIndicator) -> [Value.Field] {
        let (column, classes) = (shown.picture.column, shown.picture.classification)
        let seen = column.observations
        // Warnings and vintages repeat over hundreds of places: each is written once.
        var remarks = Numbered()
        return [
            Value.Field("codes", .texts(seen.map(\.region))), Value.Field("values", .numbers(column.values)),
            Value.Field("texts", shown.each { charts in .texts(seen.map { charts.unit.number($0.value) }) }),
            Value.Field("class", .numbers(seen.map { Double(classes?.classOf($0.value) ?? 0) })),
            Value.Field("statuses", .texts(seen.map(\.status.rawValue))),
            Value.Field("vintages", .numbers(seen.map { remarks.number($0.vintage) })),
            Value.Field("flags", .list(seen.map { .numbers($0.flags.map { remarks.number($0) }) })),
            Value.Field("sources", .texts(seen.map { $0.sources.joined(separator: ", ") })),
            Value.Field(
                "missing",
                .fields(column.missing.map { Value.Field($0.region, .number(remarks.number($0.reason))) })),
            Value.Field("remarks", .list(remarks.all.map(Value.remark))),
        ]
    }

    /// Remarks by the order in which they are first met.
    private struct Numbered {
        private var numbers: [Remark: Int] = [:]
        private(set) var all: [Remark] = []

        mutating func number(_ remark: Remark) -> Double {
            if let known = numbers[remark] { return Double(known) }
            numbers[remark] = all.count
            all.append(remark)
            return Double(all.count - 1)
        }
    }
}
