public import Atlas

/// What a setting can be, with its bounds.
public enum SettingKind: Sendable {
    /// - Parameter orZero: 0 is taken too, where the range begins above it ("0 for none").
    case number(ClosedRange<Double>, unit: String = "", orZero: Bool = false)
    /// A number without decimals; `orZero` as above.
    case whole(ClosedRange<Int>, orZero: Bool = false)
    /// At most so many numbers, with commas between them where they come as one.
    case numbers(ClosedRange<Double>, unit: String = "", most: Int = 100)
    /// Yes or no.
    case flag
    /// One of these.
    case choice([Choice])
    /// A free text of at most so many characters.
    case text(most: Int = 2_000)
    /// Texts, with commas between them where they come as one.
    case texts
    /// A column of the user's table, or several with commas, stars and spans of years.
    case column
    /// Several columns, as one text.
    case columns
    /// A file of the user's.
    case file
    /// A place by code or name.
    case place
    /// Several places, each by code or name.
    case places
    /// A sector of the atlas by id.
    case sector
    /// An indicator of the atlas by id.
    case indicator
    /// Numbers by code; `code=number` with commas or colons where they come as one text.
    case weights(ClosedRange<Double>)

    /// One of a set, with its words.
    public struct Choice: Sendable {
        /// The name that programs take.
        public let id: String
        /// What people call it.
        public let name: Remark

        /// Words in both languages.
        public init(_ id: String, _ english: String, _ chinese: String) {
            self.id = id
            name = Remark(english, chinese)
        }
    }

    /// What was expected, in words.
    public var expected: String {
        switch self {
        case .number(let range, _, let orZero): (orZero ? "0, or " : "") + Self.span(range)
        case .whole(let range, let orZero): (orZero ? "0, or " : "") + "\(range.lowerBound) to \(range.upperBound)"
        case .numbers(let range, _, let most): "at most \(most) numbers, each \(Self.span(range))"
        case .flag: "true or false"
        case .choice(let all):
            all.count < 2
                ? all.map(\.id).joined()
                : all.dropLast().map(\.id).joined(separator: ", ") + " or \(all[all.count - 1].id)"
        case .text(let most): "at most \(most) characters"
        case .texts: "texts with commas between them"
        case .column: "a column of the table"
        case .columns: "columns of the table: a,b or 1929-2009 or gdp*"
        case .file: "a file"
        case .place: "a place"
        case .places: "places"
        case .sector: "a sector of the atlas"
        case .indicator: "an indicator of the atlas"
        case .weights(let range): "{code: weight, …}, each \(Self.span(range))"
        }
    }

    private static func plain(_ value: Double) -> String {
        value.rounded() == value && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }

    private static func span(_ range: ClosedRange<Double>) -> String {
        if range.upperBound == .greatestFiniteMagnitude && range.lowerBound == -.greatestFiniteMagnitude {
            return "a number"
        }
        if range.upperBound == .greatestFiniteMagnitude { return "\(plain(range.lowerBound)) or more" }
        if range.lowerBound == .leastNonzeroMagnitude { return "above 0, at most \(plain(range.upperBound))" }
        return "\(plain(range.lowerBound)) to \(plain(range.upperBound))"
    }

    /// Whether an empty text in an address is as if nothing were given; it is no number and no choice.
    public var mayBeEmpty: Bool {
        switch self {
        case .numbers, .text, .texts, .places, .column, .columns, .file, .place, .sector, .indicator, .weights: true
        case .number, .whole, .flag, .choice: false
        }
    }

    /// The same with a lower upper bound; a higher one, or one of a kind without bounds, changes nothing.
    func atMost(_ most: Double) -> SettingKind {
        switch self {
        case .number(let range, let unit, let orZero):
            .number(range.clamped(to: -.greatestFiniteMagnitude...most), unit: unit, orZero: orZero)
        case .whole(let range, let orZero): .whole(range.clamped(to: .min...Int(most)), orZero: orZero)
        case .numbers(let range, let unit, let count):
            .numbers(range.clamped(to: -.greatestFiniteMagnitude...most), unit: unit, most: count)
        case .flag, .choice, .text, .texts, .column, .columns, .file, .place, .places, .sector, .indicator, .weights:
            self
        }
    }

    func value(of text: String, setting: String) throws(BadValue) -> Value {
        let bad = BadValue(setting: setting, given: text, expected: expected)
        switch self {
        case .number:
            guard let value = Double(text) else { throw bad }
            return try checked(.number(value), setting: setting)
        case .whole(let range, let orZero):
            // Before it becomes a number that rounds what is very large.
            guard let value = Int(text), range.contains(value) || orZero && value == 0 else { throw bad }
            return try checked(.number(Double(value)), setting: setting)
        case .numbers:
            let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
            guard !numbers.contains(nil) else { throw bad }
            return try checked(.numbers(numbers.compactMap(\.self)), setting: setting)
        case .flag:
            guard let value = ["true": true, "1": true, "": true, "false": false, "0": false][text] else { throw bad }
            return .flag(value)
        case .texts, .places:
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            guard text.isEmpty || !parts.contains("") else { throw bad }
            return .list(text.isEmpty ? [] : parts.map { .text(String($0)) })
        case .weights(let range):
            let expected = "id=number, each \(Self.span(range)), each id once"
            let bad = BadValue(setting: setting, given: text, expected: expected)
            var weights: [Value.Field] = []
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                let ends = part.split(maxSplits: 1) { $0 == "=" || $0 == ":" }.map(String.init)
                guard ends.count == 2, let weight = Double(ends[1]), range.contains(weight),
                    !weights.contains(where: { $0.name == ends[0] })
                else { throw bad }
                weights.append(Value.Field(ends[0], .number(weight)))
            }
            return .fields(weights)
        case .choice, .text, .column, .columns, .file, .place, .sector, .indicator:
            return try checked(.text(text), setting: setting)
        }
    }

    func checked(_ value: Value, setting: String) throws(BadValue) -> Value {
        func bad(_ given: String) -> BadValue { BadValue(setting: setting, given: given, expected: expected) }
        switch (self, value) {
        case (.number(let range, _, let orZero), .number(let number)):
            guard range.contains(number) || orZero && number == 0 else { throw bad("\(number)") }
        case (.whole(let range, let orZero), .number(let number)):
            guard let whole = Int(exactly: number), range.contains(whole) || orZero && whole == 0 else {
                throw bad(Self.plain(number))
            }
        case (.numbers(let range, _, let most), .numbers(let numbers)):
            if let wrong = numbers.first(where: { !range.contains($0) }) { throw bad("\(wrong)") }
            if numbers.count > most { throw bad("\(numbers.count) numbers") }
        case (.numbers, .list(let values)):
            var numbers: [Double] = []
            for value in values {
                guard case .number(let number) = value else { throw bad("\(value)") }
                numbers.append(number)
            }
            return try checked(.numbers(numbers), setting: setting)
        case (.flag, .flag), (.texts, .list), (.places, .list), (.column, .text), (.columns, .text), (.file, .text),
            (.place, .text), (.sector, .text), (.indicator, .text):
            break
        case (.choice(let all), .text(let text)):
            guard all.contains(where: { $0.id == text }) else { throw bad(text) }
        case (.text(let most), .text(let text)):
            guard text.unicodeScalars.count <= most else { throw bad(text) }
        case (.weights(let range), .fields(let fields)):
            for field in fields {
                guard case .number(let weight) = field.value, range.contains(weight) else { throw bad(field.name) }
            }
        default: throw bad("\(value)")
        }
        return value
    }
}
