public import Atlases
import Computation

/// A number with its interval (5th to 95th percentile over the draws) and their median; nil without draws.
public struct Estimate: Sendable, Equatable, Encodable {
    /// At the standard or given parameters; it need not lie midway in the interval, nor always inside.
    public let point: Double
    /// 5th percentile over the draws; nil without draws.
    public let low: Double?
    /// 95th percentile over the draws; nil without draws.
    public let high: Double?
    /// Median over the draws; nil without draws.
    public let median: Double?

    /// A number alone, unless its interval is given too.
    public init(_ point: Double, low: Double? = nil, high: Double? = nil, median: Double? = nil) {
        self.point = point
        self.low = low
        self.high = high
        self.median = median
    }

    /// A point with the 5th and 95th percentile and the median of what was drawn; the point alone below two finite
    /// draws.
    init(_ point: Double, drawn: [Double]) {
        let sorted = drawn.filter(\.isFinite).sorted()
        if sorted.count > 1 {
            self.init(
                point, low: quantile(0.05, ofSorted: sorted), high: quantile(0.95, ofSorted: sorted),
                median: quantile(0.5, ofSorted: sorted))
        } else {
            self.init(point)
        }
    }

    /// In another unit.
    ///
    /// - Precondition: the factor is not below zero.
    public func scaled(by factor: Double) -> Estimate {
        Estimate(
            point * factor, low: low.map { $0 * factor }, high: high.map { $0 * factor },
            median: median.map { $0 * factor })
    }

    enum Key: CodingKey { case point, low, high, median }

    /// Missing bounds are written as null, so that a reader sees that they are missing.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(point, forKey: .point)
        try container.encode(low, forKey: .low)
        try container.encode(high, forKey: .high)
        try container.encode(median, forKey: .median)
    }
}

/// What of a place changes.
public enum Outcome: String, Sendable, CaseIterable {
    /// Real income per resident.
    case income
    /// Residents.
    case population
    /// Real product.
    case realGDP
    /// Welfare of the people registered there.
    case welfare
}

/// Something with a change in every outcome.
public protocol OutcomeChanges {
    /// A number, its interval, or a column of numbers.
    associatedtype Change
    /// Real income per resident.
    var income: Change { get }
    /// Residents.
    var population: Change { get }
    /// Real product.
    var realGDP: Change { get }
    /// Welfare of the people registered there.
    var welfare: Change { get }
}

extension OutcomeChanges {
    /// The change of one outcome, relative to the base year.
    public subscript(_ outcome: Outcome) -> Change {
        switch outcome {
        case .income: income
        case .population: population
        case .realGDP: realGDP
        case .welfare: welfare
        }
    }
}

/// Relative changes at a place: .018 is 1.8 % more than in the base year.
public struct PlaceChange: OutcomeChanges, Sendable, Encodable {
    /// The region's, as the atlas has it.
    public let code: String
    /// Short, in Chinese.
    public let name: String
    /// In English.
    public let nameEnglish: String
    /// Real income per resident, ŵ/P̂ − 1.
    public let income: Estimate
    /// Residents, L̂ − 1.
    public let population: Estimate
    /// Welfare of the people registered there, Ψ̂^{1/ε} − 1.
    public let welfare: Estimate
    /// ŵL̂/P̂ − 1.
    public let realGDP: Estimate
    /// Workers by sector, in the order of the atlas's sectors; empty in the first model.
    public let sectorWorkers: [Estimate]
    /// What a reader should know about the figures that the place rests on.
    public let flags: [Remark]
    /// Of the base year, in the atlas's currency.
    public let product: Double
    /// Of the base year, persons.
    public let residents: Double

    /// The change of real income in money per resident and year: on the base year's product per resident.
    public var incomeMoney: Estimate { income.scaled(by: product / residents) }
    /// The change of residents in persons.
    public var persons: Estimate { population.scaled(by: residents) }
    /// The change of real product in money a year.
    public var productMoney: Estimate { realGDP.scaled(by: product) }
}

/// Relative changes of a cluster's modelled members taken together.
public struct ClusterChange: OutcomeChanges, Sendable, Encodable {
    /// Among the atlas's clusters.
    let number: Int
    /// As the atlas names the cluster.
    public let id: String
    /// In Chinese.
    public let name: String
    /// In English.
    public let nameEnglish: String
    /// Real product per resident.
    public let income: Estimate
    /// Residents of the members together.
    public let population: Estimate
    /// Welfare of the members, each counting by its part in national welfare.
    public let welfare: Estimate
    /// Real product of the members together.
    public let realGDP: Estimate
    /// Change of the level: real product per resident of the cities that are not anchors.
    public let level: Estimate?
    /// Anchors' real product per resident over that of the others.
    public let gapBefore: Double?
    /// The same ratio after the change; nil, as before it, without anchors or without others among the members.
    public let gapAfter: Double?
    /// Members that the model does not hold.
    public let missing: [String]
}

/// Relative changes of all modelled places together: .018 is 1.8 % more than in the base year.
public struct NationalChange: Sendable, Encodable {
    /// Σ L̄Ψ^{1/ε} after over before, − 1.
    public let welfare: Estimate
    /// Mean of the places' welfare changes, weighted by registered people.
    public let welfareMeanOfPlaces: Estimate
    /// Real product of all places, each counting by its product in the base year.
    public let realGDP: Estimate
    /// Of the base year, of all places, in the atlas's currency.
    public let product: Double

    /// The change of real product in money a year.
    public var productMoney: Estimate { realGDP.scaled(by: product) }
}

/// A sector in all places together.
public struct SectorAnswer: Sendable, Encodable {
    /// As the atlas names the sector.
    public let id: String
    /// In Chinese.
    public let name: String
    /// In English.
    public let nameEnglish: String
    /// Privately paid workers.
    public let workers: Estimate
}

/// What became of publicly paid jobs that moved.
public struct JobsMoved: Sendable, Encodable {
    /// Code of the place that the jobs left.
    public let from: String
    /// Code of the place that they went to.
    public let to: String
    /// Jobs that moved, counted singly, not in 10,000.
    public let jobs: Double
    /// The residents who come with the jobs.
    public let residents: Double
    /// Private jobs lost at the destination (negative: gained), of all changes together.
    public let privateJobsDisplaced: Estimate
    /// Private jobs gained at the origin.
    public let privateJobsGainedAtOrigin: Estimate
}

/// The answer under one reading of how people respond.
public struct ReadingAnswer: Sendable {
    /// How people respond here.
    public let reading: Reading
    /// One a modelled place, in the order of the study's places.
    public let places: [PlaceChange]
    /// Clusters with a modelled member, in the order of the atlas.
    public let clusters: [ClusterChange]
    /// All modelled places together.
    public let national: NationalChange
    /// One a change that moves jobs, in the order of the scenario; empty without such a change.
    public let jobs: [JobsMoved]
    /// Of the whole model; empty in the first.
    public let sectors: [SectorAnswer]
    /// What the scenario's levies bring in, in the atlas's currency a year; below zero what they cost. Nil in the
    /// first model.
    public let levyRevenue: Estimate?
    /// Tax on wages; below zero where levies bring in more than the government of the scenario spends.
    public let taxRate: Double
    /// Largest logarithmic gap between demand and supply over all places.
    public let residual: Double
    /// Steps that the solver took, in single and double precision together.
    public let iterations: Int
}

/// Travel time between two places before and after.
public struct PairHours: Sendable, Encodable {
    /// Code of the end that comes first in the atlas.
    public let from: String
    /// Code of the other end.
    public let to: String
    /// The first end, short, in Chinese.
    public let fromName: String
    /// The other end, short, in Chinese.
    public let toName: String
    /// The first end in English.
    public let fromNameEnglish: String
    /// The other end in English.
    public let toNameEnglish: String
    /// Passengers' hours in the base year.
    public let before: Double
    /// Passengers' hours with the scenario.
    public let after: Double
    /// Hours before less hours after; below zero where travel gets slower.
    public let saved: Double
}

/// Several starting points that should lead to the same equilibrium.
public struct UniquenessProbe: Sendable, Encodable {
    /// 0: not probed.
    public internal(set) var starts: Int
    /// Of the random starting points; the same seed gives the same points.
    public let seed: UInt64
    /// Largest logarithmic difference of any wage or population between the answers.
    public internal(set) var largestDifference: Double
    /// The sufficient condition for one type moving freely at symmetric cost, and the agglomeration used.
    public let agglomeration: Double
    /// Agglomeration up to which that condition makes one equilibrium sure.
    public let agglomerationBound: Double
}

/// The answer to a scenario: three readings side by side, and what they rest on.
public struct ScenarioAnswer: Sendable {
    /// What was asked.
    public let scenario: Scenario
    /// Those that have an answer, in the order of `Reading.allCases`.
    public internal(set) var readings: [ReadingAnswer]
    /// Readings without an answer and why.
    public let unanswered: [Reading: Remark]
    /// Pairs whose time changes by the largest share, the largest first, at most twelve.
    public let hoursSaved: [PairHours]
    /// Unordered pairs of places whose passenger time changed.
    public let pairsChanged: Int
    /// In the atlas's currency; nil where a link has no cost given.
    public let cost: Double?
    /// Whether a line that costs money changes nothing, so that the cost is not set against the gain of other changes.
    public let isCostIdle: Bool
    /// What is unlikely of what was asked, each once: to be read before the answer.
    public let warnings: [Remark]
    /// What the answer assumes, each once.
    public let remarks: [Remark]
    /// Of the headline; without starts where it was not asked for.
    public let uniqueness: UniquenessProbe
    /// What the draws say; nil where none were made.
    public internal(set) var draws: DrawSummary?
    /// The draws themselves, for differences of answers.
    var drawn: Draws?

    /// Years of a reading's gain in real product that the cost of the lines takes, at the base year's product; nil
    /// without a cost or a gain, and where a line that costs money changes nothing. A bound is nil where draws say that
    /// there may be no gain.
    public func payback(_ reading: ReadingAnswer) -> Estimate? {
        let gain = reading.national.productMoney
        guard let cost, cost > 0, !isCostIdle, gain.point > 0 else { return nil }
        let years = { (gain: Double?) in gain.flatMap { $0 > 0 ? cost / $0 : nil } }
        return Estimate(cost / gain.point, low: years(gain.high), high: years(gain.low), median: years(gain.median))
    }

    /// The answer under one reading; nil where it has none, or was not asked for.
    public subscript(_ reading: Reading) -> ReadingAnswer? { readings.first { $0.reading == reading } }
}
