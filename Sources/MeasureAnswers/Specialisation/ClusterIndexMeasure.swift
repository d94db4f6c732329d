public import Asking
import AtlasFiles
import Atlases
import Measures
public import Panels

/// Litzenberger and Sternberg's index: an industry's share of jobs and firms over the share of people and area.
public struct ClusterIndexMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "clusterIndex", "Cluster index (Litzenberger & Sternberg)", "产业集群指数",
        "an industry's share of jobs and firms over the share of people and area", "就业与企业份额相对人口与面积份额",
        aliases: ["litzenberger"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.specialisation
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .product, .population, .weight, .id]
    /// Keys for machines, heads for people.
    public static let layout = Layout<[Named<Double?>]>.named(
        about.name, [.number("clusterIndex", "cluster index", "集群指数") { $0 }])

    /// With the usual settings.
    public init() {}

    /// By region; jobs, firms, people and area stand in columns of these names unless others are named.
    public func result(of input: RowTable, _ run: MeasureRun) throws(Problem) -> [Named<Double?>] {
        try input.read { (table) throws(AtlasProblem) in
            let asked = input.selection
            let columns = [
                asked.value ?? "jobs", asked.product ?? "firms", asked.population ?? "people", asked.weight ?? "area",
            ]
            var shares: [[Double]] = []
            for column in columns {
                let numbers = try table.numbers(column)
                for row in 0..<table.rows where (numbers[row] ?? -1) < 0 {
                    throw table.problem(row: row, column: column, expected: "0 or more")
                }
                let sum = numbers.reduce(0) { $0 + ($1 ?? 0) }
                if sum == 0 {
                    throw AtlasProblem(file: table.table.file, column: column, expected: "a value above 0 somewhere")
                }
                shares.append(numbers.map { ($0 ?? 0) / sum })
            }
            let id = asked.id ?? PlaceColumn(table, besides: Set(columns))?.name
            let names =
                try id.map { (id) throws(AtlasProblem) in try table.texts(id) } ?? (1...table.rows).map(String.init)
            return names.enumerated().map { row, name in
                let found = clusterIndex(
                    employmentShare: shares[0][row], firmShare: shares[1][row], peopleShare: shares[2][row],
                    areaShare: shares[3][row])
                return Named(name, Remark(name, name), found)
            }
        }
    }
}
