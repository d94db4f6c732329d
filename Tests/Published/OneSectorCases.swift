import AtlasFiles
import Computation
import Equilibrium
import Foundation
import LinearAlgebra
import RealModule
import Testing

/// Thirty invented places with answers to twelve digits from an independent implementation; see one-sector/README.md.
struct OneSectorCase {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("one-sector")
    static let parameters = ModelParameters(
        tradeElasticity: 4, migrationElasticity: 1.5, agglomeration: 0.1, goodsShare: 0.87)

    struct Answers: Decodable {
        let cases: [String: Case]

        struct Case: Decodable {
            let nationalWelfare, nationalWelfareMeanOfHats, nationalRealGDP: Double
            let places: [Place]
        }

        struct Place: Decodable {
            let wage, population, priceIndex, income, realGDP, welfareByOrigin: Double
        }
    }

    static func table(_ name: String) throws -> CSVTable {
        try CSVTable([UInt8](Data(contentsOf: folder.appendingPathComponent(name))), file: name)
    }

    static func matrix(_ name: String) throws -> Matrix {
        let rows = try table(name).rows.map { $0.compactMap(Double.init) }
        let n = rows.count
        return Matrix(rows: n, columns: n) { rows[$0][rows[$0].count - n + $1] }
    }

    static func column(_ name: String) throws -> [Double] {
        let places = try table("places.csv")
        let index = try #require(places.header.firstIndex(of: name))
        return try places.rows.map { try #require(Double($0[index])) }
    }

    static func economy() throws -> Economy {
        try Economy(
            output: column("output"), residents: column("residents"), registered: column("registered"),
            tradeCost: matrix("tradeCost.csv"),
            migrationCost: matrix("migrationCost.csv"))
    }

    static func answers() throws -> Answers {
        try JSONDecoder().decode(Answers.self, from: Data(contentsOf: folder.appendingPathComponent("answers.json")))
    }

    static func provinces() throws -> [String] { try table("places.csv").rows.map { $0[1] } }

    /// The shock of a case, and the economy it starts from.
    static func setUp(_ name: String) throws -> (Economy, Shock) {
        var economy = try economy()
        let n = economy.places
        func factors(_ value: (Int, Int) -> Double) -> Matrix { Matrix(rows: n, columns: n, value) }
        switch name {
        case "none": return (economy, Shock())
        case "link":
            return (economy, Shock(tradeCost: factors { ($0 == 2 && $1 == 9) || ($0 == 9 && $1 == 2) ? 0.85 : 1 }))
        case "zone": return (economy, Shock(tradeCost: factors { ($0 == 4) != ($1 == 4) ? 0.9 : 1 }))
        case "productivity": return (economy, Shock(productivity: (0..<n).map { $0 == 6 || $0 == 7 ? 1.05 : 1 }))
        case "migration":
            let province = try provinces()
            return (economy, Shock(migrationCost: factors { province[$0] != province[$1] ? 0.8 : 1 }))
        case "all": return (economy, Shock(tradeCost: try matrix("tradeCostFactor.csv")))
        case "jobs":
            economy.publiclyPaid[0] = 0.08 * economy.residents[0]
            var after = Array(repeating: 0.0, count: n)
            after[11] = economy.publiclyPaid[0]
            return (economy, Shock(publiclyPaid: after))
        default: throw UnknownCase(name: name)
        }
    }

    struct UnknownCase: Error { let name: String }
}

@Suite struct OneSectorCases {
    static let names = ["none", "link", "zone", "productivity", "migration", "all", "jobs"]

    @Test func everyCaseOfTheReferenceIsTried() throws {
        #expect(Set(try OneSectorCase.answers().cases.keys) == Set(Self.names))
    }

    @Test func inversionFindsTheReferenceScales() throws {
        let base = try BaseYear.inverted(OneSectorCase.economy(), parameters: OneSectorCase.parameters)
        for (ours, theirs) in zip(base.producerScale, try OneSectorCase.column("producerScaleU")) {
            #expect(abs(ours / theirs - 1) < 1e-9)
        }
        for (ours, theirs) in zip(base.amenityScale, try OneSectorCase.column("amenityScaleV")) {
            #expect(abs(ours / theirs - 1) < 1e-9)
        }
    }

    /// From no change and from three random starting points.
    @Test(arguments: names) func answersAgreeToNineDigits(_ name: String) throws {
        let expected = try #require(try OneSectorCase.answers().cases[name])
        let (economy, shock) = try OneSectorCase.setUp(name)
        // The reference calibrates its shares without the public jobs (see PublicPayAccounting).
        let base = try BaseYear.inverted(economy, parameters: OneSectorCase.parameters, publicPay: .notInShares)
        var stream = RandomStream(seed: 20)
        let starts: [[Double]?] =
            [nil] + (0..<3).map { _ in (0..<(2 * economy.places)).map { _ in 0.6 * (stream.uniform() - 0.5) } }
        for start in starts {
            let answer = try base.counterfactual(shock, start: start)
            for (place, reference) in expected.places.enumerated() {
                #expect(abs(answer.wage[place] - reference.wage) < 1e-9)
                #expect(abs(answer.population[place] - reference.population) < 1e-9)
                #expect(abs(answer.priceIndex[place] - reference.priceIndex) < 1e-9)
                #expect(abs(answer.income[place] - reference.income) < 1e-9)
                #expect(abs(answer.realGDP[place] - reference.realGDP) < 1e-9)
                #expect(abs(answer.welfare[place] - reference.welfareByOrigin) < 1e-9)
            }
            #expect(abs(answer.nationalWelfare - 1 - expected.nationalWelfare) < 1e-9)
            #expect(abs(answer.nationalWelfareMeanOfHats - 1 - expected.nationalWelfareMeanOfHats) < 1e-9)
            #expect(abs(answer.nationalRealGDP - 1 - expected.nationalRealGDP) < 1e-9)
            #expect(answer.residual < 1e-11)
        }
    }
}
