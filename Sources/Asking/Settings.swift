public import Atlases

/// A choice of a setting: its cases carry words.
public protocol Choosable: RawRepresentable, CaseIterable, Sendable where RawValue == String {
    /// What a person calls it.
    var name: Remark { get }
}

extension Choosable {
    /// The case's own id in both languages, where no other words are needed.
    public var name: Remark { Remark(rawValue, rawValue) }

    /// The cases with their words, as a setting offers them.
    public static var choices: [SettingKind.Choice] {
        allCases.map { SettingKind.Choice($0.rawValue, $0.name.english, $0.name.chinese) }
    }
}

/// Settings by the kind of the property that keeps them.
extension Setting {
    /// Where a question keeps a value.
    public typealias Path<Kept> = WritableKeyPath<Question, Kept> & Sendable

    /// A number that always has a value.
    public static func number(
        _ id: String, _ english: String, _ chinese: String, _ path: Path<Double>, in range: ClosedRange<Double>,
        unit: String = "", orZero: Bool = false, required: Bool = false, help: Remark? = nil
    ) -> Self {
        Setting(
            id, Remark(english, chinese), help, .number(range, unit: unit, orZero: orZero), required: required,
            get: { .number($0[keyPath: path]) },
            set: { if case .number(let value) = $1 { $0[keyPath: path] = value } })
    }

    /// A number that may be left out.
    public static func number(
        _ id: String, _ english: String, _ chinese: String, _ path: Path<Double?>, in range: ClosedRange<Double>,
        unit: String = "", help: Remark? = nil
    ) -> Self {
        Setting(
            id, Remark(english, chinese), help, .number(range, unit: unit), required: false,
            get: { .optional($0[keyPath: path]) },
            set: { if case .number(let value) = $1 { $0[keyPath: path] = value } })
    }

    /// A whole number that always has a value.
    public static func whole(
        _ id: String, _ english: String, _ chinese: String, _ path: Path<Int>, in range: ClosedRange<Int>,
        orZero: Bool = false, required: Bool = false, help: Remark? = nil
    ) -> Self {
        Setting(
            id, Remark(english, chinese), help, .whole(range, orZero: orZero), required: required,
            get: { .count($0[keyPath: path]) },
            set: { if case .number(let value) = $1 { $0[keyPath: path] = Int(value) } })
    }

    /// Nil where nobody says anything.
    public static func whole(
        _ id: String, _ english: String, _ chinese: String, _ path: Path<Int?>, in range: ClosedRange<Int>,
        orZero: Bool = false, help: Remark? = nil
    ) -> Self {
        Setting(
            id, Remark(english, chinese), help, .whole(range, orZero: orZero), required: false,
            get: { .optional($0[keyPath: path].map(Double.init)) },
            set: { if case .number(let value) = $1 { $0[keyPath: path] = Int(value) } })
    }

    /// Several numbers, all in one range.
    public static func numbers(
        _ id: String, _ english: String, _ chinese: String, _ path: Path<[Double]>, in range: ClosedRange<Double>,
        unit: String = "", most: Int = 100, help: Remark? = nil
    ) -> Self {
        Setting(
            id, Remark(english, chinese), help, .numbers(range, unit: unit, most: most), required: false,
            get: { .numbers($0[keyPath: path]) },
            set: { if case .numbers(let values) = $1 { $0[keyPath: path] = values } })
    }

    /// Off where nobody says otherwise.
    public static func flag(
        _ id: String, _ english: String, _ chinese: String, _ path: Path<Bool>, help: Remark? = nil
    ) -> Self {
        Setting(
            id, Remark(english, chinese), help, .flag, required: false, get: { .flag($0[keyPath: path]) },
            set: { if case .flag(let value) = $1 { $0[keyPath: path] = value } })
    }

    /// Nil where nobody chooses.
    public static func choice<Choice: Choosable>(
        _ id: String, _ english: String, _ chinese: String, _ path: Path<Choice?>, required: Bool = false,
        help: Remark? = nil
    ) -> Self {
        Setting(
            id, Remark(english, chinese), help, .choice(Choice.choices), required: required,
            get: { .optional($0[keyPath: path]?.rawValue) },
            set: { if case .text(let text) = $1 { $0[keyPath: path] = Choice(rawValue: text) } })
    }

    /// One of the cases of an enumeration, with their words.
    public static func choice<Choice: Choosable>(
        _ id: String, _ english: String, _ chinese: String, _ path: Path<Choice>, required: Bool = false,
        help: Remark? = nil
    ) -> Self {
        Setting(
            id, Remark(english, chinese), help, .choice(Choice.choices), required: required,
            get: { .text($0[keyPath: path].rawValue) },
            set: { if case .text(let text) = $1, let value = Choice(rawValue: text) { $0[keyPath: path] = value } })
    }

    /// A text kept as one: a column, columns, a file, a place, or free words.
    public static func text(
        _ id: String, _ english: String, _ chinese: String, _ path: Path<String>, _ kind: SettingKind = .text(),
        required: Bool = true, help: Remark? = nil
    ) -> Self {
        Setting(
            id, Remark(english, chinese), help, kind, required: required, get: { .text($0[keyPath: path]) },
            set: { if case .text(let text) = $1 { $0[keyPath: path] = text } })
    }

    /// A text that may be left out.
    public static func text(
        _ id: String, _ english: String, _ chinese: String, _ path: Path<String?>, _ kind: SettingKind = .text(),
        help: Remark? = nil
    ) -> Self {
        Setting(
            id, Remark(english, chinese), help, kind, required: false, get: { .optional($0[keyPath: path]) },
            set: { if case .text(let text) = $1 { $0[keyPath: path] = text } })
    }

    /// Several texts: places or whatever else.
    public static func texts(
        _ id: String, _ english: String, _ chinese: String, _ path: Path<[String]>, _ kind: SettingKind = .texts,
        required: Bool = false, help: Remark? = nil
    ) -> Self {
        Setting(
            id, Remark(english, chinese), help, kind, required: required,
            get: { .texts($0[keyPath: path]) },
            set: {
                guard case .list(let values) = $1 else { return }
                $0[keyPath: path] = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
            })
    }

    /// Numbers by code; nil where none are given.
    public static func weights(
        _ id: String, _ english: String, _ chinese: String, _ path: Path<[String: Double]?>,
        in range: ClosedRange<Double>,
        help: Remark? = nil
    ) -> Self {
        Setting(
            id, Remark(english, chinese), help, .weights(range), required: false,
            get: {
                guard let weights = $0[keyPath: path] else { return .none }
                return .fields(weights.sorted { $0.key < $1.key }.map { Value.Field($0.key, .number($0.value)) })
            },
            set: {
                guard case .fields(let fields) = $1 else { return }
                var weights: [String: Double] = [:]
                for field in fields { if case .number(let weight) = field.value { weights[field.name] = weight } }
                $0[keyPath: path] = weights
            })
    }
}
