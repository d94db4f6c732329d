import Asking
import Atlas
import AtlasFiles
import Formats
import LinearAlgebra
import Measures
import RealModule
import Reports
import Wording

/// Cities with their masses and how far they lie apart.
struct CityLinks {
    let places: [String]
    let names: [String]
    let cities: [CityMass]
    /// Between two of them; nil where nobody knows.
    let apart: @Sendable (Int, Int) -> Double?
    /// km or hours.
    let unit: Remark
    let source: String
    var notes: [Remark] = []
    var sources: [String] = []

    func distance(_ from: Int, _ to: Int) throws(WorkbenchError) -> Double {
        if let distance = apart(from, to) { return distance }
        throw WorkbenchError(.data, "\(source): no distance between \(names[from]) and \(names[to])")
    }

    func place(_ text: String) throws(WorkbenchError) -> Int {
        if let found = places.firstIndex(of: text) ?? names.firstIndex(where: { $0.lowercased() == text.lowercased() })
        {
            return found
        }
        throw WorkbenchError(.use, "--place \(text.prefix(60)): no such place in \(source)")
    }
}

extension MeasureQuestion {
    /// Cities out of the user's table: distances from a file, else over the globe.
    func tableLinks() throws(WorkbenchError) -> CityLinks {
        let table = try valueTable()
        do {
            let (population, product) = (self.population ?? "population", self.product ?? "product")
            let used = Set([population, product, longitude ?? "longitude", latitude ?? "latitude"])
            guard let id = idColumn(table, besides: used) else {
                throw AtlasProblem(file: table.table.file, row: 1, expected: "a column of places: name it with --id")
            }
            let places = try table.texts(id)
            if places.count > 5_000 {
                throw AtlasProblem(
                    file: table.table.file,
                    expected: "at most 5000 places, since each is compared with each; found \(places.count)")
            }
            if let twice = Dictionary(grouping: places.indices, by: { places[$0] }).values.filter({ $0.count > 1 }).map(
                { $0[1] }).min()
            {
                throw table.problem(row: twice, column: id, expected: "each place once")
            }
            func masses(_ column: String) throws -> [Double] {
                let numbers = try table.numbers(column)
                for row in 0..<table.rows where (numbers[row] ?? 0) <= 0 {
                    throw table.problem(row: row, column: column, expected: "a number above 0")
                }
                return numbers.map { $0 ?? 0 }
            }
            let cities = zip(try masses(population), try masses(product)).map { CityMass(population: $0, product: $1) }
            let file = table.table.file
            if let distances {
                let known = try pairs(in: distances, column: "distance", places: places)
                return CityLinks(
                    places: places, names: places, cities: cities, apart: { known[$0][$1] ?? known[$1][$0] },
                    unit: Remark("as in the file", "与文件一致"), source: file, sources: [file, distances])
            }
            let (x, y) = (try table.numbers(longitude ?? "longitude"), try table.numbers(latitude ?? "latitude"))
            for row in 0..<table.rows where x[row] == nil || y[row] == nil || abs(y[row] ?? 0) > 90 {
                throw table.problem(
                    row: row,
                    column: y[row] == nil || x[row] != nil ? latitude ?? "latitude" : longitude ?? "longitude",
                    expected: "degrees")
            }
            let globe = Globe(zip(x, y).map { ($0 ?? 0, $1 ?? 0) })
            return CityLinks(
                places: places, names: places, cities: cities, apart: globe.km,
                unit: Remark("km over the globe", "公里（球面）"), source: file, sources: [file])
        } catch { throw WorkbenchError(error) }
    }

    /// Gravity, breaking points and hinterlands.
    func cityLinks(_ links: CityLinks, _ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        do {
            switch measure {
            case .gravity: return try gravity(links, language)
            case .breakingPoint: return try breaking(links, language)
            default: return try hinterlands(links, language)
            }
        } catch let error as MeasureError {
            if case .badValue(let index, let value, let expected) = error, links.names.indices.contains(index) {
                throw WorkbenchError(.data, "\(links.source), \(links.names[index]): \(value): expected \(expected)")
            }
            if case .badPair(let first, let second, let value, let expected) = error {
                throw WorkbenchError(
                    .data,
                    """
                    \(links.source), \(links.names[first]) to \(links.names[second]): \
                    \(value.map { plainNumber($0) } ?? "no distance"): expected \(expected)
                    """
                )
            }
            throw WorkbenchError(.data, "\(links.source): \(error)")
        } catch { throw WorkbenchError(error) }
    }

    private func gravity(_ links: CityLinks, _ language: Language) throws -> MeasureAnswer {
        let n = links.places.count
        // All of a small table, the strongest of a large one.
        let found = try gravityLinks(
            links.cities, exponent: settings.exponent, keep: n <= 30 ? n * n : 200, distance: links.apart)
        let largest = Section(
            title: language("Strength of links, strongest first", "联系强度（由强到弱）"),
            columns: [
                language("from", "自"), language("to", "至"), language("strength", "强度"), language("distance", "距离"),
            ],
            rows: found.strongest.map {
                [links.names[$0.from], links.names[$0.to], significant($0.strength, 3), significant($0.distance, 2)]
            })
        return MeasureAnswer(
            result: .object([
                (
                    "links",
                    .list(
                        found.strongest.map {
                            .object([
                                ("from", .text(links.places[$0.from])), ("to", .text(links.places[$0.to])),
                                ("strength", .number($0.strength)),
                                ("distance", .number($0.distance)),
                            ])
                        })
                ),
                (
                    "totals",
                    .list(
                        links.places.indices.map {
                            .object([
                                ("id", .text(links.places[$0])), ("name", .text(links.names[$0])),
                                ("total", .number(found.totals[$0])),
                            ])
                        })
                ), ("pairs", .number(Double(found.count))),
            ]), sections: [largest], notes: [links.unitNote] + links.notes)
    }

    private func breaking(_ links: CityLinks, _ language: Language) throws -> MeasureAnswer {
        guard places.count == 2 else {
            throw WorkbenchError(.use, "breakingPoint: name two places, --place A --place B")
        }
        let (a, b) = (try links.place(places[0]), try links.place(places[1]))
        if a == b { throw WorkbenchError(.use, "breakingPoint: name two different places") }
        let distance = try links.distance(a, b)
        let reach = try Measures.breakingPoint(
            distance: distance, mass: links.cities[a].quality, otherMass: links.cities[b].quality)
        let figures = [
            MeasureFigure("distance", "distance", "距离", distance, digits: 2),
            MeasureFigure("fromFirst", "from \(links.names[a])", "距\(links.names[a])", reach, digits: 2),
            MeasureFigure("fromSecond", "from \(links.names[b])", "距\(links.names[b])", distance - reach, digits: 2),
        ]
        return MeasureAnswer(
            result: .object(
                figures.flatMap(\.fields) + [("first", .text(links.places[a])), ("second", .text(links.places[b]))]),
            sections: [
                Section(
                    title: language(measure.description.name), columns: figures.map { language($0.label) },
                    rows: [figures.map(\.text)])
            ],
            notes: [links.unitNote, Remark("Mass of a city: √(people · product).", "城市质量：√(人口 × 产值)。")] + links.notes)
    }

    private func hinterlands(_ links: CityLinks, _ language: Language) throws -> MeasureAnswer {
        if places.isEmpty {
            throw WorkbenchError(.use, "fieldStrength: name the centres, --place CENTRE, as often as there are centres")
        }
        var centres: [Int] = []
        for text in places {
            let found = try links.place(text)
            if !centres.contains(found) { centres.append(found) }
        }
        let rows = try links.places.indices.map { place in
            try centres.map { centre in centre == place ? 0 : try links.distance(centre, place) }
        }
        let positive = rows.joined().filter { $0 > 0 }.min() ?? 1
        let found = try fieldStrengths(
            masses: centres.map { links.cities[$0].quality }, distances: rows, exponent: settings.exponent,
            innerDistance: positive / 2)
        let section = Section(
            title: language(measure.description.name),
            columns: [
                language("place", "地区"), language("centre", "中心"), language("share of the field", "场强占比"),
                language("strength", "场强"),
                language("distance", "距离"),
            ],
            rows: links.places.indices.map { place in
                let field = found[place]
                return [
                    links.names[place], links.names[centres[field.centre]], fixed(field.share, 3),
                    significant(field.strengths[field.centre], 3),
                    significant(rows[place][field.centre], 1),
                ]
            })
        return MeasureAnswer(
            result: .object([
                (
                    "hinterlands",
                    .list(
                        links.places.indices.map { place in
                            let field = found[place]
                            return .object([
                                ("id", .text(links.places[place])), ("name", .text(links.names[place])),
                                ("centre", .text(links.places[centres[field.centre]])),
                                ("share", .number(field.share)), ("strength", .number(field.strengths[field.centre])),
                                ("distance", .number(rows[place][field.centre])),
                            ])
                        })
                ), ("centres", .list(centres.map { .text(links.places[$0]) })),
            ]), sections: [section],
            notes: [
                links.unitNote,
                Remark(
                    "A centre's own distance counts as half the shortest one, \(significant(positive / 2, 2)).",
                    "中心自身距离取最短距离之半，\(significant(positive / 2, 2))。"),
            ] + links.notes)
    }

    /// City flow out of a table with product and a column of workers a sector.
    func cityFlowAnswer(_ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        var asked = self
        asked.product = product ?? "product"
        let panel = try asked.tableSectors()
        let table = try valueTable()
        do {
            guard panel.periods.count == 1 else {
                throw WorkbenchError(.use, "cityFlow takes one year: leave --year out")
            }
            let products = try table.numbers(asked.product ?? "product")
            let matrix = panel.periods[0].table
            let found = try cityFlows(
                employment: (0..<matrix.rows).map { row in (0..<matrix.columns).map { matrix[row, $0] } },
                products: products.map { $0 ?? .nan })
            return regionRows(
                panel.regions.indices.map { city in
                    let flow = found[city]
                    return (
                        panel.regions[city], panel.names[city],
                        [
                            MeasureFigure("cityFlow", "city flow F", "城市流强度 F", flow.cityFlow, digits: 2),
                            MeasureFigure(
                                "outwardEmployment", "outward workers E", "外向功能量 E", flow.outwardEmployment, digits: 2),
                            MeasureFigure(
                                "productPerWorker", "product per worker N", "功能效率 N", flow.productPerWorker, digits: 3),
                            MeasureFigure("tendency", "tendency K", "城市流倾向度 K", flow.tendency),
                        ]
                    )
                }, title: measure.description.name, language)
        } catch let error as MeasureError {
            if case .badValue(let index, _, let expected) = error, panel.names.indices.contains(index) {
                throw WorkbenchError(.data, "\(panel.source), \(panel.names[index]): expected \(expected)")
            }
            throw panel.problem(error)
        } catch { throw WorkbenchError(error) }
    }
}

extension CityLinks {
    var unitNote: Remark { Remark("Distance: \(unit.english).", "距离：\(unit.chinese)。") }
}

/// Places on a sphere of the Earth's mean radius; distances by the chord between them, which is quick and exact for
/// near ones too.
private struct Globe: Sendable {
    private let points: [SIMD3<Double>]

    /// Longitudes and latitudes in degrees.
    init(_ places: [(Double, Double)]) {
        points = places.map { longitude, latitude in
            let (x, y) = (longitude * .pi / 180, latitude * .pi / 180)
            return SIMD3(Double.cos(y) * Double.cos(x), Double.cos(y) * Double.sin(x), Double.sin(y))
        }
    }

    @Sendable func km(_ a: Int, _ b: Int) -> Double? {
        let chord = points[a] - points[b]
        return 2 * 6_371.0088 * Double.asin(min(1, (chord * chord).sum().squareRoot() / 2))
    }
}
