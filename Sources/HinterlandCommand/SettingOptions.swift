import ArgumentParser
import Asking

/// Settings that a command offers as options.
protocol SettingSource {
    static var offered: [OfferedSetting] { get }
}

/// A setting as an option: how it is called, and whether it may be given again.
struct OfferedSetting {
    let setting: SettingDescription
    /// The option's name where it may be given again; nil for one that is given once.
    var repeated: String?

    /// Without its dashes.
    var option: String { repeated ?? SettingNames.option(setting.id) }
}

/// How the command line calls settings.
enum SettingNames {
    /// `valueOfTime` is `--value-of-time`.
    static func option(_ id: String) -> String {
        id.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }
}

/// Options made from settings: their names, help and values stand beside the question and nowhere else.
///
/// The parser of arguments finds options by looking into a value; this one shows it what the settings say.
struct SettingOptions<Source: SettingSource>: ParsableArguments, CustomReflectable {
    /// What was given, by the ids of settings.
    private(set) var given: [String: Value] = [:]

    init() {}

    var customMirror: Mirror {
        Mirror(self, children: Source.offered.map { ("_" + $0.setting.id, Self.option($0)) }, displayStyle: .struct)
    }

    private static func option(_ offered: OfferedSetting) -> Any {
        let setting = offered.setting
        let name = NameSpecification.customLong(offered.option)
        if case .flag = setting.kind {
            return Flag<Bool>(wrappedValue: false, name: name, help: ArgumentHelp(stringLiteral: setting.help.english))
        }
        let help = ArgumentHelp(setting.help.english + standard(setting), valueName: setting.kind.placeholder)
        if offered.repeated != nil {
            return Option<[String]>(wrappedValue: [], name: name, help: help)
        }
        return Option<String?>(name: name, help: help)
    }

    /// What it is where nobody says, for help.
    private static func standard(_ setting: SettingDescription) -> String {
        switch setting.standard {
        case .number(let number): " (default: \(number.rounded() == number ? "\(Int(number))" : "\(number)"))"
        case .text(let text): " (default: \(text))"
        case .none, .flag, .numbers, .list, .fields: ""
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        for offered in Source.offered {
            let (id, key) = (offered.setting.id, Key(stringValue: offered.setting.id))
            if case .flag = offered.setting.kind {
                if try container.decode(Flag<Bool>.self, forKey: key).wrappedValue { given[id] = .flag(true) }
            } else if offered.repeated != nil {
                let texts = try container.decode(Option<[String]>.self, forKey: key).wrappedValue
                if !texts.isEmpty { given[id] = .texts(texts) }
            } else if let text = try container.decode(Option<String?>.self, forKey: key).wrappedValue {
                given[id] = .text(text)
            }
        }
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension SettingKind {
    /// What help calls a value of this kind.
    fileprivate var placeholder: String {
        switch self {
        case .number(_, let unit, _): unit.isEmpty ? "number" : unit
        case .whole: "number"
        case .flag: ""
        case .choice(let choices): choices.count <= 4 ? choices.map(\.id).joined(separator: "|") : "choice"
        case .text, .texts: "text"
        case .column: "column"
        case .columns: "columns"
        case .file: "file"
        case .place, .places: "place"
        case .weights: "weights"
        }
    }
}
