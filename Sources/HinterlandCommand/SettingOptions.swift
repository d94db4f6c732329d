import ArgumentParser
import Asking
import Wording

/// The options of a question, made from its settings: names, help, ranges and what stands where nobody says anything.
struct SettingOptions<Question: Askable>: ParsableArguments, CustomReflectable {
    /// What was given, by setting: texts as they came, none for a flag.
    private var given: [String: [String]] = [:]

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: SettingKey.self)
        for setting in Self.settings {
            let key = SettingKey(setting.id)
            switch setting.shape {
            case .flag:
                if try container.decode(Flag<Bool>.self, forKey: key).wrappedValue { given[setting.id] = ["true"] }
            case .several:
                let texts = try container.decode(Option<[String]>.self, forKey: key).wrappedValue
                if !texts.isEmpty { given[setting.id] = texts }
            case .required:
                given[setting.id] = [try container.decode(Option<String>.self, forKey: key).wrappedValue]
            case .one:
                let text = try container.decode(Option<String?>.self, forKey: key).wrappedValue
                if let text { given[setting.id] = [text] }
            }
        }
    }

    var customMirror: Mirror {
        let standard = Question()
        return Mirror(
            self, children: Self.settings.map { (label: "_" + $0.id, value: $0.option(standard)) },
            displayStyle: .struct)
    }

    func validate() throws { _ = try question() }

    /// The question as it was asked.
    func question() throws -> Question {
        var question = Question()
        for setting in Self.settings {
            guard let texts = given[setting.id] else { continue }
            do { try setting.read(texts, into: &question) } catch { throw error.problem }
        }
        return question
    }

    /// The year is an option of every call.
    private static var settings: [Setting<Question>] { Question.settings.filter { $0.id != "year" } }
}

private struct SettingKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ setting: String) { stringValue = setting }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}

/// How a setting stands on a command line.
private enum OptionShape {
    case flag, one, required, several
}

extension Setting {
    fileprivate var shape: OptionShape {
        switch kind {
        case .flag: .flag
        case .numbers, .texts, .places: .several
        case .number, .whole, .choice, .text, .column, .columns, .file, .place, .weights: isRequired ? .required : .one
        }
    }

    fileprivate func option(_ standard: Question) -> Any {
        let name = NameSpecification.customLong(String(Problem.option(id).dropFirst(2)))
        let help = ArgumentHelp("\(words(standard))", valueName: valueName)
        switch shape {
        case .flag: return Flag<Bool>(wrappedValue: false, name: name, help: help)
        case .several: return Option<[String]>(wrappedValue: [], name: name, help: help)
        case .required: return Option<String>(name: name, help: help)
        case .one: return Option<String?>(name: name, help: help)
        }
    }

    /// Its help, with the choices and what stands where nobody says anything.
    private func words(_ standard: Question) -> String {
        var more: [String] = []
        if case .choice(let choices) = kind { more.append("values: " + choices.map(\.id).joined(separator: ", ")) }
        let text: String? =
            switch get(standard) {
            case .number(let number): plainNumber(number)
            case .numbers(let numbers): numbers.map(plainNumber).joined(separator: ", ")
            case .text(let text) where !text.isEmpty: text
            case .none, .flag, .text, .list, .fields: nil
            }
        if let text, !isRequired { more.append("default: " + text) }
        // Settings that the help names, as options.
        let help = Problem(.use, help.english).description
        return more.isEmpty ? help : "\(help) (\(more.joined(separator: "; ")))"
    }

    /// What stands for the value in help; nil for its name.
    private var valueName: String? {
        switch kind {
        case .number(_, let unit, _), .numbers(_, let unit, _): unit.isEmpty ? nil : unit
        case .file: "file"
        case .column: "column"
        case .columns: "columns"
        case .place, .places: "place"
        case .flag, .whole, .choice, .text, .texts, .weights: nil
        }
    }

    /// Takes what stood on the command line.
    fileprivate func read(_ texts: [String], into question: inout Question) throws(BadValue) {
        switch kind {
        case .texts, .places: try take(.texts(texts), into: &question)
        case .numbers: try read(texts.joined(separator: ","), into: &question)
        case .number, .whole, .flag, .choice, .text, .column, .columns, .file, .place, .weights:
            for text in texts { try read(text, into: &question) }
        }
    }
}
