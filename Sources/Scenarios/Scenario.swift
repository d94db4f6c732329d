public import Atlases
public import Equilibrium

/// What more people at a place do besides working.
public enum Immigration: String, Sendable, CaseIterable {
    /// They are labour only.
    case labour
    /// Firms come with them, and with firms varieties.
    case firmEntry
}

/// Which model answers.
public enum ModelKind: String, Sendable, CaseIterable {
    /// One sector, no rest of the world.
    case oneSector
    /// Sectors with inputs from one another, land, and a rest of the world.
    case whole
}

/// Which model answers, and what the whole one assumes.
public struct ModelChoice: Sendable, Hashable {
    /// Which it is.
    public var kind: ModelKind
    /// What more people do at a place.
    public var immigration: Immigration
    /// Whose the rent of land and housing is in the base year of the whole model.
    public var landIncome: LandOwnership

    /// Labour only and rent to those who stay, unless said otherwise.
    public init(_ kind: ModelKind, immigration: Immigration = .labour, landIncome: LandOwnership = .stayers) {
        self.kind = kind
        self.immigration = immigration
        self.landIncome = landIncome
    }

    /// The first model.
    public static let oneSector = ModelChoice(.oneSector)
}

/// A question: what would these changes do to every city?
public struct Scenario: Sendable {
    /// What the author calls it.
    public var name: String
    /// The same in Chinese; nil where there is none.
    public var nameChinese: String?
    /// Places inside another region that become places of their own.
    public var places: [String]
    /// What it does, in the order of the file.
    public var changes: [any Change]
    /// What the author sets; draws leave these as they are.
    public var parameters: StudyParameters
    /// Nil: the simplest model that can answer.
    public var model: ModelChoice?
    /// Code of the currency of its amounts, which must be that of the atlas; nil: the atlas's, whatever it is.
    public var currency: String?
    /// What the reader should know, in the author's words.
    public var note: String?
    /// The same in Chinese; nil where there is none.
    public var noteChinese: String?
    /// Said of the file that it was read from, such as its encoding; no part of the question.
    public var remarks: [Remark] = []

    /// Places without a change of their own stay as they are.
    public init(
        name: String, nameChinese: String? = nil, places: [String] = [], changes: [any Change],
        parameters: StudyParameters = StudyParameters(),
        model: ModelChoice? = nil, currency: String? = nil, note: String? = nil, noteChinese: String? = nil
    ) {
        self.name = name
        self.nameChinese = nameChinese
        self.places = places
        self.changes = changes
        self.parameters = parameters
        self.model = model
        self.currency = currency
        self.note = note
        self.noteChinese = noteChinese
    }

    /// The model that answers: the one asked for, or the simplest that knows every change.
    public var answeringModel: ModelChoice {
        model ?? (changes.contains { $0.needsWholeModel } ? ModelChoice(.whole) : .oneSector)
    }
}

extension Scenario: Equatable {
    /// Changes are the same where they say the same.
    public static func == (a: Scenario, b: Scenario) -> Bool {
        a.name == b.name && a.nameChinese == b.nameChinese && a.places == b.places && a.parameters == b.parameters
            && a.model == b.model && a.currency == b.currency && a.note == b.note && a.noteChinese == b.noteChinese
            && a.changes.count == b.changes.count && zip(a.changes, b.changes).allSatisfy { $0.isSame(as: $1) }
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
