/// How figures become an index: what counts, which way, with what weight, and each choice on the way.
public struct IndexRecipe: Sendable, Equatable {
    /// In the order of the figures' columns.
    public var indicators: [IndexIndicator]
    /// Sub-indices, which may stand in one another; empty where all indicators make up the index at once.
    public var dimensions: [IndexDimension]
    /// What the index is computed with where no other choice is tried.
    public var choice: IndexChoice
    /// Into how many tiers each ranking is cut.
    public var tiers: Int
    /// Bounds between stages of development, increasing; weights of dimensions may differ by stage.
    public var stageBounds: [Double]
    /// Least share of the indicators for which a place must have a figure of its own to be ranked, where gaps are
    /// filled.
    public var leastOwnFigures = 0.5

    /// Five tiers and no stages unless said; checked when a model is made.
    public init(
        indicators: [IndexIndicator], dimensions: [IndexDimension] = [], choice: IndexChoice = IndexChoice(),
        tiers: Int = 5,
        stageBounds: [Double] = []
    ) {
        self.indicators = indicators
        self.dimensions = dimensions
        self.choice = choice
        self.tiers = tiers
        self.stageBounds = stageBounds
    }
}

/// One indicator of an index.
public struct IndexIndicator: Sendable, Equatable {
    /// Unique among indicators and dimensions; errors name it.
    public var id: String
    /// Which way is better.
    public var direction: IndicatorDirection
    /// The dimension it stands in; nil for the index itself.
    public var dimension: String?
    /// Zero or more, relative to those beside it; given to all of them or to none.
    public var weight: Double?
    /// Whether the logarithm of the figure counts.
    public var logarithm: Bool
    /// What normalisation by target measures the way to.
    public var target: Double?
    /// Standard error of a figure, relative to it: an assumption where nobody published one.
    public var error: Double

    /// Unweighted, as it is, without error unless said.
    public init(
        _ id: String, direction: IndicatorDirection = .higher, dimension: String? = nil, weight: Double? = nil,
        logarithm: Bool = false,
        target: Double? = nil, error: Double = 0
    ) {
        self.id = id
        self.direction = direction
        self.dimension = dimension
        self.weight = weight
        self.logarithm = logarithm
        self.target = target
        self.error = error
    }
}

/// Which way of an indicator is better.
public enum IndicatorDirection: Sendable, Equatable {
    /// More is better.
    case higher
    /// Less is better.
    case lower
    /// The nearer to this value the better, on either side.
    case near(Double)
}

/// A sub-index.
public struct IndexDimension: Sendable, Equatable {
    /// Unique among indicators and dimensions.
    public var id: String
    /// The dimension it stands in; nil for the index itself.
    public var parent: String?
    /// Zero or more, relative to those beside it; given to all of them or to none.
    public var weight: Double?
    /// A weight for each stage of development.
    public var stageWeights: [Double]?
    /// How its parts are put together; nil as the whole index.
    public var aggregation: Aggregation?

    /// Put together as the whole index, unweighted, unless said.
    public init(
        _ id: String, parent: String? = nil, weight: Double? = nil, stageWeights: [Double]? = nil,
        aggregation: Aggregation? = nil
    ) {
        self.id = id
        self.parent = parent
        self.weight = weight
        self.stageWeights = stageWeights
        self.aggregation = aggregation
    }
}

/// Each choice on the way from figures to ranks.
public struct IndexChoice: Sendable, Equatable {
    /// What is done where a figure is missing.
    public var gaps: GapTreatment
    /// What is done before figures are made comparable.
    public var outliers: OutlierTreatment
    /// How figures become comparable.
    public var normalisation: Normalisation
    /// Where weights come from.
    public var weighting: Weighting
    /// How weighted values become one number.
    public var aggregation: Aggregation
    /// Added to values from 0 to 1 where a logarithm of them is taken: entropy weights and the geometric mean.
    public var shift: Double

    /// Min–max, given weights and a weighted mean unless said.
    public init(
        gaps: GapTreatment = .drop, outliers: OutlierTreatment = .none, normalisation: Normalisation = .minMax,
        weighting: Weighting = .given,
        aggregation: Aggregation = .arithmetic, shift: Double = 0.001
    ) {
        self.gaps = gaps
        self.outliers = outliers
        self.normalisation = normalisation
        self.weighting = weighting
        self.aggregation = aggregation
        self.shift = shift
    }
}

/// What is done where a figure is missing.
public enum GapTreatment: String, Sendable, CaseIterable {
    /// The place is left out of that period.
    case drop
    /// The mean of all places in all periods.
    case mean
    /// The median of all places in all periods.
    case median
    /// The mean of the places of its group in all periods.
    case groupMean
    /// Along the line between the nearest periods of the place that have one; at the ends the nearest.
    case interpolate
}

/// What is done about figures far from the others.
public enum OutlierTreatment: String, Sendable, CaseIterable {
    /// They stay as they are.
    case none
    /// Up to five of the furthest on the longer tail take the next value, until |skewness| ≤ 2 or kurtosis ≤ 3.5.
    case winsorise
    /// Whatever lies beyond the 2.5th and 97.5th percentile takes these.
    case percentiles
}

/// How figures of several units become comparable. All periods are taken together, so that years compare.
public enum Normalisation: String, Sendable, CaseIterable {
    /// (x − least)/(most − least).
    case minMax
    /// Deviations from the mean in standard deviations.
    case zScore
    /// Share of the others that lie below; ties share their place.
    case rank
    /// The way from the worst to the target that is behind, at most all of it.
    case target
    /// As they are: of figures on one scale already, such as published sub-indices.
    case none

    /// Whether all values lie from 0 to 1.
    var isUnit: Bool { self != .zScore && self != .none }
}

/// Where weights come from.
public enum Weighting: String, Sendable, CaseIterable {
    /// Those of the recipe; equal where it has none.
    case given
    /// All alike within each dimension, and dimensions alike.
    case equal
    /// By how unequally an indicator is spread (Shannon 1948).
    case entropy
    /// By how much an indicator varies and how little it repeats the others (Diakoulaki, Mavrotas & Papayannakis 1995).
    case critic
    /// By shares in the principal components (Nicoletti, Scarpetta & Boylaud 2000).
    case principalComponents
    /// Each place by the weights that favour it most (Melyn & Moesen 1991; Cherchye et al. 2007).
    case benefitOfTheDoubt
}

/// How normalised values become one number.
public enum Aggregation: String, Sendable, CaseIterable {
    /// The weighted mean.
    case arithmetic
    /// The weighted geometric mean, which a single bad value pulls down.
    case geometric
    /// Nearness to the best and distance from the worst (Hwang & Yoon 1981).
    case topsis
    /// Distance from a pattern of the best values, the Wrocław taxonomic method (Hellwig 1968).
    case wroclaw

    /// Whether sub-indices are put together step by step; else all indicators count at once.
    var isStepwise: Bool { self == .arithmetic || self == .geometric }
}
