import Asking
import Atlases
import Charts
import Measures
import Panels
import Wording

extension Setting {
    /// Location quotient from which a region has a sector.
    static func presence(_ path: Path<Double>) -> Self {
        .number(
            "threshold", "least location quotient", "区位商下限", path, in: 0...1e6,
            help: Remark("Location quotient from which a region has a sector.", "地区拥有某部门的区位商下限。"))
    }
}

/// Refuses tables whose sectors cannot each be compared with each.
func requireComparable(_ panel: SectorPanel) throws(Problem) {
    if panel.sectors.count <= 5_000 { return }
    throw Problem(
        .data,
        "\(panel.source): \(panel.sectors.count) sectors: expected at most 5000 where each is compared with each",
        "\(panel.source)：\(panel.sectors.count) 个部门：两两比较时最多 5000 个")
}

/// Sectors joined by proximity: size by how many regions have one, colour by its complexity.
func spacePicture(
    _ presence: Presence, _ related: Relatedness, complexity: [Double?], _ panel: SectorPanel, _ language: Language
) -> String {
    let known = complexity.compactMap { $0 }.sorted()
    let colours = Palette.sequential(5)
    let nodes = panel.sectors.indices.map { sector -> SpaceChart.Node in
        let rank = complexity[sector].map { value in known.count { $0 < value } * 5 / max(1, known.count) }
        let name = language(panel.sectors[sector])
        let score = complexity[sector].map { fixed($0, 2) } ?? "–"
        return SpaceChart.Node(
            label: name, size: Double(presence.ubiquity[sector]),
            colour: rank.map { colours[min(4, $0)] } ?? Palette.missing,
            title: "\(name): PCI \(score), \(presence.ubiquity[sector]) \(language("regions", "个地区"))")
    }
    return SpaceChart(
        nodes, links: industrySpace(related.proximity).map { ($0.a, $0.b, $0.proximity) },
        note: language(
            "darker: more complex · larger: in more regions · joined: proximity", "颜色越深越复杂 · 越大越普遍 · 连线为邻近度")
    ).svg(title: language("Industry space", "产业空间"))
}
