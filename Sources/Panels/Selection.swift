public import Asking
public import Atlases

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
    /// Column of sectors; nil where each has a column of its own.
    public var sector: String?
    /// Column of degrees.
    public var longitude: String?
    /// Column of degrees.
    public var latitude: String?
    /// Column of people.
    public var population: String?
    /// Column of product.
    public var product: String?
    /// Columns of controls.
    public var controls: [String] = []
    /// Columns of strata.
    public var factors: [String] = []
    /// Columns of outputs; inputs are the values.
    public var outputs: String?
    /// Columns of undesirable outputs.
    public var undesirable: String?
    /// File of neighbours: GAL, or a table from,to[,weight].
    public var weights: String?
    /// Files of totals by region, of flows and of distances: from,to,value.
    public var totals: String?
    /// File of flows between places.
    public var flows: String?
    /// File of distances between places.
    public var distances: String?
    /// Places a question is about: a region, or centres.
    public var places: [String] = []
    /// An indicator of the atlas.
    public var indicator: String?
    /// Level of the atlas's regions.
    public var level = FigureLevel.prefecture
    /// Only places with a value in every period.
    public var balanced = false

    /// Nothing named: what can be found is found, or the atlas's usual taken.
    public init() {}

    /// Every file that is read beside the table.
    public var files: [String] { [weights, totals, flows, distances].compactMap { $0 } }
}

/// One thing that a selection may name: where it goes, and in which of the two worlds it means something.
public struct Slot: Sendable {
    /// As a table takes it; as the atlas does where a table has no such thing.
    public private(set) var setting: Setting<Selection>
    /// As the atlas takes it; nil where it has no such thing.
    public let onAtlas: Setting<Selection>?
    /// Whether it goes with a table.
    public let ofTable: Bool
    /// The option's name where it may be given again and again; nil for one that is given once.
    public let repeated: String?
    /// Nil: the measure can do without. Else whose mistake it is where it is missing.
    public private(set) var required: Problem.Kind?

    init(
        _ setting: Setting<Selection>, onAtlas: Setting<Selection>? = nil, ofTable: Bool = true,
        repeated: String? = nil
    ) {
        (self.setting, self.onAtlas, self.ofTable, self.repeated) = (setting, onAtlas, ofTable, repeated)
    }

    /// One that means the same in both.
    static func both(_ setting: Setting<Selection>, repeated: String? = nil) -> Slot {
        Slot(setting, onAtlas: setting, repeated: repeated)
    }

    /// One that goes with the atlas alone.
    static func atlas(_ setting: Setting<Selection>) -> Slot { Slot(setting, onAtlas: setting, ofTable: false) }

    /// Whether it goes with the atlas.
    public var ofAtlas: Bool { onAtlas != nil }
    /// Whether the measure cannot do without it.
    public var isRequired: Bool { required != nil }

    /// The same where the measure cannot do without.
    ///
    /// - Parameter kind: whose mistake it is where it is missing.
    public func required(_ kind: Problem.Kind = .use) -> Slot {
        var slot = self
        slot.required = kind
        return slot
    }

    /// The same under another name, for a measure that means something else by it.
    public func named(_ english: String, _ chinese: String, help: Remark? = nil) -> Slot {
        var slot = self
        slot.setting = setting.named(english, chinese, help: help)
        return slot
    }
}
