import ArgumentParser
import Asking
import Wording

/// Settings that a command offers as options.
protocol SettingSource {
    static var offered: [OfferedSetting] { get }
    /// Looks at what was given before the command runs.
    static func check(_ given: [String: Value]) throws
}

extension SettingSource {
    static func check(_ given: [String: Value]) throws {}
}

/// A setting as an option.
struct OfferedSetting {
    let setting: SettingDescription
    /// The option's name where it may be given again; nil for one that is given once.
    var repeated: String?
    /// Whether the call is wrong without it.
    var isRequired = false

    /// Without its dashes.
    var option: String { repeated ?? String(Problem.option(setting.id).dropFirst(2)) }
}

/// Options made from settings: their names, help and values stand beside the question and nowhere else.
///
/// The parser of arguments finds options by looking into a value; this one shows it what the settings say.
struct SettingOptions<Source: SettingSource>: ParsableArguments, CustomReflectable {
    /// What was given, by the ids of settings: a text, several of them, or a flag.
    private(set) var given: [String: Value] = [:]

    init() {}

    var customMirror: Mirror {
        Mirror(
            self, children: Source.offered.map { (label: "_" + $0.setting.id, value: $0.wrapper) },
            displayStyle: .struct)
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: SettingKey.self)
        for offered in Source.offered {
            let (id, key) = (offered.setting.id, SettingKey(stringValue: offered.setting.id))
            switch offered.shape {
            case .flag:
                if try container.decode(Flag<Bool>.self, forKey: key).wrappedValue { given[id] = .flag(true) }
            case .several:
                let texts = try container.decode(Option<[String]>.self, forKey: key).wrappedValue
                if !texts.isEmpty { given[id] = .texts(texts) }
            case .required: given[id] = .text(try container.decode(Option<String>.self, forKey: key).wrappedValue)
            case .one:
                let text = try container.decode(Option<String?>.self, forKey: key).wrappedValue
                if let text { given[id] = .text(text) }
            }
        }
    }

    func validate() throws { try Source.check(given) }
}

private struct SettingKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}

extension OfferedSetting {
    /// How a setting stands on a command line.
    fileprivate enum Shape { case flag, one, required, several }

    fileprivate var shape: Shape {
        if case .flag = setting.kind { return .flag }
        return repeated != nil ? .several : isRequired ? .required : .one
    }

    fileprivate var wrapper: Any {
        let (name, help) = (NameSpecification.customLong(option), ArgumentHelp("\(words)", valueName: valueName))
        switch shape {
        case .flag: return Flag<Bool>(wrappedValue: false, name: name, help: help)
        case .several: return Option<[String]>(wrappedValue: [], name: name, help: help)
        case .required: return Option<String>(name: name, help: help)
        case .one: return Option<String?>(name: name, help: help)
        }
    }

    /// Its help, with the choices and what stands where nobody says anything.
    private var words: String {
        var more: [String] = []
        if case .choice(let choices) = setting.kind {
            more.append("values: " + choices.map(\.id).joined(separator: ", "))
        }
        let text: String? =
            switch setting.standard {
            case .number(let number): plainNumber(number)
            case .numbers(let numbers): numbers.map(plainNumber).joined(separator: ", ")
            case .text(let text) where !text.isEmpty: text
            case .none, .flag, .text, .list, .fields: nil
            }
        if let text { more.append("default: " + text) }
        // Settings that the help names, as options.
        let help = filledHoles(setting.help.english, Problem.option)
        return more.isEmpty ? help : "\(help) (\(more.joined(separator: "; ")))"
    }

    /// What stands for the value in help; nil for its name.
    private var valueName: String? {
        switch setting.kind {
        case .number(_, let unit, _), .numbers(_, let unit, _): unit.isEmpty ? nil : unit
        case .file: "file"
        case .column: "column"
        case .columns: "columns"
        case .place, .places: "place"
        case .indicator: "indicator"
        case .flag, .whole, .choice, .text, .texts, .sector, .weights: nil
        }
    }
}

/// The options of a question: everything it may be told but year and seed, which are options of every call.
enum QuestionSource<Question: Askable>: SettingSource {
    static var offered: [OfferedSetting] {
        Question.settings.filter { !["year", "seed"].contains($0.id) }.map { setting in
            let several =
                switch setting.kind {
                case .numbers, .texts, .places: true
                case .number, .whole, .flag, .choice, .text, .column, .columns, .file, .place, .sector, .indicator,
                    .weights:
                    false
                }
            return OfferedSetting(
                setting: setting.described(standard: Question()), repeated: several ? setting.id : nil,
                isRequired: setting.isRequired)
        }
    }

    static func check(_ given: [String: Value]) throws { _ = try question(given) }

    /// The question as it was asked.
    static func question(_ given: [String: Value]) throws -> Question {
        var question = Question()
        for setting in Question.settings {
            guard let value = given[setting.id] else { continue }
            do { try setting.read(value, into: &question) } catch { throw error.problem }
        }
        return question
    }
}

typealias QuestionOptions<Question: Askable> = SettingOptions<QuestionSource<Question>>

extension SettingOptions {
    /// The question as it was asked.
    func question<Question: Askable>() throws -> Question where Source == QuestionSource<Question> {
        try QuestionSource<Question>.question(given)
    }
}
