public import Equilibrium

/// Which direction of trade a change is about, seen from its places.
public enum TradeDirection: String, Sendable, CaseIterable {
    case both
    case `import`
    case export
}

/// With whom trade gets cheaper or dearer.
public enum TradePartners: String, Sendable, CaseIterable {
    /// Every other modelled place: the domestic lever, not a free-trade zone's.
    case domestic
    /// Only the other places of the same change.
    case places
    /// The rest of the world, which the whole model has.
    case world
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

    public init(
        from: String, to: String, mode: ScenarioMode, speedKmh: Double, lengthKm: Double? = nil, costYuan: Double? = nil
    ) {
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
    /// - Parameter sector: nil for every sector, here and below.
    case tradeCost(
        places: [String], with: TradePartners, factor: Double, direction: TradeDirection, sector: String? = nil)
    case migrationCost(between: MigrationScope, factor: Double)
    /// Value added per worker at the same prices.
    case productivity(places: [String], factor: Double, sector: String? = nil)
    /// Money that one place's residents give another's, every year.
    case transfer(from: String, to: String, yuan: Double)
    /// What imports from the rest of the world pay more than in the base year; empty places mean every place.
    case tariff(places: [String], rate: Double, sector: String?)
    /// What buyers of goods made in the places pay to the national budget; below zero a subsidy out of it.
    case tax(places: [String], rate: Double, sector: String?)
    /// Whose the rent of land and housing is afterwards.
    case landReform(ownership: LandOwnership)
    /// What the government buys every year, moved from one place to another, or new where `from` is nil.
    case purchases(from: String?, to: String, yuan: Double, sector: String)
    /// A share of a place's firms of a sector move to another and keep their customers' taste for what they make.
    case industrialTransfer(from: String, to: String, share: Double, sector: String)
    /// Others catch up with what a place knows: each closes `share` × its tie of its gap in product per resident.
    case diffusion(from: String, share: Double, ties: DiffusionTies, sector: String?)
}

/// How closely places are tied to one whose knowledge they take over.
public enum DiffusionTies: Sendable, Equatable {
    /// e^{−T/hours}, with T the passengers' hours after the scenario's links.
    case travel(hours: Double)
    /// Weights from 0 to 1 by code, from contracts, branches or whatever the author knows of.
    case given([String: Double])
}

/// What more people at a place do besides working.
public enum Immigration: String, Sendable, CaseIterable {
    /// They are labour only.
    case labour
    /// Firms come with them, and with firms varieties.
    case firmEntry
}

public enum ModelKind: String, Sendable, CaseIterable {
    /// One sector, no rest of the world.
    case oneSector
    /// Sectors with inputs from one another, land, and a rest of the world.
    case whole
}

/// Which model answers, and what the whole one assumes.
public struct ModelChoice: Sendable, Hashable {
    public var kind: ModelKind
    public var immigration: Immigration
    /// Whose the rent of land and housing is in the base year of the whole model.
    public var landIncome: LandOwnership

    public init(_ kind: ModelKind, immigration: Immigration = .labour, landIncome: LandOwnership = .stayers) {
        self.kind = kind
        self.immigration = immigration
        self.landIncome = landIncome
    }

    public static let oneSector = ModelChoice(.oneSector)
}

extension Change {
    /// Whether only the whole model can answer it.
    public var needsWholeModel: Bool {
        switch self {
        case .tariff, .tax, .landReform, .purchases, .industrialTransfer: true
        case .tradeCost(_, let partners, _, _, let sector): partners == .world || sector != nil
        case .productivity(_, _, let sector), .diffusion(_, _, _, let sector): sector != nil
        case .link, .removeLink, .jobs, .housing, .migrationCost, .transfer: false
        }
    }
}

/// A question: what would these changes do to every city?
public struct Scenario: Sendable, Equatable {
    public var name: String
    public var nameChinese: String?
    /// Places inside another region that become places of their own.
    public var places: [String]
    public var changes: [Change]
    public var parameters: StudyParameters
    /// Nil: the simplest model that can answer.
    public var model: ModelChoice?
    /// What the reader should know, in the author's words.
    public var note: String?
    public var noteChinese: String?

    public init(
        name: String, nameChinese: String? = nil, places: [String] = [], changes: [Change],
        parameters: StudyParameters = StudyParameters(),
        model: ModelChoice? = nil, note: String? = nil, noteChinese: String? = nil
    ) {
        self.name = name
        self.nameChinese = nameChinese
        self.places = places
        self.changes = changes
        self.parameters = parameters
        self.model = model
        self.note = note
        self.noteChinese = noteChinese
    }

    /// The model that answers: the one asked for, or the simplest that knows every change.
    public var answeringModel: ModelChoice {
        model ?? (changes.contains(where: \.needsWholeModel) ? ModelChoice(.whole) : .oneSector)
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
