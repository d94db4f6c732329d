public import Asking
public import Atlases
public import LinearAlgebra
public import Measures

/// Tables with a row a region and a column a sector, one a period.
public struct SectorPanel: Sendable {
    /// One period's table.
    public struct Period: Sendable {
        /// The year; empty where the table has none.
        public let label: String
        /// A row a region, a column a sector; 0 or more.
        public let table: Matrix
    }

    /// Codes or names, each once: rows of the tables.
    public let regions: [String]
    /// One a region, in both languages.
    public let names: [Remark]
    /// Columns of the tables.
    public let sectors: [Remark]
    /// In the order of time.
    public let periods: [Period]
    /// What errors call it.
    public let source: String
    /// What has to be told of the figures.
    public var notes: [Remark] = []
    /// Identifiers of the atlas's sources, or files.
    public var sources: [String] = []
    /// Who is a neighbour of whom; nil where nobody said.
    public var neighbours: SpatialWeights?
    /// Regions that the question is about, by code or name; empty for all.
    public var asked: [String] = []
    /// Product of each region, where it was asked for.
    public var products: [Double]?

    /// The same question of every period.
    public func eachPeriod<Found: Sendable>(_ body: (Matrix) throws(MeasureError) -> Found) throws(Problem)
        -> [PeriodResult<Found>]
    {
        var results: [PeriodResult<Found>] = []
        for period in periods {
            do throws(MeasureError) {
                results.append(
                    PeriodResult(label: period.label, found: try body(period.table), count: regions.count, missing: 0))
            } catch {
                throw problem(error)
            }
        }
        return results
    }

    /// An error of a measure with where it stands.
    public func problem(_ error: MeasureError) -> Problem {
        Problem(.data, "\(source): \(error)", "\(source)：\(error.chinese)")
    }
}
