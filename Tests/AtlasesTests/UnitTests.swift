import Atlases
import Testing

@Suite struct UnitTests {
    @Test(
        "a unit is how many of what, in any language that tables come in",
        arguments: [
            ("100 million yuan", 1e8, "CNY"), ("bn yuan", 1e9, "CNY"), ("yuan", 1, "CNY"), ("亿元", 1e8, "CNY"),
            ("万元", 1e4, "CNY"), ("million euro", 1e6, "EUR"), ("Mio. EUR", 1e6, "EUR"), ("€", 1, "EUR"),
            ("thousand dollars", 1e3, "USD"), ("万亿元", 1e12, "CNY"), ("10 thousand yen", 1e4, "JPY"),
            ("millions of euros", 1e6, "EUR"), ("亿美元", 1e8, "USD"),
        ])
    func moneyUnits(_ text: String, _ factor: Double, _ currency: String) throws {
        let unit = try #require(Unit(text))
        #expect(unit.factor == factor)
        guard case .money(let found) = unit.kind else { return #expect(Bool(false), "\(text) is money") }
        #expect(found.code == currency && !found.name.isEmpty && !found.nameChinese.isEmpty)
    }

    @Test(
        "people and land likewise",
        arguments: [
            ("10,000 persons", 1e4, Unit.Kind.persons), ("thousand persons", 1e3, .persons), ("万人", 1e4, .persons),
            ("million people", 1e6, .persons), ("1000 inhabitants", 1e3, .persons), ("人", 1, .persons),
            ("km²", 1, .area), ("ha", 0.01, .area), ("平方公里", 1, .area), ("thousand km2", 1e3, .area),
        ])
    func counts(_ text: String, _ factor: Double, _ kind: Unit.Kind) throws {
        let unit = try #require(Unit(text))
        #expect(abs(unit.factor / factor - 1) < 1e-15 && unit.kind == kind)
    }

    @Test(
        "what is no count of money, people or land is not guessed at",
        arguments: [
            "", "percent", "persons/km²", "yuan per resident", "万株", "mnx", "as in the table", "100", "million",
            "0 yuan",
        ])
    func others(_ text: String) { #expect(Unit(text) == nil) }
}
