/// Figures of one theme as they are kept: a row a place and year, a column an indicator, beside them of which edition
/// each column's years are, and warnings on single cells.
///
/// Ten thousand figures take some hundred kilobytes, and nothing is made of them before they are asked for.
public struct FigureTable: Sendable {
    /// What the values of a column over some years have in common.
    public struct Edition: Sendable {
        /// Of the values, both ends included.
        public let years: ClosedRange<Int>
        /// Which publication or basis, in words.
        public let vintage: String
        /// How far they are from what somebody printed.
        public let status: FigureStatus
        /// A warning on each of them; empty if none.
        public let flag: String
        /// Identifiers of sources.
        public let sources: [String]

        /// Takes the fields as they are; AtlasFiles checks them.
        public init(years: ClosedRange<Int>, vintage: String, status: FigureStatus, flag: String, sources: [String]) {
            (self.years, self.vintage, self.status) = (years, vintage, status)
            (self.flag, self.sources) = (flag, sources)
        }
    }

    /// A place's rows, one a year, rising.
    public struct Block: Sendable {
        /// Code of the place.
        public let region: String
        /// Which series the values belong to.
        public let level: FigureLevel
        /// Of the table.
        public private(set) var rows: Range<Int>

        /// Takes the fields as they are.
        public init(region: String, level: FigureLevel, rows: Range<Int>) {
            (self.region, self.level, self.rows) = (region, level, rows)
        }

        /// Takes one row more.
        public mutating func extend() { rows = rows.lowerBound..<(rows.upperBound + 1) }
    }

    /// As its file is called.
    public let name: String
    /// Identifiers, one a column.
    public let indicators: [String]
    /// Places in the order of the rows.
    public let blocks: [Block]
    /// One a row.
    let years: [Int16]
    /// Row by row; not a number where there is none.
    let values: [Double]
    /// By column, in the order of years.
    private let editions: [[Edition]]
    /// By row × columns + column.
    private let flags: [Int: String]
    private let blocksOf: [String: [Int]]

    /// Takes the parts as they are: AtlasFiles reads and checks them.
    ///
    /// - Parameters:
    ///   - blocks: without gaps, in the order of the rows.
    ///   - values: row by row, not a number where there is none.
    ///   - editions: by column; each value has one.
    ///   - flags: by row × columns + column.
    public init(
        name: String, indicators: [String], blocks: [Block], years: [Int16], values: [Double], editions: [[Edition]],
        flags: [Int: String]
    ) {
        (self.name, self.indicators, self.blocks, self.years) = (name, indicators, blocks, years)
        (self.values, self.editions, self.flags) = (values, editions, flags)
        blocksOf = Dictionary(grouping: blocks.indices) { blocks[$0].region }
    }

    /// How many figures there are.
    public var count: Int { values.count { !$0.isNaN } }

    /// Rows of a place in one series; empty where it has none.
    func rows(of region: String, level: FigureLevel) -> Range<Int> {
        for block in blocksOf[region] ?? [] where blocks[block].level == level { return blocks[block].rows }
        return 0..<0
    }

    func value(_ row: Int, _ column: Int) -> Double { values[row * indicators.count + column] }

    /// Of a column in a year.
    func edition(_ column: Int, year: Int) -> Edition? { editions[column].first { $0.years.contains(year) } }

    /// Those of a column.
    func editions(of column: Int) -> [Edition] { editions[column] }

    /// With everything that is needed to believe it; nil where there is no value.
    func figure(_ row: Int, _ column: Int, of region: String, level: FigureLevel) -> Figure? {
        let (value, year) = (value(row, column), Int(years[row]))
        guard !value.isNaN, let edition = edition(column, year: year) else { return nil }
        let flag = [edition.flag, flags[row * indicators.count + column] ?? ""].filter { !$0.isEmpty }
        return Figure(
            indicator: indicators[column], region: region, level: level, year: year, vintage: edition.vintage,
            value: value, status: edition.status, flag: flag.joined(separator: "; "), sources: edition.sources)
    }
}
