public import Asking
import LinearAlgebra
public import Measures
public import Panels

/// What a city does for places outside it.
public struct CityFlowMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "cityFlow", "City flow", "城市流强度", "what a city does for places outside it", "城市对外服务的功能量")
    /// Where it stands in the list.
    public static let family = MeasureFamily.links
    /// What it is asked of.
    public static let slots: [Slot] = [.product, .value, .sector, .id, .year]
    /// What its figures must be.
    public static let needs: Needs = [.products, .manySectors]
    /// Keys for machines, heads for people.
    public static let layout = Layout<[Named<CityFlow>]>.named(
        about.name,
        [
            .number("cityFlow", "city flow F", "城市流强度 F", .significant(2), \.cityFlow),
            .number("outwardEmployment", "outward workers E", "外向功能量 E", .significant(2), \.outwardEmployment),
            .number("productPerWorker", "product per worker N", "功能效率 N", .significant(3), \.productPerWorker),
            .number("tendency", "tendency K", "城市流倾向度 K", \.tendency),
        ])

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of panel: SectorPanel, _ run: MeasureRun) throws(Problem) -> [Named<CityFlow>] {
        guard panel.periods.count == 1, let table = panel.periods.first?.table else {
            throw Problem(.use, "cityFlow takes one year: leave {year} out", "cityFlow 只取一个年份：请去掉 {year}")
        }
        do throws(MeasureError) {
            let found = try cityFlows(
                employment: (0..<table.rows).map { row in (0..<table.columns).map { table[row, $0] } },
                products: panel.products ?? [])
            return panel.regions.indices.map { Named(panel.regions[$0], panel.names[$0], found[$0]) }
        } catch {
            if case .badValue(let index, _, let expected) = error, panel.names.indices.contains(index) {
                throw Problem(.data, "\(panel.source), \(panel.names[index].english): expected \(expected)")
            }
            throw panel.problem(error)
        }
    }
}
