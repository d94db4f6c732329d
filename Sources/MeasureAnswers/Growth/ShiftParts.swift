import Atlases
import LinearAlgebra
import Measures
import Panels

/// One part of a region's growth.
public struct ShiftPart: Sendable {
    /// The key of its numbers for machines.
    public let id: String
    /// The head of its column, in both languages.
    public let name: Remark
    /// Decimals.
    public let digits: Int

    init(_ id: String, _ english: String, _ chinese: String, digits: Int = 2) {
        (self.id, name, self.digits) = (id, Remark(english, chinese), digits)
    }

    static let national = ShiftPart("national", "national", "全国")
    static let mix = ShiftPart("industryMix", "industry mix", "产业结构")
    static let regional = ShiftPart("regional", "regional", "竞争力")
    /// A part as in a region like the nation, and what is beside it.
    static func both(_ id: String, _ english: String, _ chinese: String) -> [ShiftPart] {
        [
            ShiftPart(id + "Homothetic", english + ", as the nation", chinese + "（同构）"),
            ShiftPart(id + "Differential", english + ", beside it", chinese + "（差异）"),
        ]
    }
    static let total = ShiftPart("total", "total", "合计")
}

extension ShiftShareMeasure.Variant {
    /// What the variant splits growth into.
    var parts: [ShiftPart] {
        switch self {
        case .dunn, .dynamic: [.national, .mix, .regional, .total]
        case .estebanMarquillas:
            [
                .national, .mix, ShiftPart("competitive", "competitive", "竞争力"),
                ShiftPart("allocation", "allocation", "配置效应"), .total,
            ]
        case .arcelus:
            ShiftPart.both("national", "national", "全国") + ShiftPart.both("industryMix", "industry mix", "产业结构")
                + ShiftPart.both("regionalGrowth", "regional growth", "地区增长")
                + ShiftPart.both("regionalIndustryMix", "regional industry mix", "地区产业结构") + [.total]
        case .spatial: [.national, ShiftPart("neighbourMix", "neighbours' mix", "邻区结构"), .regional, .total]
        case .gerfin:
            [
                ShiftPart("structural", "structural", "结构", digits: 4),
                ShiftPart("regional", "regional", "地区", digits: 4), ShiftPart("net", "net", "净值", digits: 4),
            ]
        }
    }

    /// A region's growth in these parts.
    func split(_ panel: SectorPanel, _ region: Int) throws(MeasureError) -> [Double] {
        let amounts = panel.periods.map { period in
            (0..<period.table.columns).map { period.table[region, $0] }
        }
        let nation = panel.periods.map(\.table.columnSums)
        func change() throws(MeasureError) -> SectorChange {
            try SectorChange(
                regionBefore: amounts[0], regionAfter: amounts[amounts.count - 1], nationBefore: nation[0],
                nationAfter: nation[nation.count - 1])
        }
        switch self {
        case .dunn:
            let found = shiftShare(try change())
            return [found.national, found.industryMix, found.regional, found.total]
        case .dynamic:
            let steps = try dynamicShiftShare(region: amounts, nation: nation)
            return [\ShiftShare.national, \.industryMix, \.regional, \.total].map { part in
                steps.reduce(0) { $0 + $1[keyPath: part] }
            }
        case .estebanMarquillas:
            let found = try Measures.estebanMarquillas(try change())
            return [found.national, found.industryMix, found.competitive, found.allocation, found.total]
        case .arcelus:
            let found = try Measures.arcelus(try change())
            let parts = [found.national, found.industryMix, found.regionalGrowth, found.regionalIndustryMix]
            return parts.flatMap { [$0.homothetic, $0.differential] } + [found.total]
        case .gerfin:
            let found = gerfinShift(try change())
            return [found.structural, found.regional, found.net]
        case .spatial:
            guard let neighbours = panel.neighbours else {
                throw .undefined(why: "the spatial variant needs neighbours")
            }
            let (before, after) = (panel.periods[0].table, panel.periods[panel.periods.count - 1].table)
            let found = try spatialShiftShare(
                try change(), neighboursBefore: neighbours.around(region, in: before),
                neighboursAfter: neighbours.around(region, in: after))
            return [found.national, found.neighbourMix, found.regional, found.total]
        }
    }
}

extension Matrix {
    fileprivate var columnSums: [Double] {
        (0..<columns).map { column in (0..<rows).reduce(0) { $0 + self[$1, column] } }
    }
}

extension SpatialWeights {
    /// A region's neighbours' rows of a table, weighted.
    fileprivate func around(_ region: Int, in table: Matrix) -> [Double] {
        (0..<table.columns).map { column in
            zip(neighbours[region], weights[region]).reduce(0) { $0 + $1.1 * table[$1.0, column] }
        }
    }
}
