public import Asking
import Atlases

/// How a unit of an atlas is said to people: Chinese 亿元 and 万人, English billions and millions, of any currency.
public struct UnitText: Sendable {
    /// What a value is multiplied with before it is written.
    public let factor: Double
    /// As written after a number: "bn yuan", 亿元; units without words of their own stay as they are.
    public let name: String

    /// For a unit as the atlas writes it.
    public init(_ text: String, _ language: Language) {
        (factor, name) = Unit(text).flatMap { Self.said($0, language) } ?? (1, Self.plain(text, language))
    }

    /// The scale on which people read so many of a kind; nil where the unit is read as it is written.
    private static func said(_ unit: Unit, _ language: Language) -> (Double, String)? {
        switch (unit.kind, language) {
        case (.money(let currency), .english) where unit.factor >= 1e8: (unit.factor / 1e9, "bn \(currency.name)")
        case (.money(let currency), .chinese) where unit.factor >= 1e8:
            (unit.factor / 1e8, "亿\(currency.nameChinese)")
        case (.money(let currency), _):
            scales[unit.factor].map {
                (1, language("\($0.english)\(currency.name)", "\($0.chinese)\(currency.nameChinese)"))
            }
        case (.persons, .english) where unit.factor >= 1e4: (unit.factor / 1e6, "million people")
        case (.persons, .chinese) where unit.factor >= 1e4: (unit.factor / 1e4, "万人")
        case (.persons, .chinese): scales[unit.factor].map { (1, "\($0.chinese)人") }
        case (.area, .chinese): unit.factor == 1 ? (1, "平方公里") : nil
        case (.persons, .english), (.area, .english): nil
        }
    }

    private static let scales: [Double: (english: String, chinese: String)] = [
        1: ("", ""), 1e3: ("thousand ", "千"), 1e4: ("10,000 ", "万"), 1e6: ("million ", "百万"),
    ]

    /// Units of other things than money, people and land.
    private static let chinese: [String: String] = [
        "percent of days": "%（天数）", "firms": "家", "patents": "件", "institutions": "所", "beds": "张", "tonnes": "吨",
        "10,000 tonnes": "万吨", "100 million m³": "亿立方米", "10,000 kWh": "万千瓦时", "µg/m³": "微克/立方米",
        "10,000 subscribers": "万户", "households": "户", "km": "公里", "years per person": "年/人",
        "m² per person": "平方米/人", "men per 100 women": "男/每百名女", "persons per household": "人/户",
    ]

    /// A unit that is no count of money, people or land: per cent, a ratio of two, or anything else.
    private static func plain(_ text: String, _ language: Language) -> String {
        if text == "percent" { return "%" }
        if language == .chinese, let known = chinese[text] { return known }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard language == .chinese, parts.count == 2, let above = Unit(parts[0]), let below = Unit(parts[1]),
            above.factor == 1, below.factor == 1
        else { return text }
        return [above, below].compactMap { said($0, language)?.1 }.joined(separator: "/")
    }

    /// A value with three to four significant digits and its unit.
    public func callAsFunction(_ value: Double) -> String { number(value) + (name.isEmpty ? "" : " " + name) }

    /// Several values that stand side by side, all with as many decimals as the largest of them needs.
    public func numbers(_ values: [Double]) -> [String] {
        let largest = values.map { abs($0 * factor) }.max() ?? 0
        let whole = values.allSatisfy { ($0 * factor).rounded() == $0 * factor }
        return values.map { fixed($0 * factor, whole || largest >= 1000 ? 0 : largest >= 100 ? 1 : 2) }
    }

    /// The same without the unit.
    public func number(_ value: Double) -> String {
        let scaled = value * factor
        let size = abs(scaled)
        return fixed(
            scaled, size >= 1000 || scaled.rounded() == scaled && size >= 100 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3)
    }
}
