public import Indices

/// What a measure is asked of, and how. Columns are those of the user's table; on an atlas the names of indicators.
public struct MeasureQuestion: Sendable {
    public var measure: RegionalMeasure
    /// Path of a table; nil asks the atlas.
    public var table: String?
    /// The table itself where it did not come from a file.
    public var text: String?

    /// Column or columns of values (see `ValueTable.columns`), or an indicator of the atlas.
    public var value: String?
    public var group: String?
    public var weight: String?
    public var id: String?
    /// Column of years, or on an atlas one year or a span such as 2019-2023.
    public var year: String?
    public var sector: String?
    public var longitude: String?
    public var latitude: String?
    public var population: String?
    public var product: String?
    public var controls: [String] = []
    /// Columns of strata, for geodetector.
    public var factors: [String] = []
    /// Columns, for slacksBased.
    public var outputs: String?
    public var undesirable: String?
    public var returns: ReturnsToScale = .constant
    /// File of neighbours: GAL, or a table from,to[,weight].
    public var weights: String?
    /// File of totals by region, flows or distances: from,to,value.
    public var totals: String?
    public var flows: String?
    public var distances: String?
    /// Places a question is about: a region, or centres.
    public var places: [String] = []
    public var level: String?
    public var variant: ShiftShareVariant = .dunn

    public var settings = MeasureSettings()

    public init(_ measure: RegionalMeasure) { self.measure = measure }
}

/// Numbers that some measure takes; each has its usual value.
public struct MeasureSettings: Sendable {
    /// Of tests by permutation; 0 for none.
    public var permutations = 999
    /// Samples that intervals rest on; 0 for none.
    public var replications = 1_000
    public var seed: UInt64 = 1
    public var threads: Int?
    /// Atkinson's ε.
    public var aversion = 0.5
    /// Of Markov chains.
    public var classes = 5
    public var bandwidth: Double?
    /// λ of the Hodrick–Prescott filter; 0 takes the series as they are.
    public var smoothing = 400.0
    public var trim = 1.0 / 3
    /// Of the location quotient.
    public var threshold = 1.0
    /// Of distance.
    public var exponent = 2.0
    /// Only places with a value in every period.
    public var balanced = false
    /// Kernel ridges of values as they are, not over the mean of their year.
    public var absolute = false
    /// Told what is drawn, how many are done and of how many.
    public var progress: (@Sendable (String, Int, Int) -> Void)?

    public init() {}
}

public enum ShiftShareVariant: String, Sendable, CaseIterable {
    case dunn, estebanMarquillas, arcelus, dynamic, spatial, gerfin
}
