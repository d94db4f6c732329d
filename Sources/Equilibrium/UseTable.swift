extension SectorParameters {
    /// The same sectors with input and consumption shares scaled so that what is made of each sector's goods is used:
    /// biproportional scaling (RAS; Stone 1961, Bacharach 1965, doi:10.2307/2525582) of the use table Σ_k g_kj R_k +
    /// ψ_j F = R_j, whose columns keep their totals.
    ///
    /// Shares of another year rarely fit a year's sales; the shares given stand for the pattern, the sales for the
    /// sums.
    ///
    /// - Parameters:
    ///   - sales: R by sector, all places together.
    ///   - publicPurchases: G by sector, a part of final use; people's spending is the rest of it.
    /// - Throws: `EquilibriumError` where sales are not above zero, no use is left for a sector, or the government buys
    ///   more than there is.
    public func balanced(sales: [Double], publicPurchases: [Double]? = nil) throws(EquilibriumError) -> SectorParameters
    {
        try check()
        let count = sectors.count
        if sales.count != count { throw .badShape("sales of \(sales.count) sectors, expected \(count)") }
        for (sector, value) in sales.enumerated() where !(value > 0 && value.isFinite) {
            throw .badParameter(name: "\(sectors[sector].name): sales", value: value, expected: "above 0")
        }
        // Columns: what each sector uses as inputs, last what is used for good.
        let inputs = (0..<count).map { (1 - sectors[$0].labourShare - sectors[$0].landShare) * sales[$0] }
        let columns = inputs + [sales.reduce(0, +) - inputs.reduce(0, +)]
        var use = (0..<count).map { product in
            (0...count).map { user in
                user < count
                    ? sectors[user].inputShares[product] * sales[user]
                    : sectors[product].consumptionShare * columns[count]
            }
        }
        for (product, row) in use.enumerated() where row.allSatisfy({ $0 == 0 }) {
            throw .badParameter(
                name: "\(sectors[product].name): its use", value: 0, expected: "some use as input or by people")
        }
        var gap = Double.infinity
        var rounds = 0
        while gap > 1e-14 {
            rounds += 1
            if rounds > 20_000 {
                throw .notConverged(
                    what: "the balance of what sectors make and use", iterations: rounds, residual: gap, place: 0)
            }
            gap = 0
            for product in 0..<count {
                let factor = sales[product] / use[product].reduce(0, +)
                gap = max(gap, abs(factor - 1))
                for user in 0...count { use[product][user] *= factor }
            }
            for user in 0...count where columns[user] > 0 {
                let factor = columns[user] / use.reduce(0) { $0 + $1[user] }
                for product in 0..<count { use[product][user] *= factor }
            }
        }
        let bought = publicPurchases ?? Array(repeating: 0, count: count)
        let people = columns[count] - bought.reduce(0, +)
        var result = self
        for product in 0..<count {
            let left = use[product][count] - bought[product]
            if left < 0 {
                throw .badParameter(
                    name: "\(sectors[product].name): public purchases", value: bought[product],
                    expected: "at most the \(use[product][count]) that are not used as inputs")
            }
            result.sectors[product].consumptionShare = left / people
            for user in 0..<count { result.sectors[user].inputShares[product] = use[product][user] / sales[user] }
        }
        return result
    }
}
