public import AtlasFiles
import Atlases

/// Places of a user's own: ids, names and, where given, coordinates.
public struct PlaceTable: Sendable {
    /// As the table writes them, each once; their order numbers the places.
    public internal(set) var ids: [String] = []
    /// One a place; empty where the table gives none.
    public internal(set) var names: [String] = []
    /// Degrees, one a place; nil where the table gives none.
    public internal(set) var positions: [(longitude: Double, latitude: Double)?] = []
    private var index: [String: Int] = [:]

    init() {}

    /// Three lists of one length; of two places with one id the first is found.
    public init(ids: [String], names: [String], positions: [(longitude: Double, latitude: Double)?]) {
        self.ids = ids
        self.names = names
        self.positions = positions
        index = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    }

    /// Reads `id` and, where there are, `name,longitude,latitude`.
    ///
    /// - Throws: the first of what is wrong, with its row, column and value.
    public init(_ table: CSVTable) throws(AtlasProblem) {
        let problems = ProblemList()
        if let rows = TypedRows(table, columns: ["id"], problems: problems) {
            _ = rows.map { row -> Void? in
                guard let id = row.required("id") else { return nil }
                var (x, y) = (row.number("longitude", in: -180...180), row.number("latitude", in: -90...90))
                // 0, 0 is what is written where nobody knew.
                if x == 0 && y == 0 { (x, y) = (nil, nil) }
                if (x == nil) != (y == nil) { row.reject("longitude", "both coordinates or neither") }
                if number(id) != nil { row.reject("id", "each place once") }
                add(id, name: row.text("name"), position: x.flatMap { x in y.map { (x, $0) } })
                return nil
            }
        }
        if let problem = problems.problems.first { throw problem }
        if ids.isEmpty { throw AtlasProblem(file: table.file, expected: "at least one place") }
    }

    /// The first so many places.
    public func prefix(_ count: Int) -> PlaceTable {
        PlaceTable(
            ids: Array(ids.prefix(count)), names: Array(names.prefix(count)), positions: Array(positions.prefix(count)))
    }

    /// By id; nil where there is none. Numbers count from 0.
    public func number(_ id: String) -> Int? { index[id] }

    @discardableResult
    mutating func add(_ id: String, name: String = "", position: (longitude: Double, latitude: Double)? = nil) -> Int {
        index[id] = ids.count
        ids.append(id)
        names.append(name)
        positions.append(position)
        return ids.count - 1
    }

    /// The mass of every place, from a table with `id` and `mass`; nil for one without a row.
    ///
    /// - Throws: for an unknown or repeated id, or a mass that is no number of 0 or more.
    public func masses(_ table: CSVTable, column: String = "mass") throws(AtlasProblem) -> [Double?] {
        let problems = ProblemList()
        var masses = [Double?](repeating: nil, count: ids.count)
        if let rows = TypedRows(table, columns: ["id", column], problems: problems) {
            _ = rows.map { row -> Void? in
                guard let id = row.required("id") else { return nil }
                guard let place = index[id] else {
                    row.reject("id", "a place of the network")
                    return nil
                }
                guard row.required(column) != nil, let mass = row.number(column, in: 0...1e300) else { return nil }
                if masses[place] != nil { row.reject("id", "each place once") }
                masses[place] = mass
                return nil
            }
        }
        if let problem = problems.problems.first { throw problem }
        return masses
    }
}
