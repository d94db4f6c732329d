public import Asking
public import Atlas

/// Which figures a measure is asked of: columns of a user's table, or an indicator of the atlas.
public struct Selection: Sendable {
    /// Column or columns of values (see `ValueTable.columns`).
    public var value: String?
    /// Column of groups; on the atlas a `RegionGrouping`.
    public var group: String?
    /// Column of weights; on the atlas an indicator.
    public var weight: String?
    /// Column that names places; found if left out.
    public var id: String?
    /// Column of years; on the atlas a `YearSpan`.
    public var year: String?
    public var sector: String?
    public var longitude: String?
    public var latitude: String?
    public var population: String?
    public var product: String?
    public var controls: [String] = []
    /// Columns of strata.
    public var factors: [String] = []
    public var outputs: String?
    public var undesirable: String?
    /// File of neighbours: GAL, or a table from,to[,weight].
    public var weights: String?
    /// Files of totals by region, of flows and of distances: from,to,value.
    public var totals: String?
    public var flows: String?
    public var distances: String?
    /// Places a question is about: a region, or centres.
    public var places: [String] = []
    /// An indicator of the atlas.
    public var indicator: String?
    public var level = FigureLevel.prefecture
    /// Only places with a value in every period.
    public var balanced = false

    public init() {}

    /// The indicator, or that which the atlas is asked of where none is named.
    public var indicatorOrUsual: String { indicator ?? "gdp_per_resident" }

    /// Every file that is read beside the table.
    public var files: [String] { [weights, totals, flows, distances].compactMap { $0 } }
}

/// One thing that a selection may name: where it goes, and in which of the two worlds it means something.
public struct Slot: Sendable {
    public let setting: Setting<Selection>
    /// Whether it goes with a table, and with the atlas.
    public let ofTable: Bool
    public let ofAtlas: Bool
    /// Asked for again and again: an option that may be repeated, with a short name for one of it.
    public let repeated: String?
    /// Nil: the measure can do without. Else whose mistake it is where it is missing.
    public let required: Problem.Kind?

    public var isRequired: Bool { required != nil }

    init(_ setting: Setting<Selection>, ofTable: Bool = true, ofAtlas: Bool = false, repeated: String? = nil) {
        self.init(setting, ofTable, ofAtlas, repeated, required: nil)
    }

    private init(
        _ setting: Setting<Selection>, _ ofTable: Bool, _ ofAtlas: Bool, _ repeated: String?, required: Problem.Kind?
    ) {
        (self.setting, self.ofTable, self.ofAtlas) = (setting, ofTable, ofAtlas)
        (self.repeated, self.required) = (repeated, required)
    }

    /// The same where the measure cannot do without.
    ///
    /// - Parameter kind: whose mistake it is where it is missing.
    public func required(_ kind: Problem.Kind = .use) -> Slot {
        Slot(setting, ofTable, ofAtlas, repeated, required: kind)
    }
}
