extension SettingKind {
    /// What the page calls the kind.
    var id: String {
        switch self {
        case .number: "number"
        case .whole: "whole"
        case .numbers: "numbers"
        case .flag: "flag"
        case .choice: "choice"
        case .text: "text"
        case .texts: "texts"
        case .column: "column"
        case .columns: "columns"
        case .file: "file"
        case .place: "place"
        case .places: "places"
        case .sector: "sector"
        case .indicator: "indicator"
        case .weights: "weights"
        }
    }
}

extension SettingDescription {
    /// As the page takes it: words in both languages, kind, range, choices, and what it is where nobody says.
    public var value: Value {
        var fields: [(String, Value)] = [
            ("id", .text(id)), ("name", .remark(name)), ("help", .remark(help)), ("kind", .text(kind.id)),
            ("required", .flag(isRequired)), ("standard", standard),
        ]
        switch kind {
        case .number(let range, let unit, let orZero):
            fields += [
                ("low", .number(range.lowerBound)), ("high", .number(range.upperBound)), ("orZero", .flag(orZero)),
                ("unit", .text(unit)),
            ]
        case .whole(let range, let orZero):
            fields += [
                ("low", .count(range.lowerBound)), ("high", .count(range.upperBound)), ("orZero", .flag(orZero)),
            ]
        case .numbers(let range, let unit, let most):
            fields += [
                ("low", .number(range.lowerBound)), ("high", .number(range.upperBound)), ("unit", .text(unit)),
                ("most", .count(most)),
            ]
        case .weights(let range): fields += [("low", .number(range.lowerBound)), ("high", .number(range.upperBound))]
        case .choice(let choices):
            fields.append(
                ("choices", .list(choices.map { .fields(("id", .text($0.id)), ("name", .remark($0.name))) })))
        case .flag, .text, .texts, .column, .columns, .file, .place, .places, .sector, .indicator: break
        }
        if let slider {
            let ends = slider.range
            fields.append(
                (
                    "slider",
                    .fields(
                        ("low", .number(ends.lowerBound)), ("high", .number(ends.upperBound)),
                        ("step", .number(slider.step)))
                ))
        }
        return .fields(fields.map { Value.Field($0.0, $0.1) })
    }

    /// The JSON Schema of a value that came with its type; where it is not required, null says the same as nothing.
    public var schema: Value {
        var fields: [(String, Value)]
        func type(_ name: String) -> (String, Value) {
            ("type", isRequired ? .text(name) : .list([.text(name), .text("null")]))
        }
        switch kind {
        case .number(let range, _, let orZero): fields = [type("number")] + Self.bounds(range, orZero)
        case .whole(let range, let orZero):
            fields = [type("integer")] + Self.bounds(Double(range.lowerBound)...Double(range.upperBound), orZero)
        case .numbers(let range, _, let most):
            let number = [("type", Value.text("number"))] + Self.bounds(range, false)
            fields = [
                type("array"), ("items", .fields(number.map { Value.Field($0.0, $0.1) })), ("maxItems", .count(most)),
            ]
        case .flag: fields = [type("boolean")]
        case .choice(let choices):
            fields = [("enum", .list(choices.map { .text($0.id) } + (isRequired ? [] : [.none])))]
        case .text(let most): fields = [type("string"), ("minLength", .count(1)), ("maxLength", .count(most))]
        case .column, .columns, .file, .place, .sector, .indicator: fields = [type("string"), ("minLength", .count(1))]
        case .texts, .places:
            fields = [
                type("array"), ("items", .fields(("type", .text("string")), ("minLength", .count(1)))),
                ("uniqueItems", .flag(true)),
            ]
            if isRequired { fields.append(("minItems", .count(1))) }
        case .weights(let range):
            let number = [("type", Value.text("number"))] + Self.bounds(range, false)
            fields = [
                type("object"), ("minProperties", .count(1)), ("propertyNames", .fields(("minLength", .count(1)))),
                ("additionalProperties", .fields(number.map { Value.Field($0.0, $0.1) })),
            ]
        }
        fields.append(("description", .text(meaning)))
        return .fields(fields.map { Value.Field($0.0, $0.1) })
    }

    private var meaning: String {
        let help = filledHoles(help.english) { $0 }
        return switch kind {
        case .place, .places: "\(help). Codes of places: /api/regions lists them."
        case .sector: "\(help). Sectors of the atlas: /api/atlas lists them."
        case .number, .whole, .numbers, .flag, .choice, .text, .texts, .column, .columns, .file, .indicator, .weights:
            help
        }
    }

    private static func bounds(_ range: ClosedRange<Double>, _ orZero: Bool) -> [(String, Value)] {
        var bounds: [(String, Value)] = []
        if orZero, range.lowerBound > 0 {
            let given = Self.bounds(range, false).map { Value.Field($0.0, $0.1) }
            return [("anyOf", .list([.fields(("const", .number(0))), .fields(given)]))]
        }
        if range.lowerBound == .leastNonzeroMagnitude {
            bounds.append(("exclusiveMinimum", .number(0)))
        } else if range.lowerBound > -.greatestFiniteMagnitude {
            bounds.append(("minimum", .number(range.lowerBound)))
        }
        if range.upperBound < .greatestFiniteMagnitude { bounds.append(("maximum", .number(range.upperBound))) }
        return bounds
    }
}
