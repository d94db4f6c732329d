import Atlas
public import Reports
import Scenarios
public import Transport

extension Workbench {
    /// Who is near to much: every city's accessibility and its hours to the nearest anchor of a cluster.
    public func access(_ measure: AccessibilityMeasure, own: Bool, year: Int, language: Language) throws(WorkbenchError) -> Output {
        let found: CityAccessibility
        do { found = try CityAccessibility(atlas, year: year, measure, own: own) } catch { throw WorkbenchError(.data, "\(error)") }
        let nearFirst = measure == .weightedMeanTime
        let cities = found.cities.sorted { a, b in
            let (x, y) = (a.access.value ?? (nearFirst ? .infinity : -.infinity), b.access.value ?? (nearFirst ? .infinity : -.infinity))
            return x == y ? a.region.code < b.region.code : nearFirst == (x < y)
        }
        let rows = cities.map {
            AccessRow(
                code: $0.region.code, name: $0.region.shortName, nameEnglish: $0.region.nameEnglish, value: $0.access.value,
                reached: $0.access.reached, massShare: $0.access.massShare, anchor: $0.anchor, hoursToAnchor: $0.hoursToAnchor)
        }
        let section = Section(
            title: language(
                "Accessibility at the end of \(year), nearest first; hours modelled from distances and design speeds, no timetable",
                "\(year) 年底可达性（由近到远）；时间按距离与设计速度估算，非时刻表"),
            columns: [
                language("code", "代码"), language("place", "城市"), language("value", "数值"), language("nearest anchor", "最近的中心城市"),
                language("hours to it", "至该城市（小时）"),
            ],
            rows: rows.map {
                [
                    $0.code, language($0.nameEnglish, $0.name), $0.value.map { fixed($0, 3) } ?? language("none", "无"),
                    $0.anchor.map { language.name(atlas.region($0)) } ?? "–", orDash($0.hoursToAnchor, 2),
                ]
            },
            notes: [
                language(
                    "  Mass is √(GDP × residents), in √(100 million yuan × 10,000 persons); \(own ? "a place's own counts at the hours inside it" : "a place's own is left out"). \(found.dropped.count) places are left out for want of figures or a way.",
                    "  质量取 √(GDP × 常住人口)，单位 √(亿元 × 万人)；\(own ? "自身按市内时间计入" : "不计自身")。因缺少数据或无通路未计入 \(found.dropped.count) 个地区。")
            ] + found.notes.map { "  " + language($0) })
        return Output(
            json: Envelope(
                inputs: AccessQuery(atlas: identity, year: year, measure: "\(measure)", ownMass: own), result: rows,
                sources: found.notes.map(\.english)),
            sections: [section])
    }
}

private struct AccessQuery: Encodable {
    let atlas: Workbench.AtlasIdentity
    let year: Int
    let measure: String
    let ownMass: Bool
}

private struct AccessRow: Encodable {
    let code, name, nameEnglish: String
    let value: Double?
    let reached: Int
    let massShare: Double
    let anchor: String?
    let hoursToAnchor: Double?
}
