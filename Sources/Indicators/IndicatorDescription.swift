public import Atlas

/// An indicator that can be shown: one of the atlas's own, or one computed from those.
public struct IndicatorDescription: Sendable, Hashable {
    /// As figures name it; a computed one has an id of its own.
    public let id: String
    /// In English.
    public let nameEnglish: String
    /// In Chinese.
    public let name: String
    /// In English, as in "100 million yuan" or "percent".
    public let unit: String
    /// Definition and traps; for an indicator of the atlas in English only.
    public let note: Remark
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
    public var isSize: Bool {
        formula == nil && !unit.contains("percent") && !unit.contains("yuan") || unit == "100 million yuan"
    }
}

extension IndicatorDescription {
    init(_ indicator: Indicator) {
        self.init(
            id: indicator.id, nameEnglish: indicator.nameEnglish, name: indicator.name, unit: indicator.unit,
            note: Remark(indicator.note, indicator.note), formula: nil)
    }

    /// What is computed from the atlas's figures, and how.
    static let computed: [IndicatorDescription] = [
        IndicatorDescription(
            id: "gdp_per_resident", nameEnglish: "GDP per resident", name: "人均地区生产总值", unit: "yuan",
            note: Remark(
                "GDP over residents at the end of the year, or of the nearest year at most three away, flagged",
                "地区生产总值除以年末常住人口；当年缺失时取三年之内最近一年并注明"),
            formula: Formula(numerator: "gdp", denominator: "resident_population", factor: 10_000, denominatorWithin: 3)
        ),
        IndicatorDescription(
            id: "residents_per_km2", nameEnglish: "Residents per square kilometre", name: "人口密度", unit: "persons/km²",
            note: Remark("residents over the area inside the simplified boundary", "常住人口除以简化边界内面积"),
            formula: Formula(
                numerator: "resident_population", denominator: "area", factor: 10_000, denominatorWithin: 50)),
        IndicatorDescription(
            id: "budget_self_sufficiency", nameEnglish: "Budget revenue over expenditure", name: "财政自给率",
            unit: "percent",
            note: Remark("general public budget revenue over expenditure", "一般公共预算收入与支出之比"),
            formula: Formula(
                numerator: "budget_revenue", denominator: "budget_expenditure", factor: 100, denominatorWithin: 0)),
        IndicatorDescription(
            id: "census_urban_share", nameEnglish: "Urban share, census", name: "普查城镇化率", unit: "percent",
            note: Remark("census urban population over census population", "普查城镇人口占普查人口比重"),
            formula: Formula(
                numerator: "census_urban_population", denominator: "census_population", factor: 100,
                denominatorWithin: 0)),
    ]
}
