public import AtlasFiles
public import Atlases
public import Transport

/// Links and places of a user's own, without an atlas.
///
/// A table of links has `from,to,hours` and may have `mode,opened,closed,oneway,fare,line,headway`. Both directions
/// hold unless `oneway` says otherwise. Of parallel links the fastest counts.
public struct LinkTable: Sendable {
    /// One link.
    public struct Row: Sendable, Hashable {
        /// Number of the place it leaves.
        public let from: Int
        /// Number of the place it leads to.
        public let to: Int
        /// From place to place, 0 or more.
        public let hours: Double
        /// Road where the table names none, `other` for words that are not known.
        public let mode: Mode
        /// First day open and first day closed; nil: always was, or still is.
        public let opened: Day?
        /// The first day on which it is no longer there.
        public let closed: Day?
        /// Otherwise it is travelled both ways.
        public let isOneWay: Bool
        /// Money for the whole link.
        public let fare: Double
        /// Number of the line that serves it; nil where the table names none.
        public let line: Int?

        /// Whether it can be travelled on that day: opened by then and not yet closed.
        public func isOpen(_ day: Day) -> Bool {
            (opened.map { $0 <= day } ?? true) && (closed.map { day < $0 } ?? true)
        }
    }

    /// In the order of the table of places, or as links name them.
    public let places: PlaceTable
    /// In the order of the file.
    public let rows: [Row]
    /// Names, in the order in which rows first name them.
    public let lines: [String]
    /// Hours between two departures of each line.
    public let headwayHours: [Double]
    /// Whether the table has a column of fares.
    public internal(set) var hasFares: Bool
    /// What of a map was not used.
    public internal(set) var notes: [Remark] = []
    /// How many of the places answers are about, the first; the others are points of lines.
    public internal(set) var reportedPlaces: Int

    /// - Parameter nodes: nil takes the places that links name.
    /// - Throws: the first of what is wrong, with its row, column and value.
    public init(links: CSVTable, nodes: CSVTable?) throws(AtlasProblem) {
        let problems = ProblemList()
        var places = try nodes.map { table throws(AtlasProblem) in try PlaceTable(table) } ?? PlaceTable()
        var rows: [Row] = []
        var lines = LineList()
        if let table = TypedRows(links, columns: ["from", "to", "hours"], problems: problems) {
            rows = table.map { row in
                func end(_ column: String) -> Int? {
                    guard let id = row.required(column) else { return nil }
                    if let known = places.number(id) { return known }
                    if nodes != nil {
                        row.reject(column, "an id of the table of places")
                        return nil
                    }
                    return places.add(id)
                }
                guard let from = end("from"), let to = end("to"), row.required("hours") != nil,
                    let hours = row.number("hours", in: 0...1e9)
                else { return nil }
                let (opened, closed) = (row.day("opened"), row.day("closed"))
                if let opened, let closed, closed <= opened {
                    row.reject("closed", "a day after \(opened), on which it opened")
                }
                guard let oneWay = oneWay(row) else { return nil }
                return Row(
                    from: from, to: to, hours: hours, mode: Mode(words: row.text("mode")), opened: opened,
                    closed: closed, isOneWay: oneWay,
                    fare: row.number("fare", in: 0...1e12) ?? 0, line: lines.number(row))
            }
        }
        if let problem = problems.problems.first { throw problem }
        if places.ids.isEmpty { throw AtlasProblem(file: links.file, expected: "at least one link") }
        self.places = places
        self.rows = rows
        self.lines = lines.names
        headwayHours = lines.headways.map { $0 ?? 0 }
        hasFares = links.header.contains("fare")
        reportedPlaces = places.ids.count
    }

    /// The links open on a day, both directions where they have two; nil takes all.
    public func links(on day: Day?) -> [Link] {
        rows.filter { row in day.map(row.isOpen) ?? true }.flatMap { row in
            let link = Link(
                from: row.from, to: row.to, mode: row.mode, lengthKm: 0, hours: row.hours, fare: row.fare,
                line: row.line)
            return row.isOneWay ? [link] : [link, link.reversed]
        }
    }
}

/// Lines as links name them, each with one headway.
private struct LineList {
    private(set) var names: [String] = []
    private(set) var headways: [Double?] = []
    private var index: [String: Int] = [:]

    mutating func number(_ row: TypedRows.Row) -> Int? {
        let headway = row.number("headway", in: 0...1e6)
        let name = row.text("line")
        if name.isEmpty {
            if headway != nil { row.reject("line", "the name of the line with this headway") }
            return nil
        }
        let number = index[name] ?? names.count
        if number == names.count {
            index[name] = number
            names.append(name)
            headways.append(headway)
        }
        if let headway, let known = headways[number], known != headway {
            row.reject("headway", "one headway a line; above it is \(known)")
        }
        headways[number] = headways[number] ?? headway
        return number
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

extension Mode {
    /// The mode that a table's word stands for; nothing is a road, a word of the user's own `other`.
    public init(words text: String) {
        let word = text.lowercased().filter { $0.isLetter }
        let known: [(Mode, [String])] = [
            (.highSpeedRail, ["highspeedrail", "highspeed", "hsr", "高铁", "高速铁路"]),
            (.rail, ["rail", "railway", "train", "conventionalrail", "铁路", "普速铁路"]),
            (.urbanRail, ["urbanrail", "metro", "subway", "tram", "lightrail", "地铁", "轨道交通"]),
            (.road, ["", "road", "car", "bus", "coach", "truck", "expressway", "motorway", "highway", "公路", "高速公路"]),
            (.water, ["water", "waterway", "ship", "barge", "sea", "水运", "航运"]), (.ferry, ["ferry", "轮渡"]),
            (.air, ["air", "plane", "flight", "航空"]),
        ]
        self = known.first { $0.1.contains(word) }?.0 ?? .other
    }
}
