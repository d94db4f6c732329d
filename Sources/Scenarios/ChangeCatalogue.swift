public import Asking

/// Every kind of change: a new one is a line here and a file under `Changes`.
public let changeKinds: [any Change.Type] = [
    NewLink.self, RemovedLink.self, MovedJobs.self, Housing.self, TradeCost.self, MigrationCost.self,
    Productivity.self, Transfer.self, Tariff.self, Tax.self, LandReform.self, Purchases.self, IndustrialTransfer.self,
    Diffusion.self,
]

/// The kinds as the page takes them: words, keys, where each is offered, what it needs, and how it begins.
public func changeDescriptions(_ kinds: [any Change.Type] = changeKinds) -> Value {
    .list(kinds.map { $0.description })
}

/// The JSON Schema of a change, and of each kind, by the names by which the first refers to the others.
public func changeSchemas(_ kinds: [any Change.Type] = changeKinds) -> [Value.Field] {
    let references = kinds.map { Value.fields(("$ref", .text("#/components/schemas/\($0.about.id)"))) }
    return [Value.Field("Change", .fields(("oneOf", .list(references))))]
        + kinds.map { Value.Field($0.about.id, $0.schema) }
}

extension Change {
    fileprivate static var description: Value {
        let begun = begun
        let lines = begun.marks.compactMap { if case .line(_, _, let isTakenAway) = $0 { isTakenAway } else { nil } }
        return .fields(
            ("id", .text(about.id)), ("aliases", .texts(about.aliases)), ("name", .remark(about.name)),
            ("summary", .remark(about.summary)), ("short", .remark(short)), ("tool", .text(tool.rawValue)),
            ("line", .optional(lines.first.map { $0 ? "takenAway" : "new" })),
            ("needsWholeModel", .flag(begun.needsWholeModel)),
            ("needsWorld", .flag(begun.needsWorld)), ("exactlyOne", .texts(exactlyOne)),
            ("keys", .list(keys.map { described($0) })),
            (
                "begun",
                .fields(
                    zip(keys, keys.map { $0.get(begun) }).filter { !$0.kind.namesPlaces && $1 != .none }.map {
                        Value.Field($0.id, $1)
                    })
            ))
    }

    /// A key, and which of its choices are about the rest of the world.
    private static func described(_ key: Setting<Self>) -> Value {
        let value = key.described(standard: Self()).value
        guard case .fields(let fields) = value, case .choice(let choices) = key.kind else { return value }
        let abroad = choices.map(\.id).filter { choice in
            var change = Self()
            let before = change.needsWorld
            key.set(&change, .text(choice))
            return change.needsWorld && !before
        }
        return .fields(fields + [Value.Field("needWorld", .texts(abroad))])
    }

    fileprivate static var schema: Value {
        let settings = keys.map { $0.described(standard: Self()) }
        /// The object with some of the keys that exclude one another, which it then needs.
        func object(_ chosen: String?) -> Value {
            let shown = settings.filter { !exactlyOne.contains($0.id) || $0.id == chosen }
            let needed = shown.filter { $0.isRequired || $0.id == chosen }
            let properties = shown.map { setting in
                Value.Field(setting.id, (setting.id == chosen ? setting.required : setting).schema)
            }
            return .fields(
                ("type", .text("object")), ("properties", .fields(properties)),
                ("required", .texts(needed.map(\.id))), ("additionalProperties", .flag(false)))
        }
        return .fields(
            ("type", .text("object")), ("title", .text(about.id)),
            ("description", .text(about.summary.english + (Self().needsWholeModel ? " (Whole model.)" : ""))),
            (
                "properties",
                .fields(
                    (
                        about.id,
                        exactlyOne.isEmpty ? object(nil) : .fields(("oneOf", .list(exactlyOne.map { object($0) })))
                    ))
            ),
            ("required", .texts([about.id])), ("additionalProperties", .flag(false)))
    }
}
