public import Atlases
import Equilibrium
import LinearAlgebra

/// What speaks for and against a study's model, apart from what it was calibrated to.
public struct Diagnosis: Sendable, Encodable {
    /// Provincial trade outside agriculture of Tombe & Zhu (2002) against the model's (its own year).
    public struct ProvincialTrade: Sendable, Encodable {
        /// Of their table.
        public let year: Int
        /// Provinces that both have.
        public let provinces: Int
        /// Rank correlation of the shares that provinces buy from themselves.
        public let ownShareRankCorrelation: Double
        /// Rank correlation of the shares between different provinces.
        public let crossShareRankCorrelation: Double
        /// Slope of ln(model share) on ln(their share) between different provinces; 1 would be as steep.
        public let crossShareSlope: Double
        /// Median own share there and here.
        public let theirMedianOwnShare: Double
        /// Beside `theirMedianOwnShare`.
        public let modelMedianOwnShare: Double
    }

    /// How many places the model holds.
    public let places: Int
    /// Nil where the atlas has no such table or too few provinces.
    public let provincialTrade: ProvincialTrade?
    /// Published figures that the calibration was not given.
    public let heldOut: [HeldOutCheck]
    /// Shares that places buy from themselves: least, median, largest.
    public let ownShares: [Double]
    /// From random starting points with no change: the largest logarithmic difference of any wage or population from no
    /// change.
    public let startsWithoutChange: UniquenessProbe
    /// The same with productivity ten per cent higher in every second place.
    public let startsWithLargeChange: UniquenessProbe
    /// Of the base year: see `Calibration.inversionResidual`.
    public let inversionResidual: Double
    /// What the model closes off by construction.
    public let closure: Remark
}

extension Study {
    /// Probes the model: several starting points, and moments that were not calibrated.
    public func diagnose(starts: Int = 8, seed: UInt64 = 1) throws(ScenarioError) -> Diagnosis {
        let n = places.count
        func probe(_ shock: Shock) throws(EquilibriumError) -> UniquenessProbe {
            let answer = try model.base.counterfactual(shock)
            return UniquenessProbe(
                starts: starts, seed: seed,
                largestDifference: try model.base.multiStartSpread(
                    shock, mobility: .peopleMove, answer: answer, starts: starts, seed: seed),
                agglomeration: parameters[.agglomeration], agglomerationBound: calibration.uniquenessBound)
        }
        do {
            let own = (0..<n).map { model.base.tradeShares[$0, $0] }.sorted()
            return Diagnosis(
                places: n, provincialTrade: provincialTrade(), heldOut: heldOutChecks(),
                ownShares: [own.first ?? .nan, median(own), own.last ?? .nan],
                startsWithoutChange: try probe(Shock()),
                startsWithLargeChange: try probe(Shock(productivity: (0..<n).map { $0 % 2 == 0 ? 1.1 : 1 })),
                inversionResidual: calibration.inversionResidual,
                closure: Remark(
                    """
                    Closed economy of its places: each place spends its output, public budgets balance \
                    nationally, housing rents return to residents, one sector. Net movers of provinces equal \
                    residents less registered people by construction.
                    """,
                    "由所含地区组成的封闭经济：各地支出等于产出，公共预算全国平衡，住房租金归居民所有，单一部门。各省净迁移人口按构造等于常住人口减户籍人口。"))
        } catch {
            throw ScenarioError(error) { places[$0].called }
        }
    }

    private func provincialTrade() -> Diagnosis.ProvincialTrade? {
        guard let year = atlas.provinceTrade.first?.year else { return nil }
        let (group, names) = (problem.group, problem.provinces)
        var spent = [Double](repeating: 0, count: names.count)
        var bought = Matrix(rows: names.count, columns: names.count, repeating: 0)
        for consumer in places.indices {
            let spending = problem.observed.output[consumer]
            spent[group[consumer]] += spending
            for producer in places.indices {
                bought[group[consumer], group[producer]] += spending * model.base.tradeShares[consumer, producer]
            }
        }
        let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        var abroad: [String: Double] = [:]
        for row in atlas.provinceTrade where row.producer == nil { abroad[row.consumer ?? ""] = row.share }
        var (ownTheirs, ownModel, crossTheirs, crossModel): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
        for row in atlas.provinceTrade {
            guard let consumer = row.consumer, let producer = row.producer, let a = index[consumer],
                let b = index[producer], row.share > 0
            else { continue }
            let (theirs, ours) = (row.share / (1 - (abroad[consumer] ?? 0)), bought[a, b] / spent[a])
            if a == b {
                ownTheirs.append(theirs)
                ownModel.append(ours)
            } else {
                crossTheirs.append(theirs)
                crossModel.append(ours)
            }
        }
        guard ownTheirs.count > 2 else { return nil }
        let (x, y) = (logarithmsOf(crossTheirs), logarithmsOf(crossModel))
        let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
        let slope =
            zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
            / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
        return Diagnosis.ProvincialTrade(
            year: year, provinces: ownTheirs.count, ownShareRankCorrelation: rankCorrelation(ownTheirs, ownModel),
            crossShareRankCorrelation: rankCorrelation(crossTheirs, crossModel), crossShareSlope: slope,
            theirMedianOwnShare: median(ownTheirs),
            modelMedianOwnShare: median(ownModel))
    }
}
