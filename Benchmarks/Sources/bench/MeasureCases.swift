import Foundation
import LinearAlgebra
import Measures

/// Measures of invented values and of a table of regions and sectors, written by measures.py as plain numbers.
struct MeasureCase {
    let folder: String

    func numbers(_ name: String) throws -> [Double] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).f64"))
        return data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    }

    func write(_ values: [Double], _ name: String) throws {
        try values.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: "\(folder)/\(name).f64")) }
    }

    func run() throws {
        try inequality()
        try chains()
        try complexity()
        try clubs()
    }

    private func inequality() throws {
        let values = try numbers("values")
        let groups = try numbers("groups").map { "g\(Int($0))" }
        let n = values.count
        let width = Int((Double(n)).squareRoot())
        let weights = try SpatialWeights(
            neighbours: (0..<n).map { place in
                let column = place % width
                return [place - width, column > 0 ? place - 1 : -1, column < width - 1 ? place + 1 : -1, place + width]
                    .filter {
                        (0..<n).contains($0)
                    }
            })
        report("gini", try seconds(50) { _ = try gini(of: values) })
        report("gini value", try gini(of: values).gini)
        report(
            "theil test",
            try seconds(5) { _ = try theilBetweenTest(of: values, groups: groups, permutations: 999, threads: 1) })
        let theil = try theilBetweenTest(of: values, groups: groups, permutations: 999, threads: 1)
        report("theil between", theil.observed.between)
        report("theil within", theil.observed.within)
        report("theil expected", theil.expectedBetween)
        report("theil p", theil.pseudoPValue)
        report(
            "spatial gini test",
            try seconds(5) { _ = try spatialGini(of: values, neighbours: weights, permutations: 999, threads: 1) })
        let spatial = try spatialGini(of: values, neighbours: weights, permutations: 999, threads: 1)
        report("spatial other", spatial.nonNeighbour)
        report("spatial expected", spatial.test?.expectedNonNeighbour ?? .nan)
        report("spatial deviation", spatial.test?.standardDeviation ?? .nan)
    }

    private func chains() throws {
        let years = 24
        let panel = try numbers("panel")
        let places = panel.count / years
        let columns = (0..<years).map { year in (0..<places).map { panel[$0 * years + year] } }
        func chain() throws -> MarkovChain {
            var classes = Array(repeating: [Int?](repeating: nil, count: years), count: places)
            for (year, values) in columns.enumerated() {
                let edges = try quantileEdges(values, classes: 5)
                for (place, value) in values.enumerated() { classes[place][year] = classOf(value, edges: edges) }
            }
            return try markovChain(classes: classes, count: 5)
        }
        report("markov", try seconds(5) { _ = try chain() })
        let found = try chain()
        try write(
            found.probabilities.elements + (found.steadyState ?? []) + (found.meanFirstPassage?.elements ?? []),
            "markov")
    }

    private func complexity() throws {
        let (regions, sectors) = (340, 700)
        let cells = try numbers("sectors")
        let table = Matrix(rows: regions, columns: sectors) { cells[$0 * sectors + $1] }
        func all() throws -> (EconomicComplexity, Relatedness, ComplexityOutlook) {
            let presence = try Presence(table)
            let (found, related) = (try economicComplexity(presence), relatedness(presence))
            return (found, related, try complexityOutlook(presence, related, sectorComplexity: found.sectors))
        }
        report("complexity", try seconds(5) { _ = try all() })
        let (found, related, outlook) = try all()
        report("complexity residual", found.residual)
        try write(found.regions.map { $0 ?? .nan } + found.sectors.map { $0 ?? .nan } + outlook.outlook, "complexity")
        try write(related.density.elements, "density")
        try write(outlook.gain.elements, "gain")
    }

    private func clubs() throws {
        let years = 34
        let flat = try numbers("paths")
        let paths = (0..<(flat.count / years)).map { Array(flat[($0 * years)..<(($0 + 1) * years)]) }
        var options = ClubOptions()
        options.merge = false
        report("clubs", try seconds(5) { _ = try convergenceClubs(paths, options) })
        try write(
            try convergenceClubs(paths, options).clubs.flatMap {
                [Double($0.members.count), $0.test.slope, $0.test.tStatistic]
            }, "clubs")
    }
}
