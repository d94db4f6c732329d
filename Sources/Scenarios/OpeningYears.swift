public import Atlases
import Computation

/// Travel at the end of each of some years, with lines planned to open by then.
public struct OpeningYears: Sendable {
    /// Every year of the span, the first first.
    public let years: [Int]
    /// One a year.
    public let travels: [CityTravel]
    /// The places of every year.
    public let places: [ModelPlace]
    /// Hours to the nearest anchor, by year and place; nil where none can be reached.
    public let hoursToAnchor: [[Double?]]

    /// - Parameter figures: year of products and residents.
    /// - Throws: `ScenarioError` as `CityTravel`, or for no years.
    /// - Complexity: one shortest-path tree a place and year, on all processors.
    public init(_ atlas: Atlas, years: ClosedRange<Int>, figures: Int) throws(ScenarioError) {
        let all = Array(years)
        let found = parallelMap(count: all.count) { index -> Result<CityTravel, ScenarioError> in
            Result { () throws(ScenarioError) in
                try CityTravel(atlas, year: all[index], figures: figures, planned: true)
            }
        }
        var travels: [CityTravel] = []
        for travel in found.compactMap(\.self) { travels.append(try travel.get()) }
        guard let last = travels.last else {
            throw ScenarioError(
                "no year to show",
                "没有可显示的年份")
        }
        (self.years, self.travels, places) = (all, travels, last.places)
        hoursToAnchor = travels.map(\.hoursToAnchor)
    }

    /// Hours to the nearest anchor that a place saves in a year against the first; nil where one of them is missing.
    public func hoursSaved(year: Int, place: Int) -> Double? {
        guard let first = hoursToAnchor[0][place], let now = hoursToAnchor[year][place] else { return nil }
        return first - now
    }

    /// Codes of the nearest anchors, by year and place.
    public var anchors: [[String?]] {
        travels.map { travel in travel.nearestAnchor.map { $0.map { travel.places[$0].code } } }
    }
}
