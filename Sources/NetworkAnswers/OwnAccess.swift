public import Asking
import AtlasFiles
import Atlases
import NetworkFiles
import Transport
import Wording

extension AccessQuestion {
    /// Accessibility of every place of a network of the user's own; with `supply` what every place can draw on of a
    /// supply that all within reach share (two-step floating catchment areas).
    ///
    /// - Throws: a problem of use for settings that do not go together, of data for tables that do not fit the network.
    /// - Complexity: one search a place; two with `supply`.
    public func record(
        over network: OwnNetwork, threads: Int? = nil, progress: (Int, Int) -> Void = { _, _ in }
    ) throws(Problem) -> Record {
        try check(overOwn: true)
        let given = try network.masses(mass ?? "", column: "mass")
        let masses = given.map { $0 ?? 0 }
        let all = Array(network.places.ids.indices)
        var rows: [OwnAccess] = []
        let remarks: [Remark]
        if let supply {
            let limit = access.hours ?? 1
            var catchment = FloatingCatchment(
                supply: try network.masses(supply, column: "supply").map { $0 ?? 0 }, demand: masses, limit: limit,
                decay: access.catchmentDecay, inside: inside ?? 0)
            let first = { (done: Int) in progress(done, 2 * all.count) }
            try network.costs(from: all, threads: threads, progress: first) { (origin, costs) throws(Problem) in
                catchment.addDemand(of: origin, hours: costs.map(network.weighed))
            }
            let second = { (done: Int) in progress(all.count + done, 2 * all.count) }
            try network.costs(from: all, threads: threads, progress: second) { (origin, costs) throws(Problem) in
                let found = catchment.accessibility(of: origin, hours: costs.map(network.weighed))
                rows.append(OwnAccess(network.places, origin, found))
            }
            remarks = [Self.sharing(limit)]
        } else {
            let (measure, inside) = (access.chosen, inside)
            let told = { (done: Int) in progress(done, all.count) }
            try network.costs(from: all, threads: threads, progress: told) { (origin, costs) throws(Problem) in
                let found = accessibility(
                    measure, hours: costs.map(network.weighed), masses: masses, from: origin, inside: inside)
                rows.append(OwnAccess(network.places, origin, found))
            }
            remarks = counting
        }
        let unknown = zip(network.places.ids, given).compactMap { $1 == nil ? $0 : nil }
        return network.answer(self, rows, remarks: remarks + Self.without(unknown)).record(
            .rows(Remark("Accessibility", "可达性"), OwnAccess.columns) { $0 },
            main: .data(rows, OwnAccess.columns.filter { $0.id != "name" }))
    }

    /// Who has no row in the table of masses.
    private static func without(_ ids: [String]) -> [Remark] {
        if ids.isEmpty { return [] }
        let (named, more) = (ids.prefix(12), ids.count > 12)
        return [
            Remark(
                """
                Without a mass in the table, counted as 0 (\(ids.count)): \(named.joined(separator: ", "))\
                \(more ? " …" : "").
                """, "质量表中缺少、按 0 计（\(ids.count) 个）：\(named.joined(separator: "、"))\(more ? "……" : "")。")
        ]
    }

    private static func sharing(_ limit: Double) -> Remark {
        Remark(
            """
            Supply per unit of demand, shared by all within \(plainNumber(limit)) h of each supply; summed over demand \
            it is all supply that anyone reaches.
            """, "单位需求可得的供给，由每处供给 \(plainNumber(limit)) 小时范围内的全部需求分享；按需求加总等于可达供给总量。")
    }

    private var counting: [Remark] {
        [
            inside == nil
                ? Remark(
                    "A place's own mass is left out unless the measure counts it or hours inside it are given.",
                    "除累积机会外不计自身；给出市内时间则计入。")
                : Remark("A place's own mass counts at the hours inside it.", "自身按所给市内时间计入。"),
            Remark(
                "Places without a way to one another are left out of means and add nothing to sums.",
                "无通路的地点不计入均值，对总和无贡献。"),
        ]
    }
}

extension OwnNetwork {
    fileprivate func masses(_ path: String, column: String) throws(Problem) -> [Double?] {
        let table = try CSVTable(at: path)
        do { return try places.masses(table, column: column) } catch { throw Problem(error) }
    }
}

/// A place of an own network with its accessibility.
private struct OwnAccess: Sendable {
    let id: String
    let name: String
    let access: Accessibility

    init(_ places: PlaceTable, _ place: Int, _ access: Accessibility) {
        (id, name, self.access) = (places.ids[place], places.names[place], access)
    }

    static let columns: [Column<OwnAccess>] = [
        .text("id", "id", "id") { $0.id }, .text("name", "name", "名称") { $0.name },
        .number("value", "value", "数值", .machine, none: Remark("none", "无")) { $0.access.value },
        .count("reached", "places reached", "可达地点数") { $0.access.reached },
        .number("massShare", "of the mass", "占总量", .percentage(1)) { $0.access.massShare },
    ]
}
