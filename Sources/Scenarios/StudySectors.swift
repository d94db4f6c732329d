import Atlases
import Equilibrium

/// What the places of a study make, by sector.
struct StudySectors: Sendable {
    let records: [SectorRecord]
    /// Share of each sector in a place's value added, place × sector; rows sum to one.
    let shares: [[Double]]
    /// Places whose shares are their province's.
    let modelled: Int
    /// Places without figures of their own or their province's: at the mean of the others.
    let atMean: Int
    /// Of the shares.
    let years: ClosedRange<Int>
    /// What the shares were computed from.
    let figures: [Figure]

    var count: Int { records.count }

    init(_ atlas: Atlas, _ places: [ModelPlace], year: Int) throws(ScenarioError) {
        records = atlas.sectors
        if records.count < 2 {
            throw ScenarioError(
                """
                the atlas \(atlas.name) names no sectors: the whole model needs sectors.csv and each sector's \
                share in GDP (Guides/whole.md)
                """,
                "图集 \(atlas.name) 没有部门：完整模型需要 sectors.csv 及各部门占 GDP 的比重（Guides/whole.md）")
        }
        var found: [[Double]?] = []
        var modelled = 0
        var used: [Figure] = []
        for place in places {
            func figures(_ code: String, _ level: FigureLevel) -> [Figure]? {
                let found = atlas.sectors.compactMap {
                    atlas.figure($0.shareIndicator, of: code, nearest: year, within: 10, level: level)
                }
                return found.count == atlas.sectors.count && found.contains { $0.value > 0 } ? found : nil
            }
            let own = figures(place.code, .prefecture) ?? place.region.partOf.flatMap { figures($0, .prefecture) }
            let figures = own ?? figures(place.region.province, .province)
            if own == nil && figures != nil && place.code != place.region.province { modelled += 1 }
            used += figures ?? []
            let sum = figures?.reduce(0) { $0 + $1.value } ?? 1
            found.append(figures?.map { $0.value / sum })
        }
        let known = zip(places, found).filter { $1 != nil }
        if known.isEmpty {
            throw ScenarioError(
                """
                the atlas \(atlas.name) has no \(atlas.sectors.map(\.shareIndicator).joined(separator: ", ")) \
                within ten years of \(year): the whole model needs them for cities or their provinces
                """,
                """
                图集 \(atlas.name) 在 \(year) 年前后十年内没有\
                \(atlas.sectors.map(\.shareIndicator).joined(separator: "、"))：完整模型需要城市或其省份的这些数据
                """)
        }
        let output = known.reduce(0) { $0 + $1.0.output.value }
        let mean = atlas.sectors.indices.map { sector in
            known.reduce(0) { $0 + $1.0.output.value * ($1.1?[sector] ?? 0) } / output
        }
        shares = found.map { $0 ?? mean }
        self.modelled = modelled
        atMean = places.count - known.count
        let years = used.map(\.year)
        self.years = (years.min() ?? year)...(years.max() ?? year)
        figures = used
    }

    /// The number of a sector, or every one.
    func numbers(_ id: String?) throws(ScenarioError) -> [Int] {
        guard let id else { return Array(records.indices) }
        if let number = records.firstIndex(where: { $0.id == id }) { return [number] }
        throw ScenarioError(
            "\(id) is no sector of the atlas: it has \(records.map(\.id).joined(separator: ", "))",
            "图集没有部门 \(id)：有 \(records.map(\.id).joined(separator: "、"))")
    }

    func parameters(_ parameters: StudyParameters, _ choice: ModelChoice) -> SectorParameters {
        // Tables round; shares sum to one exactly.
        let consumed = records.reduce(0) { $0 + $1.consumptionShare }
        return SectorParameters(
            sectors: records.map { record in
                let used = 1 - record.labourShare - record.landShare
                let inputs = used / record.inputs.reduce(0, +)
                let elasticity = record.tradeElasticity ?? parameters[.tradeElasticity]
                // Firms that come with workers bring varieties, which cheapen goods by 1/θ per cent each per cent
                // (Krugman 1980); that stands in place of the agglomeration found in data, of which it is a part.
                let scale = choice.immigration == .firmEntry ? 1 / elasticity : parameters[.agglomeration]
                return Sector(
                    name: record.nameEnglish, tradeElasticity: elasticity,
                    labourShare: record.labourShare, landShare: record.landShare,
                    inputShares: record.inputs.map { inputs * $0 },
                    consumptionShare: record.consumptionShare / consumed,
                    // An elasticity of value added: bought inputs do not get more productive. On all of cost, with
                    // inputs three quarters of it, returns would increase so much that no equilibrium were stable.
                    agglomeration: scale * record.agglomeration * (1 - used))
            }, migrationElasticity: parameters[.migrationElasticity], goodsShare: 1 - parameters[.housingShare])
    }
}
