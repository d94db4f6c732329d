public import Atlas
public import AtlasFiles

/// Links and places of a user's own, without an atlas.
///
/// A table of links has `from,to,hours` and may have `mode,opened,closed,oneway`; one of places `id` and may have `name,longitude,latitude`. Both
/// directions hold unless `oneway` says otherwise. Of parallel links the fastest counts.
public struct LinkTable: Sendable {
    public struct Row: Sendable, Hashable {
        public let from: Int
        public let to: Int
        public let hours: Double
        public let mode: String
        /// First day open and first day closed; nil: always was, or still is.
        public let opened: Day?
        public let closed: Day?
        public let isOneWay: Bool

        public func isOpen(_ day: Day) -> Bool { (opened.map { $0 <= day } ?? true) && (closed.map { day < $0 } ?? true) }
    }

    /// Ids in the order of the table of places, or as links name them.
    public let ids: [String]
    public let names: [String]
    public let rows: [Row]
    private let index: [String: Int]

    public func place(_ id: String) -> Int? { index[id] }

    /// - Parameter nodes: nil takes the places that links name.
    /// - Throws: the first of what is wrong, with its row, column and value.
    public init(links: CSVTable, nodes: CSVTable?) throws(AtlasProblem) {
        let problems = ProblemList()
        var ids: [String] = []
        var names: [String] = []
        var index: [String: Int] = [:]
        if let nodes, let table = TypedRows(nodes, columns: ["id"], problems: problems) {
            _ = table.map { row -> Void? in
                guard let id = row.required("id") else { return nil }
                if index.updateValue(ids.count, forKey: id) != nil {
                    row.reject("id", "each place once")
                    return nil
                }
                if (row.number("longitude", in: -180...180) == nil) != (row.number("latitude", in: -90...90) == nil) {
                    row.reject("longitude", "both coordinates or neither")
                }
                ids.append(id)
                names.append(row.text("name"))
                return nil
            }
        }
        var rows: [Row] = []
        if let table = TypedRows(links, columns: ["from", "to", "hours"], problems: problems) {
            let closed = nodes != nil
            rows = table.map { row in
                func end(_ column: String) -> Int? {
                    guard let id = row.required(column) else { return nil }
                    if let known = index[id] { return known }
                    if closed {
                        row.reject(column, "an id of the table of places")
                        return nil
                    }
                    index[id] = ids.count
                    ids.append(id)
                    names.append("")
                    return ids.count - 1
                }
                guard let from = end("from"), let to = end("to"), row.required("hours") != nil, let hours = row.number("hours", in: 0...1e9)
                else { return nil }
                let (opened, closedOn) = (row.day("opened"), row.day("closed"))
                if let opened, let closedOn, closedOn <= opened { row.reject("closed", "a day after \(opened), on which it opened") }
                guard let oneWay = oneWay(row) else { return nil }
                return Row(
                    from: from, to: to, hours: hours, mode: row.text("mode"), opened: opened, closed: closedOn, isOneWay: oneWay)
            }
        }
        if let problem = problems.problems.first { throw problem }
        if ids.isEmpty { throw AtlasProblem(file: links.file, expected: "at least one link") }
        self.ids = ids
        self.names = names
        self.rows = rows
        self.index = index
    }

    /// A mass for every place; one without a row has none.
    ///
    /// - Throws: for an unknown or repeated id, or a mass that is no number of 0 or more.
    public func masses(_ table: CSVTable) throws(AtlasProblem) -> [Double] {
        let problems = ProblemList()
        var masses = [Double?](repeating: nil, count: ids.count)
        if let rows = TypedRows(table, columns: ["id", "mass"], problems: problems) {
            _ = rows.map { row -> Void? in
                guard let id = row.required("id") else { return nil }
                guard let place = index[id] else {
                    row.reject("id", "a place of the network")
                    return nil
                }
                guard row.required("mass") != nil, let mass = row.number("mass", in: 0...1e300) else { return nil }
                if masses[place] != nil { row.reject("id", "each place once") }
                masses[place] = mass
                return nil
            }
        }
        if let problem = problems.problems.first { throw problem }
        return masses.map { $0 ?? 0 }
    }
}

private func oneWay(_ row: TypedRows.Row) -> Bool? {
    switch row.text("oneway").lowercased() {
    case "", "0", "no", "false": return false
    case "1", "yes", "true": return true
    default:
        row.reject("oneway", "1, yes or true, or 0, no, false or nothing")
        return nil
    }
}
