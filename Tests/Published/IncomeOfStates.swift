import AtlasFiles
import Foundation
import LinearAlgebra
import Measures
import Testing

/// A table beside this file, by column.
struct PublishedTable {
    let table: CSVTable

    init(_ path: String) throws {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(path)
        table = try CSVTable([UInt8](Data(contentsOf: url)), file: path)
    }

    func texts(_ column: String) throws -> [String] {
        let index = try #require(table.header.firstIndex(of: column))
        return table.rows.map { $0[index] }
    }

    func numbers(_ column: String) throws -> [Double] { try texts(column).map { try #require(Double($0)) } }
}

/// Income per head of 48 American states, 1929–2009, and of 32 Mexican ones, against PySAL (giddy 2.3.8, inequality
/// 1.1.2, esda 2.8.2; see pysal/README.md).
@Suite struct IncomeOfStates {
    static let years = Array(1929...2009)

    static func states() throws -> [[Double]] {
        let table = try PublishedTable("pysal/usjoin.csv")
        return try years.map { try table.numbers("\($0)") }
    }

    static func neighbours() throws -> SpatialWeights {
        let table = try PublishedTable("pysal/usjoin.csv")
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "pysal/states48.gal")
        return try readNeighbours(
            [UInt8](Data(contentsOf: url)), file: "states48.gal", places: (0..<table.table.rows.count).map(String.init))
    }

    private func near(_ a: Double, _ b: Double, _ tolerance: Double = 1e-10) -> Bool {
        abs(a - b) <= tolerance * max(1, abs(b))
    }

    @Test func inequalityOfStates() throws {
        let income = try Self.states()
        for (year, expected) in [(1929, 0.06251350472), (1979, 0.007856425767), (2009, 0.010009533443)] {
            let found = try theil(of: income[year - 1929]).total
            #expect(near(found, expected, 1e-11), "\(year): \(found)")
        }
        #expect(near(try gini(of: income[0]).gini, 0.201041313918, 1e-11))
        #expect(near(try gini(of: income[80]).gini, 0.078826481473, 1e-11))
    }

    @Test func dispersionAndCatchingUp() throws {
        let income = try Self.states()
        let sigma = try sigmaConvergence(years: Self.years, values: income)
        #expect(near(sigma.standardDeviationsOfLogs[0], 0.369375920921, 1e-11))
        #expect(near(sigma.standardDeviationsOfLogs[80], 0.139083818187, 1e-11))
        let beta = try betaConvergence(start: income[0], end: income[80], years: 80)
        #expect(near(beta.constant.estimate, 0.110154967129, 1e-11))
        #expect(near(beta.slope.estimate, -0.009153216984, 1e-11))
        let speed = try #require(beta.speed)
        #expect(near(speed, 0.01647161317))
    }

    @Test func movesBetweenQuintiles() throws {
        let income = try Self.states()
        var classes = Array(repeating: [Int?](), count: 48)
        for year in income {
            let edges = try quantileEdges(year, classes: 5)
            for (state, value) in year.enumerated() { classes[state].append(classOf(value, edges: edges)) }
        }
        let chain = try markovChain(classes: classes, count: 5)
        let moves: [[Double]] = [
            [729, 71, 1, 0, 0], [72, 567, 80, 3, 0], [0, 81, 631, 86, 2], [0, 3, 86, 573, 56], [0, 0, 1, 57, 741],
        ]
        #expect(chain.transitions == Matrix(rows: 5, columns: 5) { moves[$0][$1] })
        let steady = try #require(chain.steadyState)
        for (a, b) in zip(steady, [0.207747158917, 0.187257738749, 0.207405365732, 0.188217867974, 0.209371868629]) {
            #expect(near(a, b, 1e-11))
        }
        let passage = try #require(chain.meanFirstPassage)
        #expect(
            near(passage[0, 0], 4.813543565242) && near(passage[0, 4], 103.59816743278)
                && near(passage[4, 0], 98.412955428096))
        for (a, b) in zip(chain.sojourn, [11.125, 4.658064516129, 4.733727810651, 4.951724137931, 13.775862068966]) {
            #expect(near(a ?? .nan, b, 1e-11))
        }
        for (a, b) in zip(chain.leaving, [0.089887640449, 0.214681440443, 0.21125, 0.201949860724, 0.072590738423]) {
            #expect(near(a ?? .nan, b, 1e-11))
        }
        #expect(near(chain.mobility ?? .nan, 0.19758992000997844, 1e-12))
    }

    /// Income relative to the mean of the year, classes over all years, classes of the neighbours' mean by the same
    /// edges of their own.
    @Test func movesDependOnNeighbours() throws {
        let income = try Self.states()
        let relative = income.map { year in year.map { $0 / (year.reduce(0, +) / Double(year.count)) } }
        let weights = try Self.neighbours().rowStandardised
        let lags = relative.map(weights.lag)
        let edges = try quantileEdges(Array(relative.joined()), classes: 5)
        let lagEdges = try quantileEdges(Array(lags.joined()), classes: 5)
        for (a, b) in zip(edges, [0.839991327887, 0.947075445424, 1.03242696652, 1.149111535364]) {
            #expect(near(a, b, 1e-11))
        }
        func classes(_ values: [[Double]], _ edges: [Double]) -> [[Int?]] {
            (0..<48).map { state in values.map { classOf($0[state], edges: edges) } }
        }
        let found = try spatialMarkov(
            classes: classes(relative, edges), neighbourClasses: classes(lags, lagEdges), count: 5, neighbourCount: 5)
        #expect(near(found.test.chiSquare, 200.6237276308, 1e-11) && found.test.degreesOfFreedom == 60)
        #expect(near(found.test.likelihoodRatio, 170.6588284308, 1e-11))
        #expect(abs(found.test.likelihoodRatioPValue / 1.492250767399e-12 - 1) < 1e-4)
        let poorest = try #require(found.conditional[0])
        #expect(poorest.transitions[0, 0] == 474 && poorest.transitions[1, 2] == 16 && poorest.transitions[4, 4] == 5)
        let steady = try #require(poorest.steadyState)
        #expect(near(steady[0], 0.43509425180358385, 1e-12) && near(steady[4], 0.02932278333721201, 1e-12))
        let richest = try #require(found.conditional[4]?.steadyState)
        #expect(near(richest[0], 0.017767810936691393, 1e-12) && near(richest[4], 0.3372434017595308, 1e-12))
    }

    @Test func mexicanRegions() throws {
        let table = try PublishedTable("pysal/mexico.csv")
        let regions = try table.texts("hanson98")
        let totals = [
            0.208943442304, 0.152224505265, 0.104729414882, 0.101947249697, 0.095601127585, 0.10511256398,
            0.106608323496,
        ]
        let between = [
            0.034588900047, 0.028168529079, 0.052609214822, 0.059312191112, 0.032052570973, 0.029637312183,
            0.03635871888,
        ]
        let within = [
            0.174354542257, 0.124055976187, 0.052120200061, 0.042635058585, 0.063548556612, 0.075475251797,
            0.070249604616,
        ]
        for (k, year) in stride(from: 1940, through: 2000, by: 10).enumerated() {
            let split = try theil(of: try table.numbers("pcgdp\(year)"), groups: regions)
            #expect(
                near(split.total, totals[k], 1e-11) && near(split.between, between[k], 1e-11)
                    && near(split.within, within[k], 1e-11))
            #expect(abs(split.groups.reduce(0) { $0 + $1.within } - split.within) < 1e-14)
        }
        let product = try table.numbers("pcgdp1940")
        #expect(near(try gini(of: product).gini, 0.3537237117345285, 1e-12))
        // The part of pairs in different regions, as PySAL's documentation has it: sum of absolute differences
        // 4,353,856.
        let split = try spatialGini(of: product, neighbours: try .blocks(regions), permutations: 9_999)
        let scale = 2 * 32 * product.reduce(0, +)
        #expect(near(split.nonNeighbour * scale, 4_353_856, 1e-12))
        let test = try #require(split.test)
        // PySAL's 99 permutations give a mean of 4,170,357 and p = .04.
        #expect(
            abs(test.expectedNonNeighbour * scale / 4_170_357 - 1) < 0.01 && test.pseudoPValue > 0.005
                && test.pseudoPValue < 0.08)
    }
}
