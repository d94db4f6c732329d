import Atlases
import Equilibrium
import LinearAlgebra

/// What the whole model makes of the figures it was given, and what it says that it was not given.
public struct WholeDiagnosis: Sendable, Encodable {
    /// What was given of a sector, and what became of it.
    public struct SectorRow: Sendable, Encodable {
        /// As the atlas has it.
        public let id: String
        /// In Chinese.
        public let name: String
        /// In English.
        public let nameEnglish: String
        /// Share in the value added of all places.
        public let valueAdded: Double
        /// Share in people's spending on goods: given, and after what is made is made to be used.
        public let consumptionGiven: Double
        /// As balanced, so that what is made is used.
        public let consumption: Double
        /// Shares of the sectors in its inputs, given and after.
        public let inputsGiven: [Double]
        /// As balanced; they sum to one.
        public let inputs: [Double]
        /// Median share that places buy from themselves.
        public let medianOwnShare: Double
    }

    /// Provinces' parts in what the rest of the world buys: not calibrated, held against Tombe & Zhu's table.
    public struct Exports: Sendable, Encodable {
        /// Of their table.
        public let year: Int
        /// Provinces that both have.
        public let provinces: Int
        /// Spearman's, over those provinces.
        public let rankCorrelation: Double
        /// Code of the province that exports most there.
        public let theirLargest: String
        /// Its part in all exports there.
        public let theirLargestShare: Double
        /// The same province's part here.
        public let modelShareOfTheirLargest: Double
    }

    /// In the order of the atlas's sectors.
    public let sectors: [SectorRow]
    /// Share of all spending that goes abroad.
    public let importShare: Double?
    /// Nil without a rest of the world, or where the atlas has no such table or too few provinces of it.
    public let exports: Exports?
    /// Factor on trade cost at a province border that the calibration found.
    public let tradeBorderStep: Double
    /// Shares that are zero and stay so.
    public let zeroTradeShares: Int
    /// Places whose shares of sectors are modelled from their province's.
    public let placesModelled: Int
    /// Places that take the mean of the others, since their province has no shares either.
    public let placesAtMean: Int
    /// Largest relative gap of the base year's sales.
    public let residual: Double
    /// What was assumed of this atlas.
    public let assumptions: [Remark]
}

extension Study {
    /// Nil in a study of the first model.
    public func diagnoseWhole() -> WholeDiagnosis? {
        guard let whole else { return nil }
        let (problem, economy) = (whole.problem, whole.model.economy)
        let sectors = economy.parameters.sectors
        let n = places.count
        func made(_ sector: Int) -> Double {
            let s = sectors[sector]
            return (s.labourShare + s.landShare) * (0..<n).reduce(0) { $0 + economy.sales[$1][sector] }
        }
        let all = sectors.indices.reduce(0) { $0 + made($1) }
        let rows = problem.sectors.records.enumerated().map { number, record in
            let used = sectors[number].inputShares.reduce(0, +)
            return WholeDiagnosis.SectorRow(
                id: record.id, name: record.name, nameEnglish: record.nameEnglish, valueAdded: made(number) / all,
                consumptionGiven: record.consumptionShare, consumption: sectors[number].consumptionShare,
                inputsGiven: record.inputs,
                inputs: sectors[number].inputShares.map { $0 / used },
                medianOwnShare: median((0..<n).map { economy.tradeShares[number][$0, $0] }))
        }
        var importShare: Double?
        if let world {
            var (abroad, spent) = (0.0, 0.0)
            for (shares, spending) in zip(economy.tradeShares, economy.spending) {
                for place in 0..<n {
                    abroad += shares[place, world] * spending[place]
                    spent += spending[place]
                }
            }
            importShare = abroad / spent
        }
        let theta = parameters[.tradeElasticity]
        return WholeDiagnosis(
            sectors: rows, importShare: importShare, exports: exports(economy),
            tradeBorderStep: exponentialsOf([-whole.model.border / theta])[0], zeroTradeShares: economy.zeroTradeShares,
            placesModelled: problem.sectors.modelled, placesAtMean: problem.sectors.atMean, residual: economy.residual,
            assumptions: wholeModelAssumptions)
    }

    private func exports(_ economy: SectorEconomy) -> WholeDiagnosis.Exports? {
        guard let world else { return nil }
        let theirs = atlas.provinceTrade.filter { $0.consumer == nil && $0.producer != nil }
        guard let year = theirs.first?.year else { return nil }
        let index = Dictionary(uniqueKeysWithValues: problem.provinces.enumerated().map { ($1, $0) })
        var model = [Double](repeating: 0, count: problem.provinces.count)
        for (shares, spending) in zip(economy.tradeShares, economy.spending) {
            for place in places.indices { model[problem.group[place]] += shares[world, place] * spending[world] }
        }
        let rows = theirs.compactMap { row in row.producer.flatMap { index[$0] }.map { (row, $0) } }
        guard rows.count > 2, let largest = rows.max(by: { $0.0.share < $1.0.share }) else { return nil }
        let (seen, sold) = (rows.reduce(0) { $0 + $1.0.share }, rows.reduce(0) { $0 + model[$1.1] })
        return WholeDiagnosis.Exports(
            year: year, provinces: rows.count,
            rankCorrelation: rankCorrelation(rows.map(\.0.share), rows.map { model[$0.1] }),
            theirLargest: largest.0.producer ?? "", theirLargestShare: largest.0.share / seen,
            modelShareOfTheirLargest: model[largest.1] / sold)
    }
}
