public import Atlases

/// What was understood of a user's table: which column names the place, which the year, what each other column
/// measures, and what was left out.
public struct TableReading: Sendable {
    /// A column that became an indicator.
    public struct ReadIndicator: Sendable {
        /// With an identifier and a unit made from the header.
        public let indicator: Indicator
        /// The header it came from; several for a table with a column a year.
        public let columns: [String]
        /// Increasing, each once.
        public let years: [Int]
        /// How many figures it gave.
        public let values: Int
    }

    /// A row whose place is not known.
    public struct Unmatched: Sendable {
        /// Line of the file, counting the header as 1.
        public let row: Int
        /// The cell that should name the place.
        public let text: String
        /// Codes of regions with that name, else with nearly that name.
        public let suggestions: [String]
    }

    /// The name by which problems mention it.
    public let file: String
    /// As found from the bytes, such as "UTF-8" or "GB 18030".
    public let encoding: String
    /// Said of the file, such as lines around the table on a sheet.
    public let remarks: [Remark]
    /// Below the header, those without a known place too.
    public let rows: Int
    /// Header of the column that names the place.
    public let placeColumn: String
    /// Nil where the years stand in the header or were given.
    public let yearColumn: String?
    /// In the order of the columns.
    public let indicators: [ReadIndicator]
    /// Columns that gave nothing, each with the reason in English.
    public let ignored: [(column: String, why: String)]
    /// In the order of the rows; their figures are left out.
    public let unmatched: [Unmatched]
    /// How many regions have a row.
    public let matchedRegions: Int
    /// All of all indicators, published by the user's table.
    public let figures: [Figure]
}

/// Reads a table of values by place, in long form (a column for the year) or wide (years in the header, or one year
/// given).
///
/// - Parameters:
///   - year: of all values, for a table without years.
///   - taken: identifiers of indicators that must not be used again.
/// - Throws: `AtlasProblem` with file, row and column for a table that cannot be used: ragged, in an unknown encoding,
///   with a place twice, without a column of places or of numbers, or with a cell that is no number in a column of
///   numbers.
/// - Complexity: O(cells).
public func readTable(
    _ raw: [UInt8], file: String, regions: [Region], formerNames: [FormerName] = [], year: Int? = nil,
    taken: Set<String> = []
) throws(AtlasProblem) -> TableReading {
    let table = try CSVTable(text: raw, file: file)
    return try TableReader(
        table: table, regions: regions, formerNames: formerNames, year: year, taken: taken
    )
    .read()
}
