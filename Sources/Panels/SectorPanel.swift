public import Asking
public import Atlas
public import LinearAlgebra
public import Measures

/// Tables with a row a region and a column a sector, one a period.
public struct SectorPanel: Sendable {
    /// One period's table.
    public struct Period: Sendable {
        public let label: String
        public let table: Matrix
    }

    public let regions: [String]
    public let names: [Remark]
    public let sectors: [Remark]
    public let periods: [Period]
    /// What errors call it.
    public let source: String
    public var notes: [Remark] = []
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
    public func problem(_ error: MeasureError) -> Problem { Problem(.data, "\(source): \(error)") }
}
