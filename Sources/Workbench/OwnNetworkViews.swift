public import Atlas
import AtlasFiles
import Computation
import Foundation
import NetworkFiles
public import Reports
public import Transport

/// A network of the user's own, without an atlas: tables of links, places and masses.
public struct OwnNetwork: Sendable {
    private let table: LinkTable
    private let network: Network
    private let day: Day?
    /// Links that were open on the day asked for, of all in the table.
    private let open: Int

    /// - Parameters:
    ///   - nodes: a table of places; nil takes those that the links name.
    ///   - day: leaves out links that were not open; nil takes all.
    public init(links: String, nodes: String? = nil, day: Day? = nil) throws(WorkbenchError) {
        let nodeTable = try nodes.map { path throws(WorkbenchError) in try Self.table(path) }
        do { table = try LinkTable(links: try Self.table(links), nodes: nodeTable) } catch let error as AtlasProblem {
            throw WorkbenchError(.data, "\(error)")
        } catch let error as WorkbenchError { throw error } catch { throw WorkbenchError(.data, "\(error)") }
        let rows = table.rows.filter { row in day.map(row.isOpen) ?? true }
        let both = rows.flatMap { row in
            let link = Link(from: row.from, to: row.to, mode: .road, lengthKm: 0, hours: row.hours)
            return row.isOneWay ? [link] : [link, link.reversed]
        }
        do { network = try Network(places: table.ids.count, links: both) } catch { throw WorkbenchError(.data, "\(error)") }
        open = rows.count
        self.day = day
    }

    private static func table(_ path: String) throws(WorkbenchError) -> CSVTable {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw WorkbenchError(.data, "\(path): no such file, or it cannot be read")
        }
        do { return try CSVTable(text: [UInt8](data), file: path) } catch { throw WorkbenchError(.data, "\(error)") }
    }

    private func place(_ id: String) throws(WorkbenchError) -> Int {
        if let place = table.place(id) { return place }
        throw WorkbenchError(.data, "\(id) is no place of the network; it begins with \(table.ids.prefix(5).joined(separator: ", "))")
    }

    /// Hours from every origin to every place, a block of origins at a time, in order; the matrix is never held.
    private func hours(from origins: [Int], threads: Int?, _ body: (Int, [Double]) throws(WorkbenchError) -> Void) throws(WorkbenchError) {
        let block = 64
        for start in stride(from: 0, to: origins.count, by: block) {
            let some = Array(origins[start..<min(start + block, origins.count)])
            let found = parallelMap(count: some.count, threads: threads) { try? network.hours(from: some[$0]) }
            for (origin, hours) in zip(some, found) { if let hours = hours ?? nil { try body(origin, hours) } }
        }
    }

    /// Shortest hours as CSV, `from,to,hours`; empty where there is no way. Written piece by piece.
    ///
    /// - Parameter from: one origin; nil takes all.
    public func timesCSV(from id: String?, threads: Int? = nil, write: (String) throws(WorkbenchError) -> Void) throws(WorkbenchError) {
        let origins = try id.map { id throws(WorkbenchError) in [try place(id)] } ?? Array(table.ids.indices)
        let quoted = table.ids.map(csvField)
        try write("from,to,hours\n")
        try hours(from: origins, threads: threads) { (origin, hours) throws(WorkbenchError) in
            var text = ""
            for (place, time) in hours.enumerated() { text += "\(quoted[origin]),\(quoted[place]),\(time.isFinite ? "\(time)" : "")\n" }
            try write(text)
        }
    }

    /// The same as a table or JSON; for all pairs of many places the CSV is the form to ask for.
    public func times(from id: String?, language: Language, threads: Int? = nil) throws(WorkbenchError) -> Output {
        let origins = try id.map { id throws(WorkbenchError) in [try place(id)] } ?? Array(table.ids.indices)
        if origins.count * table.ids.count > 1_000_000 {
            throw WorkbenchError(
                .use,
                "\(origins.count) × \(table.ids.count) pairs: ask for --format csv, which is written as it is found, or for one --from")
        }
        var rows: [OwnTime] = []
        try hours(from: origins, threads: threads) { (origin, hours) throws(WorkbenchError) in
            for (place, time) in hours.enumerated() {
                rows.append(OwnTime(from: table.ids[origin], to: table.ids[place], hours: time.isFinite ? time : nil))
            }
        }
        let section = Section(
            title: language("Shortest hours", "最短小时数"), columns: [language("from", "起"), language("to", "讫"), language("hours", "小时")],
            rows: rows.map { [$0.from, $0.to, $0.hours.map { fixed($0, 3) } ?? language("no way", "无通路")] }, notes: notes(language))
        return Output(json: Envelope(inputs: inputs(), result: rows, sources: [String]()), sections: [section])
    }

    /// Accessibility of every place.
    ///
    /// - Parameters:
    ///   - masses: a table with `id,mass`.
    ///   - inside: hours inside a place; nil leaves its own mass out.
    public func access(
        _ measure: AccessibilityMeasure, masses path: String, inside: Double? = nil, language: Language, threads: Int? = nil
    ) throws(WorkbenchError) -> Output {
        let masses: [Double]
        let massTable = try Self.table(path)
        do { masses = try table.masses(massTable) } catch { throw WorkbenchError(.data, "\(error)") }
        var rows: [OwnAccess] = []
        try hours(from: Array(table.ids.indices), threads: threads) { (origin, hours) throws(WorkbenchError) in
            let found = accessibility(measure, hours: hours, masses: masses, from: origin, inside: inside)
            rows.append(
                OwnAccess(
                    id: table.ids[origin], name: table.names[origin], value: found.value, reached: found.reached, massShare: found.massShare
                ))
        }
        let section = Section(
            title: language("Accessibility", "可达性"),
            columns: [
                "id", language("name", "名称"), language("value", "数值"), language("places reached", "可达地点数"), language("of the mass", "占总量"),
            ],
            rows: rows.map {
                [$0.id, $0.name, $0.value.map { "\($0)" } ?? language("none", "无"), "\($0.reached)", "\(fixed(100 * $0.massShare, 1)) %"]
            },
            notes: notes(language) + [
                inside == nil
                    ? language("  A place's own mass is left out; --inside HOURS counts it.", "  不计自身；--inside 小时数 可计入。")
                    : language("  A place's own mass counts at the hours inside it.", "  自身按所给市内时间计入。"),
                language("  Places without a way to one another are left out of means and add nothing to sums.", "  无通路的地点不计入均值，对总和无贡献。"),
            ])
        let data = Section(
            columns: ["id", "value", "reached", "massShare"],
            rows: rows.map { [$0.id, $0.value.map { "\($0)" } ?? "", "\($0.reached)", "\($0.massShare)"] })
        return Output(
            json: Envelope(inputs: inputs(measure, inside: inside), result: rows, sources: [String]()), sections: [section], main: data)
    }

    private func inputs(_ measure: AccessibilityMeasure? = nil, inside: Double? = nil) -> OwnInputs {
        OwnInputs(
            places: table.ids.count, links: table.rows.count, open: open, day: day.map { "\($0)" }, measure: measure.map { "\($0)" },
            insideHours: inside)
    }

    private func notes(_ language: Language) -> [String] {
        [
            language(
                "  \(table.ids.count) places, \(open) of \(table.rows.count) links" + (day.map { " open on \($0)" } ?? ""),
                "  \(table.ids.count) 个地点，\(table.rows.count) 条线路中的 \(open) 条" + (day.map { "（\($0) 开通）" } ?? ""))
        ]
    }
}

private struct OwnInputs: Encodable {
    let places, links, open: Int
    let day, measure: String?
    let insideHours: Double?
}

private struct OwnTime: Encodable {
    let from, to: String
    let hours: Double?
}

private struct OwnAccess: Encodable {
    let id, name: String
    let value: Double?
    let reached: Int
    let massShare: Double
}
