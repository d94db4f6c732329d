public import Asking

/// How a unit of the atlas is said to people: Chinese 亿元 and 万人, English billions and millions.
public struct UnitText: Sendable {
    /// What a value is multiplied with before it is written.
    public let factor: Double
    /// As written after a number: "bn yuan", 亿元; units without words of their own stay as they are.
    public let name: String

    /// For a unit as the atlas writes it.
    public init(_ unit: String, _ language: Language) {
        let chinese = [
            "100 million yuan": "亿元", "10,000 persons": "万人", "percent": "%", "yuan": "元", "km²": "平方公里",
            "persons/km²": "人/平方公里",
        ]
        if language == .chinese {
            (factor, name) = (1, chinese[unit] ?? unit)
            return
        }
        switch unit {
        case "100 million yuan": (factor, name) = (0.1, "bn yuan")
        case "10,000 persons": (factor, name) = (0.01, "million people")
        case "percent": (factor, name) = (1, "%")
        default: (factor, name) = (1, unit)
        }
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
