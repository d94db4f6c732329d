/// Which direction of trade a change is about, seen from its places.
public enum TradeDirection: String, Sendable, CaseIterable {
    case both
    case `import`
    case export
}

/// With whom trade gets cheaper or dearer.
public enum TradePartners: String, Sendable, CaseIterable {
    /// Every other modelled place. Until there is a rest of the world, this is the domestic lever, not a free-trade zone's.
    case domestic
    /// Only the other places of the same change.
    case places
}

/// Which moves a change of migration cost is about.
public enum MigrationScope: String, Sendable, CaseIterable {
    case provinces
    case places
}

/// How a railway or road of a scenario is described.
public struct LinkSpecification: Sendable, Equatable {
    public var from: String
    public var to: String
    public var mode: ScenarioMode
    /// Design speed.
    public var speedKmh: Double
    /// Nil: 1.1 × great circle.
    public var lengthKm: Double?
    public var costYuan: Double?

    public init(from: String, to: String, mode: ScenarioMode, speedKmh: Double, lengthKm: Double? = nil, costYuan: Double? = nil) {
        self.from = from
        self.to = to
        self.mode = mode
        self.speedKmh = speedKmh
        self.lengthKm = lengthKm
        self.costYuan = costYuan
    }
}

public enum ScenarioMode: String, Sendable, CaseIterable {
    case rail, road
}

/// One thing that a scenario does. Places are codes.
public enum Change: Sendable, Equatable {
    /// A new link, used in both directions.
    case link(LinkSpecification)
    /// Every direct link of a mode between two places is taken away, in both directions.
    case removeLink(from: String, to: String, mode: ScenarioMode)
    /// Publicly paid jobs, with the residents that come with them.
    case jobs(from: String, to: String, number: Double)
    case housing(places: [String], factor: Double)
    case tradeCost(places: [String], with: TradePartners, factor: Double, direction: TradeDirection)
    case migrationCost(between: MigrationScope, factor: Double)
    case productivity(places: [String], factor: Double)
    /// Money that one place's residents give another's, every year.
    case transfer(from: String, to: String, yuan: Double)
}

/// A question: what would these changes do to every city?
public struct Scenario: Sendable, Equatable {
    public var name: String
    public var nameChinese: String?
    /// Places inside another region that become places of their own.
    public var places: [String]
    public var changes: [Change]
    public var parameters: StudyParameters
    /// What the reader should know, in the author's words.
    public var note: String?
    public var noteChinese: String?

    public init(
        name: String, nameChinese: String? = nil, places: [String] = [], changes: [Change], parameters: StudyParameters = StudyParameters(),
        note: String? = nil, noteChinese: String? = nil
    ) {
        self.name = name
        self.nameChinese = nameChinese
        self.places = places
        self.changes = changes
        self.parameters = parameters
        self.note = note
        self.noteChinese = noteChinese
    }
}

/// How people respond; an answer has all three side by side.
public enum Reading: String, Sendable, CaseIterable {
    /// Nobody moves: L̂ = 1.
    case peopleStay
    /// People move at unchanged cost of moving: the headline.
    case peopleMove
    /// People move, and moving gets easier where travel gets faster.
    case movingGetsEasier
}
