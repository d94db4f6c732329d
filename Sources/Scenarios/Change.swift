public import Asking
public import Atlases

/// One thing that a scenario does. A kind of change is one file under `Changes` and one line in `changeKinds`.
///
/// What is said of a kind stands there once: readers, writers, checks, the page's editor and the interface's
/// description are made from it. Places are codes.
///
///     Scenario(name: "Homes", changes: [Housing(places: ["610900"], factor: 1.2)])
public protocol Change: Sendable {
    /// The key by which a scenario file names it, and its words.
    static var about: About { get }
    /// What it says, in the order in which a person reads it.
    static var keys: [Setting<Self>] { get }
    /// Keys of which exactly one is given; none where each stands for itself.
    static var exactlyOne: [String] { get }
    /// Keys by which earlier scenarios, all of China, tell money in yuan, and what they are called now.
    static var yuanKeys: [String: String] { get }
    /// What the page says of it in a few words: `{key}` is filled, a piece in square brackets goes where its key says
    /// nothing.
    static var short: Remark { get }
    /// Where the page offers it.
    static var tool: ChangeTool { get }
    /// Whether it spreads over what the other changes leave, and so is applied after them.
    static var followsOthers: Bool { get }
    /// As the page begins it, places still missing.
    static var begun: Self { get }

    /// What optional keys are where nobody says.
    init()

    /// Whether only the whole model can answer it.
    var needsWholeModel: Bool { get }
    /// Whether it is about trade with the rest of the world.
    var needsWorld: Bool { get }
    /// What it does, in words with holes as in `short`; `{-key}` is the negative of a number.
    var sentence: Remark { get }
    /// What of it stands on a map.
    var marks: [Mark] { get }

    /// What is possible and yet unlikely, to be said before the answer.
    func warnings(in study: Study) -> [Remark]
    /// Refuses what no range of a single key says.
    func check() throws(ScenarioError)
    /// Applies it; false if it changes nothing.
    func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool
    /// Refuses what all changes together amount to.
    func review(_ applied: AppliedChanges, in study: Study) throws(ScenarioError)
}

/// Where the page offers a kind of change.
public enum ChangeTool: String, Sendable {
    /// A button of its own.
    case button
    /// Among the rarer ones.
    case listed
    /// At the thing that it is about.
    case none
}

/// What of a change stands on a map.
public enum Mark: Sendable, Equatable {
    case place(String)
    case line(from: String, to: String, isTakenAway: Bool)

    /// The places that it names.
    public var places: [String] {
        switch self {
        case .place(let code): [code]
        case .line(let from, let to, _): [from, to]
        }
    }
}

extension Change {
    /// It tells no money.
    public static var yuanKeys: [String: String] { [:] }
    /// Each key stands for itself.
    public static var exactlyOne: [String] { [] }
    /// Among the rarer ones.
    public static var tool: ChangeTool { .listed }
    /// It is applied where it stands.
    public static var followsOthers: Bool { false }
    /// What optional keys are where nobody says.
    public static var begun: Self { Self() }
    /// Its name and all that it says.
    public static var short: Remark {
        let holes = keys.map { "[, {\($0.id)}]" }.joined()
        return Remark(about.name.english + holes, about.name.chinese + holes)
    }

    /// Either model answers it.
    public var needsWholeModel: Bool { false }
    /// It is about places at home.
    public var needsWorld: Bool { false }
    /// Every place that a key names.
    public var marks: [Mark] {
        Self.keys.flatMap { key in key.kind.namesPlaces ? key.get(self).texts.map(Mark.place) : [] }
    }

    /// Ranges say everything.
    public func check() throws(ScenarioError) {}
    /// It is the same among others.
    public func review(_ applied: AppliedChanges, in study: Study) throws(ScenarioError) {}

    /// The key by which a scenario file names it.
    public var kind: String { Self.about.id }

    /// What it says, as a file holds it: what is not said is left out.
    public var written: [Value.Field] {
        Self.keys.compactMap { key in
            let value = key.get(self)
            return value == .none || value == .list([]) && !key.isRequired ? nil : Value.Field(key.id, value)
        }
    }

    /// The sentence in a language.
    ///
    /// - Parameter word: a value of a kind of key as text.
    public func sentence(in language: Language, _ word: (SettingKind, Value) -> String) -> String {
        filledPieces(language(sentence)) { hole in
            let isNegative = hole.hasPrefix("-")
            let id = isNegative ? String(hole.dropFirst()) : hole
            guard let key = Self.keys.first(where: { $0.id == id }) else { return nil }
            let value = key.get(self)
            if value == .none || value == .list([]) { return nil }
            if isNegative, case .number(let number) = value { return word(key.kind, .number(-number)) }
            return word(key.kind, value)
        }
    }

    func isSame(as other: any Change) -> Bool { kind == other.kind && written == other.written }

    /// Refuses numbers out of range and empty lists, which no atlas could answer.
    func checked() throws(ScenarioError) {
        try check()
        for key in Self.keys {
            let value = key.get(self)
            if value == .list([]) && key.isRequired || value == .fields([]) {
                throw ScenarioError(
                    "\(kind): \(key.id) is empty: name at least one place",
                    "\(kind)：\(key.id) 为空：请至少给出一个地区")
            }
            switch key.kind {
            case .number(let range, _, _): try inRange(value, key.id, range)
            case .whole(let range, _):
                try inRange(value, key.id, Double(range.lowerBound)...Double(range.upperBound))
            case .weights(let range):
                guard case .fields(let weights) = value else { continue }
                for weight in weights { try inRange(weight.value, "\(key.id) of \(weight.name)", range) }
            case .numbers, .flag, .choice, .text, .texts, .column, .columns, .file, .place, .places, .sector,
                .indicator:
                break
            }
        }
    }

    private func inRange(_ value: Value, _ name: String, _ range: ClosedRange<Double>) throws(ScenarioError) {
        if case .number(let number) = value, !range.contains(number) {
            throw ScenarioError(
                "\(kind): \(name) is \(number): expected \(range.lowerBound) to \(range.upperBound)",
                "\(kind)：\(name) 为 \(number)：应在 \(range.lowerBound) 至 \(range.upperBound) 之间")
        }
    }
}

extension SettingKind {
    var namesPlaces: Bool {
        switch self {
        case .place, .places, .weights: true
        case .number, .whole, .numbers, .flag, .choice, .text, .texts, .column, .columns, .file, .sector, .indicator:
            false
        }
    }
}

extension Value {
    /// A text, those of a list, or the names of fields.
    fileprivate var texts: [String] {
        switch self {
        case .text(let text): text.isEmpty ? [] : [text]
        case .list(let values): values.flatMap(\.texts)
        case .fields(let fields): fields.map(\.name)
        case .none, .flag, .number, .numbers: []
        }
    }
}
