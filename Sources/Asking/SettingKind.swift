public import Atlases

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
    public var expected: Remark {
        switch self {
        case .number(let range, _, let orZero): Self.orZero(Self.span(range), orZero)
        case .whole(let range, let orZero):
            Self.orZero(
                Remark("\(range.lowerBound) to \(range.upperBound)", "\(range.lowerBound) 至 \(range.upperBound)"),
                orZero)
        case .numbers(let range, _, let most):
            Remark(
                "at most \(most) numbers, each \(Self.span(range).english)",
                "至多 \(most) 个数值，各为\(Self.span(range).chinese)")
        case .flag: Remark("true or false", "true 或 false")
        case .choice(let all):
            Remark(
                all.count < 2
                    ? all.map(\.id).joined()
                    : all.dropLast().map(\.id).joined(separator: ", ") + " or \(all[all.count - 1].id)",
                all.map(\.id).joined(separator: "、") + (all.count < 2 ? "" : " 之一"))
        case .text(let most): Remark("at most \(most) characters", "至多 \(most) 个字符")
        case .texts: Remark("texts with commas between them", "以逗号分隔的文本")
        case .column: Remark("a column of the table", "表格的一列")
        case .columns:
            Remark("columns of the table: a,b or 1929-2009 or gdp*", "表格的列：a,b、1929-2009 或 gdp*")
        case .file: Remark("a file", "文件")
        case .place: Remark("a place", "地区")
        case .places: Remark("places", "地区")
        case .sector: Remark("a sector of the atlas", "图集的部门")
        case .indicator: Remark("an indicator of the atlas", "图集的指标")
        case .weights(let range):
            Remark(
                "{code: weight, …}, each \(Self.span(range).english)", "{代码: 权重, …}，各为\(Self.span(range).chinese)")
        }
    }

    private static func orZero(_ span: Remark, _ orZero: Bool) -> Remark {
        orZero ? Remark("0, or \(span.english)", "0，或 \(span.chinese)") : span
    }

    private static func span(_ range: ClosedRange<Double>) -> Remark {
        let (low, high) = (machineNumber(range.lowerBound), machineNumber(range.upperBound))
        if range.upperBound == .greatestFiniteMagnitude && range.lowerBound == -.greatestFiniteMagnitude {
            return Remark("a number", "数值")
        }
        if range.upperBound == .greatestFiniteMagnitude { return Remark("\(low) or more", "不小于 \(low)") }
        if range.lowerBound == .leastNonzeroMagnitude {
            return Remark("above 0, at most \(high)", "大于 0，至多 \(high)")
        }
        return Remark("\(low) to \(high)", "\(low) 至 \(high)")
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
            let expected = Remark(
                "id=number, each \(Self.span(range).english), each id once", "id=数值，各为\(Self.span(range).chinese)，各出现一次"
            )
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
                throw bad(machineNumber(number))
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
