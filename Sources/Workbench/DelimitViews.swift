import Asking
import Atlas
import AtlasFiles
import Formats
import Reports
import Scenarios
import Wording

extension Workbench {
    /// Clusters drawn by time and flow beside the official list: for each cluster the cities in both, only in the list,
    /// and only by time and flow.
    ///
    /// - Parameter path: a table of flows, `from,to,flow` by codes of cities; nil models them.
    public func delimit(
        hours: Double, share: Double, flows path: String? = nil, year: Int, language: Language
    ) throws(WorkbenchError) -> Output {
        let flows = try path.map { path throws(WorkbenchError) in
            try FlowTable(try readTable(path), known: Set(atlas.regions.map(\.code)))
        }
        let travel: CityTravel
        do { travel = try CityTravel(atlas, year: year, figures: atlas.figuresYear(year)) } catch {
            throw WorkbenchError(.data, "\(error)")
        }
        let drawn = travel.delimitation(
            of: atlas.clusters, limit: hours, share: share,
            flows: flows.map { table in { table.values[[$0, $1]] ?? 0 } })
        let codes = travel.places.map(\.code)
        let known = Set(codes)
        let rows = atlas.clusters.enumerated().map { index, cluster in
            let listed = Set(cluster.members.map(\.region))
            let found = Set(codes.indices.filter { drawn.groups[$0].contains(index) }.map { codes[$0] })
            let compared = listed.intersection(known)
            let both = compared.intersection(found)
            let union = compared.union(found).count
            return DelimitRow(
                cluster: cluster.id, name: cluster.name, nameEnglish: cluster.nameEnglish, both: both.sorted(),
                listedOnly: compared.subtracting(found).sorted(), foundOnly: found.subtracting(compared).sorted(),
                notModelled: listed.subtracting(known).sorted(),
                agreement: union > 0 ? Double(both.count) / Double(union) : nil)
        }
        func names(_ codes: [String]) -> String {
            codes.map { language.name(atlas.region($0)) }.joined(separator: language(", ", "、"))
        }
        let section = Section(
            title: language(
                """
                Clusters by time and flow, end of \(year): within \(plainNumber(hours)) h of an anchor and at \
                least \(fixed(100 * share, 0)) % of the flow with all anchors
                """,
                """
                按时间与联系强度划定的城市群，\(year) 年底：距中心城市 \(plainNumber(hours)) 小时以内，且与该群中心城市的联系占与全部中心城市联系的 \
                \(fixed(100 * share, 0)) % 以上
                """
            ),
            columns: [
                language("cluster", "城市群"), language("in both", "一致"), language("agreement, %", "一致率，%"),
                language("listed only", "仅在官方名单"), language("by time and flow only", "仅按时间与联系"),
            ],
            rows: rows.map { row in
                [
                    language(row.nameEnglish, row.name), "\(row.both.count)",
                    row.agreement.map { fixed(100 * $0, 0) } ?? "–",
                    names(row.listedOnly),
                    names(row.foundOnly),
                ]
            },
            notes: [
                language(
                    "  Agreement is cities in both over cities in either. A city may belong to several clusters.",
                    "  一致率 = 两者共有城市数 ÷ 任一方所含城市数；一城可属多个城市群。"),
                path == nil
                    ? language(
                        """
                          Flows are modelled, M M / T² with M = √(GDP × residents): no table of flows between \
                        cities is bundled; --flows takes one.
                        """,
                        "  联系强度为模型值 M·M/T²，M = √(GDP × 常住人口)；未收录城市间流量表，可用 --flows 提供。")
                    : language("  Flows are those of the table, both directions together.", "  联系强度取自所给流量表（双向合计）。"),
            ] + travel.notes.map { "  " + language($0) })
        return Output(
            json: Envelope(
                inputs: DelimitInputs(atlas: identity, year: year, hours: hours, share: share, flows: path),
                result: rows,
                sources: travel.notes.map(\.english) + atlas.clusters.map(\.source)), sections: [section])
    }
}

private struct DelimitInputs: Encodable {
    let atlas: Workbench.AtlasIdentity
    let year: Int
    let hours, share: Double
    let flows: String?
}

/// Flows between cities, of a user's own.
private struct FlowTable {
    private(set) var values: [[String]: Double] = [:]

    init(_ table: CSVTable, known: Set<String>) throws(WorkbenchError) {
        let problems = ProblemList()
        if let rows = TypedRows(table, columns: ["from", "to", "flow"], problems: problems) {
            _ = rows.map { row -> Void? in
                guard let from = row.required("from"), let to = row.required("to"), row.required("flow") != nil,
                    let flow = row.number("flow", in: 0...1e300)
                else { return nil }
                for (column, code) in [("from", from), ("to", to)] where !known.contains(code) {
                    row.reject(column, "a code of the atlas")
                }
                if values.updateValue(flow, forKey: [from, to]) != nil { row.reject("to", "each pair once") }
                return nil
            }
        }
        if let problem = problems.problems.first { throw WorkbenchError(.data, "\(problem)") }
        if values.isEmpty { throw WorkbenchError(.data, "\(table.file): expected at least one flow") }
    }
}

private struct DelimitRow: Encodable {
    let cluster, name, nameEnglish: String
    let both, listedOnly, foundOnly, notModelled: [String]
    /// Cities in both over cities in either; nil where there is none.
    let agreement: Double?
}
