public import Atlases

/// One thing that a question may be told: its id, words, kind and range, and where it is kept.
///
/// Said once beside the question; the command line's help and options, HTTP parameters, the page's controls, `inputs`
/// of an answer and the interface's description are made from it.
public struct Setting<Question>: Sendable {
    /// The name that programs take: `--id`, a parameter, a field of `inputs`.
    public let id: String
    /// What it is called on a form.
    public private(set) var name: Remark
    /// What it does, for help.
    public private(set) var help: Remark
    /// What it can be, with its bounds.
    public private(set) var kind: SettingKind
    /// What it can be elsewhere, where this face takes less.
    private var unbounded: SettingKind?
    /// Whether a question cannot do without it.
    public let isRequired: Bool
    /// How far a hand drags it; nil where it is typed.
    public private(set) var slider: Slider?
    /// Its value in a question; `.none` where there is none.
    public let get: @Sendable (Question) -> Value
    /// Takes a value without looking at its range: for values that are checked with the whole question. A value of
    /// another kind changes nothing.
    public let set: @Sendable (inout Question, Value) -> Void

    init(
        _ id: String, _ name: Remark, _ help: Remark?, _ kind: SettingKind, required: Bool,
        get: @escaping @Sendable (Question) -> Value, set: @escaping @Sendable (inout Question, Value) -> Void
    ) {
        (self.id, self.name, self.help, self.kind, isRequired) = (id, name, help ?? name, kind, required)
        (self.get, self.set) = (get, set)
    }

    /// The same with a slider.
    ///
    /// - Parameter range: what a person would try, a part of what is allowed.
    public func dragged(_ range: ClosedRange<Double>, by step: Double) -> Self {
        var setting = self
        setting.slider = Slider(range: range, step: step)
        return setting
    }

    /// The same on a face that gives less: its refusals say that others take more.
    ///
    /// - Parameter most: a bound above the setting's own changes nothing.
    public func atMost(_ most: Double) -> Self {
        var setting = self
        (setting.kind, setting.unbounded) = (kind.atMost(most), kind)
        return setting
    }

    /// The same on a face that knows beforehand which texts have an answer.
    public func among(_ choices: [SettingKind.Choice]) -> Self {
        var setting = self
        setting.kind = .choice(choices)
        return setting
    }

    /// The same under another name, and with other help where there is some.
    public func named(_ english: String, _ chinese: String, help: Remark? = nil) -> Self {
        var setting = self
        (setting.name, setting.help) = (Remark(english, chinese), help ?? setting.help)
        return setting
    }

    /// Takes a value that came as text, as on a command line or in an address.
    ///
    /// - Throws: `BadValue` with what was expected.
    public func read(_ text: String, into question: inout Question) throws(BadValue) {
        do { set(&question, try kind.value(of: text, setting: id)) } catch {
            guard let unbounded, (try? unbounded.value(of: text, setting: id)) != nil else { throw error }
            throw BadValue(
                setting: id, given: text,
                expected: Remark(
                    "\(kind.expected.english) here; the command line takes \(unbounded.expected.english)",
                    "\(kind.expected.chinese)（命令行可用\(unbounded.expected.chinese)）"))
        }
    }

    /// Takes what a face was given: a text as above, several of them, or a flag.
    ///
    /// - Throws: `BadValue` with what was expected.
    public func read(_ given: Value, into question: inout Question) throws(BadValue) {
        switch (kind, given) {
        case (_, .text(let text)): try read(text, into: &question)
        case (.numbers, .list(let texts)), (.weights, .list(let texts)):
            let joined = texts.map { if case .text(let text) = $0 { text } else { "" } }.joined(separator: ",")
            try read(joined, into: &question)
        case (_, .none), (_, .flag), (_, .number), (_, .numbers), (_, .list), (_, .fields):
            try take(given, into: &question)
        }
    }

    /// Takes a value that came with its type, as in a document.
    ///
    /// - Throws: `BadValue` with what was expected.
    public func take(_ value: Value, into question: inout Question) throws(BadValue) {
        set(&question, try kind.checked(value, setting: id))
    }

    /// Without its question, for faces that know no type.
    public func described(standard: Question) -> SettingDescription {
        SettingDescription(
            id: id, name: name, help: help, kind: kind, isRequired: isRequired, slider: slider,
            standard: isRequired ? .none : get(standard))
    }
}

/// The range over which a hand drags a number.
public struct Slider: Sendable, Equatable {
    /// From end to end.
    public let range: ClosedRange<Double>
    /// The least that it moves.
    public let step: Double
}

/// What a face needs of a setting.
public struct SettingDescription: Sendable {
    /// As `Setting.id`.
    public let id: String
    /// As `Setting.name`.
    public let name: Remark
    /// As `Setting.help`.
    public let help: Remark
    /// As `Setting.kind`.
    public let kind: SettingKind
    /// As `Setting.isRequired`.
    public let isRequired: Bool
    /// How far a hand drags it; nil where it is typed.
    public let slider: Slider?
    /// What it is where nobody says; `.none` where there is nothing.
    public let standard: Value

    /// One that no question keeps: its face reads it itself.
    ///
    /// - Parameter help: nil for the name.
    public init(_ id: String, _ name: Remark, help: Remark? = nil, _ kind: SettingKind, isRequired: Bool = false) {
        self.init(
            id: id, name: name, help: help ?? name, kind: kind, isRequired: isRequired, slider: nil, standard: .none)
    }

    init(
        id: String, name: Remark, help: Remark, kind: SettingKind, isRequired: Bool, slider: Slider?, standard: Value
    ) {
        (self.id, self.name, self.help, self.kind) = (id, name, help, kind)
        (self.isRequired, self.slider, self.standard) = (isRequired, slider, standard)
    }

    /// The same where it must be said.
    public var required: Self {
        SettingDescription(
            id: id, name: name, help: help, kind: kind, isRequired: true, slider: slider, standard: .none)
    }
}

/// A value that a setting does not take.
public struct BadValue: Error, Sendable, Equatable, CustomStringConvertible {
    /// Its id.
    public let setting: String
    /// What came, cut after 60 characters.
    public let given: String
    /// What would have been right; reads after "expected" and 应为.
    public let expected: Remark

    /// A long value is cut.
    public init(setting: String, given: String, expected: Remark) {
        self.setting = setting
        self.given = given.count > 60 ? String(given.prefix(60)) + "…" : given
        self.expected = expected
    }

    /// In English, with the id of the setting.
    public var description: String { "\(setting) is \(given): expected \(expected.english)" }

    /// As a wrong call.
    public var problem: Problem {
        Problem(
            .use, "{\(setting)} is \(given): expected \(expected.english)",
            "{\(setting)} 为 \(given)：应为 \(expected.chinese)")
    }
}
