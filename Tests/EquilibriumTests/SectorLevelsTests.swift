import Computation
import Equilibrium
import LinearAlgebra
import Testing

@Suite("Sectors in levels")
struct SectorLevelsTests {
    private let pattern = SectorParameters(
        sectors: [
            Sector(
                name: "farms", tradeElasticity: 4, labourShare: 0.4, landShare: 0.2, inputShares: [0.1, 0.3],
                consumptionShare: 0.3),
            Sector(
                name: "plants", tradeElasticity: 4, labourShare: 0.3, inputShares: [0.2, 0.5], consumptionShare: 0.7),
        ], migrationElasticity: 1.5, goodsShare: 0.87)

    @Test(
        "balanced shares use what is made: rows and columns add up, odds ratios are kept, and what fits is left alone")
    func balanced() throws {
        let sales = [20.0, 90]
        let balanced = try pattern.balanced(sales: sales)
        let final = 0.6 * sales[0] + 0.3 * sales[1]
        for product in 0..<2 {
            let used = (0..<2).reduce(0) { $0 + balanced.sectors[$1].inputShares[product] * sales[$1] }
            #expect(abs(used + balanced.sectors[product].consumptionShare * final - sales[product]) < 1e-10)
        }
        for sector in balanced.sectors {
            #expect(abs(sector.labourShare + sector.landShare + sector.inputShares.reduce(0, +) - 1) < 1e-12)
        }
        func odds(_ p: SectorParameters) -> Double {
            p.sectors[0].inputShares[0] * p.sectors[1].inputShares[1]
                / (p.sectors[0].inputShares[1] * p.sectors[1].inputShares[0])
        }
        #expect(abs(odds(balanced) / odds(pattern) - 1) < 1e-10)
        let again = try balanced.balanced(sales: sales)
        for sector in 0..<2 {
            #expect(abs(again.sectors[sector].inputShares[0] - balanced.sectors[sector].inputShares[0]) < 1e-12)
        }
        // What the government buys is a part of final use.
        let bought = try pattern.balanced(sales: sales, publicPurchases: [0, 5])
        #expect(bought.sectors[1].consumptionShare < balanced.sectors[1].consumptionShare)
        #expect(throws: EquilibriumError.self) { try pattern.balanced(sales: sales, publicPurchases: [0, 500]) }
        #expect(throws: EquilibriumError.self) { try pattern.balanced(sales: [20, 0]) }
    }

    @Test("levels give back their sales; unbalanced ones are refused")
    func inversion() throws {
        let n = 9
        var stream = RandomStream(seed: 4)
        let sales = (0..<n).map { _ in [1 + stream.uniform(), 4 + 3 * stream.uniform()] }
        let totals = (0..<2).map { sector in sales.reduce(0) { $0 + $1[sector] } }
        let people = (0..<n).map { _ in 1 + stream.uniform() }
        let markets = (0..<n).map {
            LabourMarket(place: $0, sectors: [0, 1], workers: people[$0], registered: people[$0])
        }
        let stay = Matrix(rows: n, columns: n) { $0 == $1 ? 1 : 0 }
        let levels = try SectorLevels(
            parameters: try pattern.balanced(sales: totals), sales: sales, markets: markets, migrationShares: stay,
            ownership: .stayers)
        let kernel = OpenKernel(
            domestic: Matrix(rows: n - 1, columns: n - 1) { 1 / (1 + Double(abs($0 - $1))) },
            group: (0..<n - 1).map { $0 / 3 },
            across: 0.5,
            abroad: (0..<n - 1).map { 0.1 + 0.01 * Double($0) })
        var scales: [[Double]] = []
        for sector in 0..<2 { scales.append(try levels.scale(sector, kernel: kernel)) }
        let economy = try levels.economy(kernels: [kernel, kernel], scales: scales)
        for place in 0..<n {
            for sector in 0..<2 { #expect(abs(economy.sales[place][sector] / sales[place][sector] - 1) < 1e-10) }
        }
        #expect(throws: EquilibriumError.self) {
            try SectorLevels(parameters: pattern, sales: sales, markets: markets, migrationShares: stay)
        }
    }

    @Test("a kernel by parts is the kernel written out", arguments: [true, false])
    func openKernel(open: Bool) {
        let n = 7
        var stream = RandomStream(seed: 9)
        let domestic = Matrix(rows: n, columns: n) { _, _ in 0.1 + stream.uniform() }
        let kernel = OpenKernel(
            domestic: domestic, group: [0, 1, 0, 2, 1, 1, 2], across: 0.3,
            abroad: open ? (0..<n).map { 0.2 + 0.1 * Double($0) } : [])
        let size = open ? n + 1 : n
        let (scale, totals) = (
            (0..<size).map { _ in stream.uniform() + 0.1 }, (0..<size).map { _ in stream.uniform() + 0.1 }
        )
        let (parts, whole) = (
            kernel.balance(columnScale: scale, rowTotals: totals),
            kernel.matrix.balance(columnScale: scale, rowTotals: totals)
        )
        for place in 0..<size {
            #expect(abs(parts.rowSums[place] / whole.rowSums[place] - 1) < 1e-13)
            #expect(abs(parts.received[place] / whole.received[place] - 1) < 1e-13)
        }
    }
}
