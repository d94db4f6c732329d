public import Asking
import Atlases
import Wording

/// A sheet as data for further work: one kind of value a column, numbers with all their digits, the bounds of an
/// interval in columns of their own.
///
///     DataTable(record.main!, .english).csv
public struct DataTable: Sendable, Equatable {
    /// One column.
    public struct Column: Sendable, Equatable {
        /// What machines call it; empty where they have no name for it.
        public let id: String
        /// Its head in the language asked for.
        public let name: String
        /// One value a row.
        public let values: Values

        /// A column by its names and values.
        public init(id: String = "", name: String, _ values: Values) {
            (self.id, self.name, self.values) = (id, name, values)
        }
    }

    /// What a column holds; nil where nothing stands.
    public enum Values: Sendable, Equatable {
        case numbers([Double?])
        case texts([String])
    }

    /// What it is called; empty for no name.
    public let title: String
    /// From left to right; all have as many rows.
    public let columns: [Column]
    /// How many rows there are.
    public let rowCount: Int
    /// What is said of it.
    public let notes: [String]
    /// Which place a row speaks of, by its code; empty where rows are no places.
    public let places: [String]

    /// A table by its columns.
    ///
    /// - Precondition: columns, and places where there are any, have as many rows.
    public init(title: String = "", _ columns: [Column], notes: [String] = [], places: [String] = []) {
        (self.title, self.columns, self.notes, self.places) = (title, columns, notes, places)
        rowCount = columns.first?.values.count ?? places.count
        precondition(columns.allSatisfy { $0.values.count == rowCount })
    }

    /// A sheet's heads and cells in one language. Cost: its cells.
    public init(_ sheet: Sheet, _ language: Language) {
        let columns = sheet.heads.indices.flatMap { index in
            Self.columns(sheet.heads[index], sheet.rows.map { $0[index] }, language)
        }
        self.init(
            title: sheet.title.map { language($0) } ?? "", columns,
            notes: sheet.notes.map { String(language($0).drop { $0 == " " }) }, places: sheet.places)
    }

    /// A column and, where any row has bounds, one for each of them.
    private static func columns(_ head: Sheet.Head, _ cells: [Cell], _ language: Language) -> [Column] {
        let name = language(head.name)
        let id = head.id ?? ""
        guard cells.allSatisfy(\.isNumeric), cells.contains(where: { $0.point(in: language) != nil }) else {
            return [Column(id: id, name: name, .texts(cells.map { $0.dataText(in: language) }))]
        }
        var columns = [Column(id: id, name: name, .numbers(cells.map { $0.point(in: language) }))]
        for bound in Bound.allCases {
            let values = cells.map { $0.bound(bound, in: language) }
            // What draws may be asked for keeps its columns without them, so that a program finds them.
            if values.allSatisfy({ $0 == nil }) && !cells.contains(where: \.isDrawn) { continue }
            columns.append(
                Column(id: id.isEmpty ? "" : id + bound.suffix, name: bound.name(head, language), .numbers(values)))
        }
        return columns
    }
}

extension DataTable.Values {
    /// How many rows.
    public var count: Int {
        switch self {
        case .numbers(let numbers): numbers.count
        case .texts(let texts): texts.count
        }
    }

    /// A row as text: a number with all its digits, nothing where nothing stands.
    public func text(_ row: Int) -> String {
        switch self {
        case .numbers(let numbers): numbers[row].map(machineNumber) ?? ""
        case .texts(let texts): texts[row]
        }
    }
}

/// What draws or samples say beside a number.
private enum Bound: CaseIterable {
    case low, high, median

    var suffix: String {
        switch self {
        case .low: "Low"
        case .high: "High"
        case .median: "Median"
        }
    }

    private var words: Remark {
        switch self {
        case .low: Remark(" low", "下限")
        case .high: Remark(" high", "上限")
        case .median: Remark(" median", "中位数")
        }
    }

    /// `incomeLow` under a head that is a machine's name, "income low" else.
    func name(_ head: Sheet.Head, _ language: Language) -> String {
        let name = language(head.name)
        return name == head.id && language == .english ? name + suffix : name + language(words)
    }
}

extension NumberStyle {
    /// A number in the unit that the head names: a head of per cent has per cent under it.
    fileprivate func inHeadsUnit(_ value: Double, _ language: Language) -> Double {
        switch self {
        case .divided(let divisor, _): value / divisor
        case .percent: 100 * value
        case .money: value / (language == .english ? 1e9 : 1e8)
        case .significant, .fixed, .plain, .change, .hours, .scientific, .percentage, .machine: value
        }
    }
}

extension Cell {
    /// Whether a column of numbers can hold it.
    fileprivate var isNumeric: Bool {
        switch self {
        case .absent, .number, .missing, .interval, .drawn, .value(.none), .value(.number): true
        case .text, .words, .several, .value: false
        }
    }

    fileprivate var isDrawn: Bool { if case .drawn = self { true } else { false } }

    /// The number alone; nil where none stands or it is not finite.
    fileprivate func point(in language: Language) -> Double? {
        switch self {
        case .number(let value?, let style), .interval(let value?, _, _, let style): finite(value, style, language)
        case .drawn(let value, _, _, _, let style): finite(value, style, language)
        case .value(.number(let value)): finite(value, .machine, language)
        case .number, .interval, .absent, .missing, .text, .words, .several, .value: nil
        }
    }

    fileprivate func bound(_ bound: Bound, in language: Language) -> Double? {
        switch (self, bound) {
        case (.interval(_, let low?, _, let style), .low), (.drawn(_, let low?, _, _, let style), .low):
            finite(low, style, language)
        case (.interval(_, _, let high?, let style), .high), (.drawn(_, _, let high?, _, let style), .high):
            finite(high, style, language)
        case (.drawn(_, _, _, let median?, let style), .median): finite(median, style, language)
        default: nil
        }
    }

    private func finite(_ value: Double, _ style: NumberStyle, _ language: Language) -> Double? {
        let scaled = style.inHeadsUnit(value, language)
        return scaled.isFinite ? scaled : nil
    }

    /// Among words: a number has all its digits here too.
    fileprivate func dataText(in language: Language) -> String {
        if let point = point(in: language) { return machineNumber(point) }
        return isNumeric ? "" : text(in: language)
    }
}
