public import Asking
import AtlasFiles
public import Atlases
public import Scenarios
import Wording

/// Clusters drawn by time to an anchor and by flow, beside the official list.
public struct DelimitQuestion: NetworkQuestion {
    /// To an anchor, within which a city may belong.
    public var hours = 2.0
    /// Least part of its flow with all anchors that goes to the cluster's, 0 to 1.
    public var share = 0.2
    /// A table of flows, `from,to,flow` by codes of cities; nil models them.
    public var flows: String?
    /// Of the network; nil for the atlas's own.
    public var year: Int?

    /// As it stands where nobody says anything.
    public init() {}

    /// What it may be told; a face offers these and no others.
    public static let settings: [Setting<DelimitQuestion>] = [
        .number(
            "hours", "Hours to an anchor within which a city may belong.", "距中心城市的时限。", \.hours,
            in: .leastNonzeroMagnitude...1_000, unit: "hours"),
        .number(
            "share", "Least part of its flow with all anchors that goes to the cluster's.",
            "与该群中心城市的联系占与全部中心城市联系的最低比例。", \.share, in: 0...1),
        .text(
            "flows", "Table of flows, from,to,flow by codes of cities; modelled if left out.",
            "流量表 from,to,flow（城市代码）；缺省为模型值。", \.flows, .file), .year(\.year),
    ]

    /// For each cluster the cities in both, only in the list, and only by time and flow.
    ///
    /// - Throws: a problem of data for a table of flows that does not fit the atlas.
    /// - Complexity: one shortest-path tree a place.
    public func answer(on atlas: Atlas) throws(Problem) -> NetworkAnswer<Delimited> {
        let table = try flows.map { (path) throws(Problem) in
            try FlowTable(CSVTable(at: path), known: Set(atlas.regions.map(\.code)))
        }
        let year = year ?? atlas.year
        let travel: CityTravel
        do { travel = try CityTravel(atlas, year: year, figures: atlas.figuresYear(ofNetwork: year)) } catch {
            throw Problem(error)
        }
        let found = travel.agreement(
            of: atlas.clusters, limit: hours, share: share,
            flows: table.map { table in { table.values[[$0, $1]] ?? 0 } })
        let names = Dictionary(
            atlas.regions.map { ($0.code, $0.called) }, uniquingKeysWith: { first, _ in first })
        var asked = self
        asked.year = year
        return NetworkAnswer(
            atlas, asked,
            Delimited(
                hours: hours, share: share, year: year, rows: found.map { Delimited.Row(agreement: $0, names: names) }),
            remarks: remarks + travel.notes,
            sources: travel.sources.union(atlas.clusters.sources))
    }

    private var remarks: [Remark] {
        [
            Remark(
                "Agreement is cities in both over cities in either. A city may belong to several clusters.",
                "一致率 = 两者共有城市数 ÷ 任一方所含城市数；一城可属多个城市群。"),
            flows == nil
                ? Remark(
                    """
                    Flows are modelled, M M / T² with M = √(GDP × residents): no table of flows between cities is \
                    bundled, but one can be given.
                    """, "联系强度为模型值 M·M/T²，M = √(GDP × 常住人口)；未收录城市间流量表，可自行提供。")
                : Remark("Flows are those of the table, both directions together.", "联系强度取自所给流量表（双向合计）。"),
        ]
    }
}

/// Clusters as listed beside those drawn by time and flow.
public struct Delimited: Sendable {
    /// One cluster.
    public struct Row: Sendable {
        /// Its cities as listed and as drawn.
        public let agreement: ClusterAgreement
        let names: [String: Remark]

        fileprivate func called(_ codes: [String]) -> Remark {
            let found = codes.map { names[$0] ?? Remark($0, $0) }
            return Remark(
                found.map(\.english).joined(separator: ", "), found.map(\.chinese).joined(separator: "、"))
        }
    }

    let hours: Double
    let share: Double
    let year: Int
    /// In the order of the atlas.
    public let rows: [Row]
}

extension NetworkAnswer<Delimited> {
    /// As every face writes it.
    public var record: Record { record(Self.layout) }

    private static var layout: Layout<Delimited> {
        .rows(
            { found in
                let (hours, share) = (plainNumber(found.hours), fixed(100 * found.share, 0))
                return Remark(
                    """
                    Clusters by time and flow, end of \(found.year): within \(hours) h of an anchor and at least \
                    \(share) % \
                    of the flow with all anchors
                    """,
                    """
                    按时间与联系强度划定的城市群，\(found.year) 年底：距中心城市 \(hours) 小时以内，且与该群中心城市的联系占与全部中心城市联系的 \
                    \(share) % 以上
                    """)
            }, { _ in columns }, \.rows)
    }

    private static var columns: [Column<Delimited.Row>] {
        [
            .value("cluster") { .text($0.agreement.cluster.id) }, .value("name") { .text($0.agreement.cluster.name) },
            .value("nameEnglish") { .text($0.agreement.cluster.nameEnglish) },
            .words(nil, "cluster", "城市群") { Remark($0.agreement.cluster.nameEnglish, $0.agreement.cluster.name) },
            .count(nil, "in both", "一致") { $0.agreement.both.count },
            .number(nil, "agreement, %", "一致率，%", .fixed(0)) { $0.agreement.agreement.map { 100 * $0 } },
            .words(nil, "listed only", "仅在官方名单") { $0.called($0.agreement.listedOnly) },
            .words(nil, "by time and flow only", "仅按时间与联系") { $0.called($0.agreement.foundOnly) },
            .value("both") { .texts($0.agreement.both) }, .value("listedOnly") { .texts($0.agreement.listedOnly) },
            .value("foundOnly") { .texts($0.agreement.foundOnly) },
            .value("notModelled") { .texts($0.agreement.notModelled) },
            .value("agreement") { .optional($0.agreement.agreement) },
        ]
    }
}

/// Flows between cities, of a user's own.
private struct FlowTable: Sendable {
    private(set) var values: [[String]: Double] = [:]

    init(_ table: CSVTable, known: Set<String>) throws(Problem) {
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
        if let problem = problems.problems.first { throw Problem(problem) }
        if values.isEmpty {
            throw Problem(.data, "\(table.file): expected at least one flow", "\(table.file)：应至少有一条流量")
        }
    }
}
