public import Atlases

/// A question that faces can fill: each thing it may be told is a setting, and `init()` is what it is where nobody
/// says anything.
public protocol Askable: Sendable {
    static var settings: [Setting<Self>] { get }

    init()
}

extension Askable {
    /// What was asked, setting by setting; those without a value are left out.
    public var inputs: [Value.Field] {
        Self.settings.compactMap { setting in
            let value = setting.get(self)
            return value == .none || value == .list([]) ? nil : Value.Field(setting.id, value)
        }
    }
}

extension Setting {
    /// The same setting of a question that holds this one's.
    public func of<Outer>(_ inner: WritableKeyPath<Outer, Question> & Sendable) -> Setting<Outer> {
        Setting<Outer>(
            id, name, help, kind, required: isRequired, get: { [get] in get($0[keyPath: inner]) },
            set: { [set] in set(&$0[keyPath: inner], $1) })
    }
}

extension Value {
    /// What identifies an atlas in every answer.
    public static func identity(_ atlas: Atlas) -> Value {
        .fields(("name", .text(atlas.name)), ("version", .text(atlas.version)), ("hash", .text(atlas.hash)))
    }
}
