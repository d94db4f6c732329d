/// A unit as a table writes it: how many of what.
///
///     Unit("100 million yuan")     // 1e8 of money in CNY
///     Unit("thousand persons")     // 1,000 persons
///     Unit("万人")                  // 10,000 persons
///     Unit("km²")                  // 1 km²
public struct Unit: Sendable, Hashable {
    /// What is counted.
    public enum Kind: Sendable, Hashable {
        /// Money of one currency.
        case money(Currency)
        /// People, whoever they are.
        case persons
        /// Land, in km².
        case area
    }

    /// How many of the kind one of the unit is; of areas how many km².
    public let factor: Double
    /// What it counts.
    public let kind: Kind

    /// Takes the parts as they are.
    public init(factor: Double, kind: Kind) { (self.factor, self.kind) = (factor, kind) }

    /// Reads a unit of money, people or land; nil for any other, as for a ratio of two.
    public init?(_ text: String) {
        var rest = text.lowercased().filter { $0 != "\u{A0}" }
        rest = Self.trimmed(rest)
        if let area = Self.areas[rest] {
            self.init(factor: area, kind: .area)
            return
        }
        var factor = 1.0
        // Scales may stand together: "100 million", "10 thousand".
        while let (scale, left) = Self.scale(rest) { (factor, rest) = (factor * scale, left) }
        if rest.hasPrefix("of ") { rest.removeFirst(3) }
        if let area = Self.areas[rest] {
            self.init(factor: factor * area, kind: .area)
        } else if Self.people.contains(rest) {
            self.init(factor: factor, kind: .persons)
        } else if let currency = Currency(called: rest) {
            self.init(factor: factor, kind: .money(currency))
        } else {
            return nil
        }
    }

    private static let areas: [String: Double] = [
        "km²": 1, "km2": 1, "km^2": 1, "sq km": 1, "square kilometres": 1, "square kilometers": 1, "平方公里": 1,
        "平方千米": 1, "ha": 0.01, "hectares": 0.01, "公顷": 0.01, "m²": 1e-6, "m2": 1e-6, "square metres": 1e-6,
        "square meters": 1e-6, "平方米": 1e-6, "square miles": 2.589_988_110_336, "sq mi": 2.589_988_110_336,
    ]
    private static let people: Set<String> = [
        "persons", "person", "people", "residents", "inhabitants", "人", "人口", "heads", "capita", "individuals",
    ]
    /// Longer words first, so that "million" is not taken for "m".
    private static let scales: [(word: String, value: Double)] = [
        ("thousands of ", 1e3), ("millions of ", 1e6), ("billions of ", 1e9), ("thousand", 1e3), ("million", 1e6),
        ("billion", 1e9), ("trillion", 1e12), ("mrd", 1e9), ("mio", 1e6), ("tsd", 1e3), ("bn", 1e9), ("mn", 1e6),
        ("万亿", 1e12), ("千万", 1e7), ("百万", 1e6), ("十亿", 1e9), ("百亿", 1e10), ("亿", 1e8), ("万", 1e4), ("千", 1e3),
    ]

    private static func scale(_ text: String) -> (Double, String)? {
        let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "," || $0 == " " }
        if let value = Double(digits.filter { $0.isNumber }), value > 0 {
            return (value, trimmed(String(text.dropFirst(digits.count))))
        }
        for (word, value) in scales where text.hasPrefix(word) {
            let rest = text.dropFirst(word.count)
            // A word of letters ends where the next begins: "mn" is no beginning of "mnx".
            let ends = word.last.map { !$0.isASCII || $0 == " " } ?? true
            if ends || rest.isEmpty || rest.first == " " || rest.first == "." {
                return (value, trimmed(String(rest.drop { $0 == "." })))
            }
        }
        return nil
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// Units that are read, in words, for refusals.
    public static let known = """
        a currency (\(Currency.words.map(\.words[0]).joined(separator: ", "))), persons, km², ha or m², alone or with \
        thousand, 10,000, million, 100 million, billion, 万 or 亿 before it
        """
}
