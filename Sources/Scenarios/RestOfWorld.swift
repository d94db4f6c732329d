import Atlases
import Equilibrium
import LinearAlgebra

/// What ties places to the rest of the world: the hours to the nearest port, and the share that each province buys
/// abroad.
struct RestOfWorld: Sendable {
    /// Places that are ports.
    let ports: [Int]
    /// Share of a province's spending that it buys abroad, by number of the province; the median of the others where
    /// none is known.
    let importShares: [Double]
    let year: Int
    /// What provinces buy abroad, as the atlas has it.
    let purchases: [ProvinceTrade]
    /// Provinces that stand at that median.
    let unknownProvinces: Int

    /// Nil where the atlas has no ports among the places, or no province's purchases abroad.
    init?(_ atlas: Atlas, _ places: [ModelPlace], provinces: [String]) {
        let codes = Set(atlas.ports.map(\.region))
        ports = places.indices.filter { codes.contains(places[$0].code) }
        let abroad = atlas.provinceTrade.filter {
            $0.producer == nil && $0.consumer != nil && $0.share > 0 && $0.share < 1
        }
        guard !ports.isEmpty, let year = abroad.first?.year else { return nil }
        let known = Dictionary(abroad.map { ($0.consumer ?? "", $0.share) }, uniquingKeysWith: { first, _ in first })
        let middle = median(provinces.compactMap { known[$0] })
        if !middle.isFinite { return nil }
        importShares = provinces.map { known[$0] ?? middle }
        unknownProvinces = provinces.count { known[$0] == nil }
        self.year = year
        purchases = abroad
    }

    /// ln of goods' hours from every place to its nearest port; a port's own are those inside it.
    func logHours(_ goods: Matrix) -> [Double] {
        logarithmsOf((0..<goods.rows).map { place in ports.reduce(Double.infinity) { min($0, goods[place, $1]) } })
    }
}
