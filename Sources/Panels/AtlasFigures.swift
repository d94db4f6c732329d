public import Asking
public import Atlases
public import Charts
import Indicators
import Wording

/// An atlas as measures ask it: its figures, and the map that pictures stand on.
public struct AtlasFigures: Sendable {
    /// What is measured.
    public let atlas: Atlas
    /// The map that pictures of places stand on; nil where the atlas has no outlines.
    let ground: @Sendable () throws(Problem) -> MapChart?

    /// Without a ground, pictures of places have no map.
    public init(_ atlas: Atlas, ground: @escaping @Sendable () throws(Problem) -> MapChart? = { nil }) {
        (self.atlas, self.ground) = (atlas, ground)
    }

    /// The indicator of real product: that of the first year carried on by published real growth.
    static let chainedProduct = "real_gdp"

    /// The indicator that is asked for, or the atlas's usual one; nil for real product and for what is not there.
    func indicator(of selection: Selection) -> IndicatorDescription? {
        selection.indicator.map(atlas.shownIndicator(named:)) ?? atlas.usualIndicator
    }

    /// What is measured where a panel is asked for: "GDP per resident (euro), cities, by province, weighted by
    /// residents".
    public func about(_ selection: Selection) -> Remark {
        let name =
            indicator(of: selection).map { indicator in
                func unit(_ language: Language) -> String { UnitText(indicator.unit, language).name }
                return Remark("\(indicator.nameEnglish) (\(unit(.english)))", "\(indicator.name)（\(unit(.chinese))）")
            } ?? Remark("real product, chained", "实际产出（链式）")
        let grouping = selection.group.flatMap { RegionGrouping(rawValue: $0)?.name }
        let weight = selection.weight.flatMap { atlas.shownIndicator($0) }.map {
            Remark("weighted by \($0.nameEnglish.lowercased())", "以\($0.name)加权")
        }
        let parts = [name, selection.level.name] + [grouping, weight].compactMap { $0 }
        return Remark(parts.map(\.english).joined(separator: ", "), parts.map(\.chinese).joined(separator: "，"))
    }

    /// Of the years with figures, those asked for; the atlas's own year alone for a cross-section.
    func chosenYears(_ known: [Int], _ selection: Selection, _ needs: Needs, _ what: String) throws(Problem) -> [Int] {
        guard let latest = known.last else { throw Problem(.data, "\(what): no figures", "\(what)：没有数据") }
        guard let text = selection.year else {
            return needs.contains(.everyYear) ? known : [known.contains(atlas.year) ? atlas.year : latest]
        }
        let span = try YearSpan(text)
        let (found, missing) = (known.filter(span.contains), span.missing(from: known))
        if found.isEmpty || !missing.isEmpty {
            let list = known.map(String.init).joined(separator: ", ")
            let asked = missing.isEmpty ? text : missing.map(String.init).joined(separator: ", ")
            throw Problem(
                .data, "\(what): no figures in \(asked); there are \(list)", "\(what)：\(asked) 没有数据；有 \(list)")
        }
        return found
    }
}

/// The groups that regions of an atlas stand in.
public struct RegionGroups: Sendable {
    private let atlas: Atlas
    private let grouping: RegionGrouping?
    private let anchors: Set<String>
    private let clusters: [String: [Cluster]]

    /// - Parameter text: nil puts all in one group.
    /// - Throws: `Problem` for a text that is no grouping.
    public init(_ atlas: Atlas, _ text: String?) throws(Problem) {
        self.atlas = atlas
        grouping = try text.map { (text) throws(Problem) in
            guard let grouping = RegionGrouping(rawValue: text) else {
                throw Problem(
                    .use, "{group} \(text.prefix(60)): expected province, cluster or anchor",
                    "{group} \(text.prefix(60))：应为 province、cluster 或 anchor")
            }
            return grouping
        }
        anchors = Set(atlas.clusters.flatMap { $0.members.filter { $0.role == .anchor }.map(\.region) })
        var clusters: [String: [Cluster]] = [:]
        for cluster in atlas.clusters {
            for member in cluster.members { clusters[member.region, default: []].append(cluster) }
        }
        self.clusters = clusters
    }

    /// What it is called; nil where nothing is grouped.
    public var name: Remark? { grouping?.name }

    /// The names of the groups of a region: none where it stands in no group, `[nil]` where nothing is grouped.
    public func names(of code: String) -> [Remark?] {
        switch grouping {
        case nil: [nil]
        case .province: [(atlas.region(atlas.region(code)?.province ?? code)).map(\.called)]
        case .cluster: (clusters[code] ?? []).map { Remark($0.nameEnglish, $0.name) }
        case .anchor: [anchors.contains(code) ? Remark("anchors", "中心城市") : Remark("others", "其他城市")]
        }
    }
}
