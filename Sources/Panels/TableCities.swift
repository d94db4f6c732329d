public import Asking
public import AtlasFiles
import Atlases
import Measures
import Transport

extension CityLinks {
    /// Cities out of a user's table: distances from a file, else over the globe.
    public init(of table: ValueTable, _ selection: Selection, _ needs: Needs) throws(Problem) {
        self = try reading { () throws(AtlasProblem) in try TableCityReader(table: table, selection: selection).links()
        }
    }
}

private struct TableCityReader {
    let table: ValueTable
    let selection: Selection

    private var file: String { table.table.file }

    func links() throws(AtlasProblem) -> CityLinks {
        let (population, product) = (selection.population ?? "population", selection.product ?? "product")
        let (x, y) = (selection.longitude ?? "longitude", selection.latitude ?? "latitude")
        guard let id = selection.idColumn(table, besides: [population, product, x, y]) else {
            throw AtlasProblem(file: file, row: 1, expected: "a column of places: name it with {id}")
        }
        let places = try self.places(id)
        let cities = zip(try masses(population), try masses(product)).map { CityMass(population: $0, product: $1) }
        let names = places.map { Remark($0, $0) }
        if let distances = selection.distances {
            let known = try pairs(in: distances, column: "distance", places: places)
            return CityLinks(
                places: places, names: names, cities: cities, apart: { known[$0][$1] ?? known[$1][$0] },
                unit: Remark("as in the file", "与文件一致"), source: file, sources: [file, distances],
                asked: selection.places)
        }
        let globe = Globe(try positions(x, y))
        return CityLinks(
            places: places, names: names, cities: cities, apart: { globe.kilometres($0, $1) },
            unit: Remark("km over the globe", "公里（球面）"), source: file, sources: [file], asked: selection.places)
    }

    private func places(_ id: String) throws(AtlasProblem) -> [String] {
        let places = try table.texts(id)
        if places.count > 5_000 {
            throw AtlasProblem(
                file: file, expected: "at most 5000 places, since each is compared with each; found \(places.count)")
        }
        var seen: Set<String> = []
        if let twice = places.firstIndex(where: { !seen.insert($0).inserted }) {
            throw table.problem(row: twice, column: id, expected: "each place once")
        }
        return places
    }

    private func masses(_ column: String) throws(AtlasProblem) -> [Double] {
        let numbers = try table.numbers(column)
        for row in 0..<table.rows where (numbers[row] ?? 0) <= 0 {
            throw table.problem(row: row, column: column, expected: "a number above 0")
        }
        return numbers.map { $0 ?? 0 }
    }

    private func positions(_ longitude: String, _ latitude: String) throws(AtlasProblem) -> [(Double, Double)] {
        let (x, y) = (try table.numbers(longitude), try table.numbers(latitude))
        for row in 0..<table.rows where x[row] == nil || y[row] == nil || abs(y[row] ?? 0) > 90 {
            throw table.problem(
                row: row, column: y[row] == nil || x[row] != nil ? latitude : longitude, expected: "degrees")
        }
        return zip(x, y).map { ($0 ?? 0, $1 ?? 0) }
    }
}
