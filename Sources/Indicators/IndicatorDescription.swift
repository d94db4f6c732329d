public import Atlases

/// An indicator that can be shown: one of the atlas's own, or one computed from those.
public struct IndicatorDescription: Sendable, Hashable {
    /// As figures name it; a computed one has an id of its own.
    public let id: String
    /// In English.
    public let nameEnglish: String
    /// In Chinese.
    public let name: String
    /// In English, as in "million euro" or "percent".
    public let unit: String
    /// Definition and traps.
    public let note: Remark
    /// What it is about; nil where nobody says.
    public let group: IndicatorGroup?
    /// How it is computed from the atlas's figures; nil for those of the atlas.
    public let formula: Formula?

    /// A share of one indicator in another, place by place.
    public struct Formula: Sendable, Hashable {
        /// Identifier of what is divided.
        public let numerator: String
        /// Identifier of what it is divided by.
        public let denominator: String
        /// On the ratio, to reach the unit: 100 for percent.
        public let factor: Double
        /// A denominator of another year is taken where that of the year is missing, at most so many years away.
        public let denominatorWithin: Int
    }

    /// Whether values stand for size, so that they add up over places and fit a rank–size plot.
    public let isSize: Bool
}

extension IndicatorDescription {
    init(_ indicator: Indicator, of meaning: AtlasMeaning) {
        self.init(
            id: indicator.id, nameEnglish: indicator.nameEnglish, name: indicator.name, unit: indicator.unit,
            note: indicator.note, group: indicator.group, formula: nil,
            isSize: Self.isSize(indicator.unit) || meaning.roles[.product] == indicator.id)
    }

    /// - Parameters:
    ///   - group: of what is divided.
    ///   - unit: that of an indicator of the atlas, by its identifier.
    init(_ computed: ComputedIndicator, group: IndicatorGroup?, unit: (String) -> String) {
        self.init(
            id: computed.id, nameEnglish: computed.nameEnglish, name: computed.name, unit: computed.unit,
            note: computed.note, group: group,
            formula: Formula(
                numerator: computed.numerator, denominator: computed.denominator,
                factor: computed.factor
                    ?? Self.factor(of: unit(computed.numerator), over: unit(computed.denominator), to: computed.unit),
                denominatorWithin: computed.within),
            isSize: false)
    }

    /// Words of units that are no amounts.
    private static let rates = ["percent", "%", "/", " per "]

    /// Money counted one by one is an amount a head, in thousands or more it is that of a place.
    private static func isSize(_ text: String) -> Bool {
        guard let unit = Unit(text) else { return !rates.contains(where: text.contains) }
        if case .money = unit.kind { return unit.factor >= 1e6 }
        return true
    }

    /// What a ratio of two units is multiplied with to stand in a third; 1 where one of them is not known.
    private static func factor(of numerator: String, over denominator: String, to unit: String) -> Double {
        guard let above = Unit(numerator), let below = Unit(denominator) else {
            return isShare(unit) && numerator == denominator ? 100 : 1
        }
        let ratio = above.factor / below.factor
        if isShare(unit) { return 100 * ratio }
        let parts = unit.split(separator: "/", maxSplits: 1).map { Unit(String($0))?.factor ?? 1 }
        return ratio / ((parts.first ?? 1) / (parts.count > 1 ? parts[1] : 1))
    }

    private static func isShare(_ unit: String) -> Bool { unit == "percent" || unit == "%" }
}
