/// Figures that an index is made of: a row a place and period, a column an indicator.
public struct IndexFigures: Sendable {
    /// A place in a period.
    public struct Row: Sendable, Equatable {
        /// Index into the places.
        public let place: Int
        /// Index into the periods.
        public let period: Int
        /// Places of a group are ranked among themselves.
        public let group: String
        /// What the stage of development is told by.
        public let stage: Double?

        /// `place` and `period` count from 0; no group puts all places into one.
        public init(place: Int, period: Int, group: String = "", stage: Double? = nil) {
            self.place = place
            self.period = period
            self.group = group
            self.stage = stage
        }
    }

    /// Names or codes, each once.
    public let places: [String]
    /// In order of time.
    public let periods: [String]
    /// A place and period at most once, in any order.
    public let rows: [Row]
    /// Values of each indicator by row; nil where there is none.
    public let columns: [[Double?]]

    /// - Throws: `IndexError` for columns of another length than the rows, or a value that is no finite number.
    public init(places: [String], periods: [String] = [""], rows: [Row], columns: [[Double?]]) throws(IndexError) {
        for column in columns where column.count != rows.count {
            throw .differentLengths(count: column.count, expected: rows.count, what: "values of an indicator")
        }
        for column in columns.indices {
            for (row, value) in columns[column].enumerated() {
                if let value, !value.isFinite {
                    throw .badValue(
                        row: row, indicator: "indicator \(column + 1)", value: value, expected: "a finite number")
                }
            }
        }
        self.places = places
        self.periods = periods
        self.rows = rows
        self.columns = columns
    }

    /// One period, one group: a value a place and indicator.
    public init(_ values: [[Double?]]) throws(IndexError) {
        let count = values.first?.count ?? 0
        try self.init(
            places: (0..<count).map { "\($0 + 1)" }, rows: (0..<count).map { Row(place: $0, period: 0) },
            columns: values)
    }
}
