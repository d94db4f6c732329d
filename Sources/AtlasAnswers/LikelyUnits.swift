import Asking
import AtlasFiles
import Atlases
import Wording

/// What is said of units that can hardly be meant: a header that says millions over thousands goes unseen by everything
/// that compares regions with one another.
struct LikelyUnits {
    private let meaning: ColumnMeaning
    private let figures: [Figure]

    init(_ meaning: ColumnMeaning, _ readings: [TableReading]) {
        (self.meaning, figures) = (meaning, readings.flatMap(\.figures))
    }

    /// Product per resident, in units of any currency: from some 200 dinars of Kuwait to 100 million dong of Vietnam.
    private static let likelyProduct = 100.0...3e8

    /// The median of product per resident, where it is beyond what any region has.
    var remarks: [Remark] {
        guard let product = values(.product), let residents = values(.residents) else { return [] }
        let ratios = product.compactMap { region, value in
            residents[region].flatMap { $0 > 0 && value > 0 ? value / $0 : nil }
        }.sorted()
        guard !ratios.isEmpty else { return [] }
        let median = ratios[ratios.count / 2]
        if Self.likelyProduct.contains(median) { return [] }
        let (currency, number) = (meaning.currency, significant(median, 3))
        return [
            Remark(
                """
                ! The product comes to \(number) \(currency.name) per resident: are both units right? They are taken \
                from \
                the headers, or from --map.
                """,
                "！人均产出为 \(number) \(currency.nameChinese)：两列单位是否有误？单位取自表头或 --map。")
        ]
    }

    /// The newest value of a role by region, in whole units.
    private func values(_ role: Role) -> [String: Double]? {
        guard let found = meaning.found.first(where: { $0.role == role }), let unit = Unit(found.unit) else {
            return nil
        }
        var newest: [String: Figure] = [:]
        for figure in figures where figure.indicator == found.indicator {
            if newest[figure.region].map({ $0.year < figure.year }) ?? true { newest[figure.region] = figure }
        }
        return newest.mapValues { $0.value * unit.factor }
    }
}
