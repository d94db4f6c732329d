public import Asking
public import Atlases
import LinearAlgebra
import Measures
public import Panels

/// Growth split into the nation's, the industry mix and the region's own, between the first and the last period.
public struct ShiftShareMeasure: Measure {
    /// Who split it how.
    public enum Variant: String, Choosable {
        case dunn, estebanMarquillas, arcelus, dynamic, spatial, gerfin
    }

    /// Names and words.
    public static let about = About(
        "shiftShare", "Shift–share", "偏离—份额分析", "growth split into the nation's, the industry mix and the region's own",
        "增长分解为全国份额、产业结构与竞争力")
    /// Where it stands in the list.
    public static let family = MeasureFamily.growth
    /// What it is asked of.
    public static let slots: [Slot] = [.sector, .value, .id, .year, .places, .weights]
    /// What else it may be told.
    public static let settings: [Setting<Self>] = [
        .choice(
            "variant", "variant", "变体", \.variant,
            help: Remark(
                "dunn, estebanMarquillas, arcelus, dynamic, spatial or gerfin.", "dunn、estebanMarquillas 等分解方法。"))
    ]
    /// What its figures must be.
    public static let needs: Needs = .twoYears
    /// Keys for machines, heads for people.
    public static let layout = Layout<Split>.rows(
        { result in
            let (variant, first, last) = (result.variant.rawValue, result.first, result.last)
            return Remark(
                "Shift–share (\(variant)), \(first) to \(last)", "偏离—份额分析（\(variant)），\(first) 至 \(last)")
        },
        { result in
            .named(
                kind: Remark("region", "地区"), id: "id",
                result.parts.enumerated().map { index, part in
                    .number(part.id, part.name.english, part.name.chinese, .significant(part.digits)) { $0[index] }
                })
        }, \.regions)

    /// Every region's growth in the parts of a variant.
    public struct Split: Sendable {
        /// Whose way it was split.
        public let variant: Variant
        /// The period that growth is counted from, mostly a year.
        public let first: String
        /// The period that growth is counted to.
        public let last: String
        /// What growth is split into, with the total or net last; each region has its numbers in this order.
        public let parts: [ShiftPart]
        /// A number a part.
        public let regions: [Named<[Double]>]
    }

    /// Whose way to split it.
    public var variant = Variant.dunn

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of panel: SectorPanel, _ run: MeasureRun) throws(Problem) -> Split {
        guard panel.periods.count > 1, let first = panel.periods.first, let last = panel.periods.last else {
            throw Problem(
                .use, "shiftShare needs two years: name their column with {year}", "shiftShare 需要两个年份：请用 {year} 指定年份列")
        }
        if variant == .spatial && panel.neighbours == nil {
            throw Problem(
                .use, "the spatial variant needs neighbours: name their file with {weights}",
                "spatial 变体需要邻接文件：请用 {weights} 指定")
        }
        var rows: [Named<[Double]>] = []
        for region in try wanted(panel) {
            do throws(MeasureError) {
                rows.append(
                    Named(panel.regions[region], panel.names[region], try variant.split(panel, region)))
            } catch { throw problem(error, panel, region) }
        }
        return Split(variant: variant, first: first.label, last: last.label, parts: variant.parts, regions: rows)
    }

    private func wanted(_ panel: SectorPanel) throws(Problem) -> [Int] {
        let places = panel.asked
        if places.isEmpty { return Array(panel.regions.indices) }
        let found = panel.regions.indices.filter { region in
            let name = panel.names[region]
            return places.contains { $0 == panel.regions[region] || $0 == name.english || $0 == name.chinese }
        }
        if !found.isEmpty { return found }
        let list = places.joined(separator: ", ")
        throw Problem(
            .use, "{places} \(list): no such region in \(panel.source)", "{places} \(list)：\(panel.source) 中没有该地区")
    }

    private func problem(_ error: MeasureError, _ panel: SectorPanel, _ region: Int) -> Problem {
        let (place, chinese) = (
            "\(panel.source), \(panel.names[region].english)", "\(panel.source)，\(panel.names[region].chinese)"
        )
        if case .badValue(let sector, let value, let expected) = error, panel.sectors.indices.contains(sector) {
            let name = panel.sectors[sector]
            return Problem(
                .data, "\(place), \(name.english): \(value): expected \(expected)",
                "\(chinese)，\(name.chinese)：\(value)：应为\(inChinese(expected))")
        }
        return Problem(.data, "\(place): \(error)", "\(chinese)：\(error.chinese)")
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: Split, of panel: SectorPanel, _ run: MeasureRun) -> [Remark] {
        (variant == .spatial ? panel.aloneRemarks() : []) + [
            Remark(
                "The nation is the sum of the table's regions. Nominal amounts hold prices too.",
                "“全国”为表中各地区之和；名义数值含价格变动。")
        ]
    }
}
