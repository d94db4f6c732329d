import Asking
import Atlas
import LinearAlgebra
import Measures
import Reports

extension MeasureQuestion {
    /// Growth of every region (or of one) taken apart between the first and the last period.
    func shiftShares(_ panel: SectorPanel, _ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        guard panel.periods.count > 1, let first = panel.periods.first, let last = panel.periods.last else {
            throw WorkbenchError(.use, "shiftShare needs two years: name their column with --year")
        }
        let wanted =
            places.isEmpty
            ? Array(panel.regions.indices)
            : panel.regions.indices.filter { places.contains(panel.regions[$0]) || places.contains(panel.names[$0]) }
        if wanted.isEmpty {
            throw WorkbenchError(.use, "--place \(places.joined(separator: ", ")): no such region in \(panel.source)")
        }
        let neighbours = try neighbours(in: weights, places: panel.regions)
        if variant == .spatial && neighbours == nil {
            throw WorkbenchError(.use, "the spatial variant needs neighbours: name their file with --weights W.gal")
        }
        var rows: [(String, String, [MeasureFigure])] = []
        for region in wanted {
            do {
                rows.append((panel.regions[region], panel.names[region], try parts(panel, region, neighbours)))
            } catch {
                if case .badValue(let sector, let value, let expected) = error {
                    throw WorkbenchError(
                        .data,
                        """
                        \(panel.source), \(panel.names[region]), \
                        \(panel.sectors[min(sector, panel.sectors.count - 1)]): \(value): expected \(expected)
                        """
                    )
                }
                throw WorkbenchError(.data, "\(panel.source), \(panel.names[region]): \(error)")
            }
        }
        var answer = regionRows(
            rows,
            title: Remark(
                "Shift–share (\(variant.rawValue)), \(first.label) to \(last.label)",
                "偏离—份额分析（\(variant.rawValue)），\(first.label) 至 \(last.label)"),
            language)
        answer.notes.append(
            Remark(
                "The nation is the sum of the table's regions. Nominal amounts hold prices too.",
                "“全国”为表中各地区之和；名义数值含价格变动。"))
        return answer
    }

    private func parts(_ panel: SectorPanel, _ region: Int, _ neighbours: SpatialWeights?) throws(MeasureError)
        -> [MeasureFigure]
    {
        let amounts = panel.periods.map { row($0.table, region) }
        let nation = panel.periods.map { sums($0.table) }
        func change() throws(MeasureError) -> SectorChange {
            try SectorChange(
                regionBefore: amounts[0], regionAfter: amounts[amounts.count - 1], nationBefore: nation[0],
                nationAfter: nation[nation.count - 1])
        }
        switch variant {
        case .dunn: return classical(shiftShare(try change()))
        case .dynamic:
            let steps = try dynamicShiftShare(region: amounts, nation: nation)
            func sum(_ part: KeyPath<ShiftShare, Double>) -> Double { steps.reduce(0) { $0 + $1[keyPath: part] } }
            return figures(
                sum(\.national), sum(\.industryMix), [("regional", "regional", "竞争力", sum(\.regional))], sum(\.total))
        case .estebanMarquillas:
            let found = try estebanMarquillas(try change())
            return figures(
                found.national, found.industryMix,
                [
                    ("competitive", "competitive", "竞争力", found.competitive),
                    ("allocation", "allocation", "配置效应", found.allocation),
                ],
                found.total)
        case .arcelus:
            let found = try arcelus(try change())
            let parts: [(String, String, String, Arcelus.Part)] = [
                ("national", "national", "全国", found.national),
                ("industryMix", "industry mix", "产业结构", found.industryMix),
                ("regionalGrowth", "regional growth", "地区增长", found.regionalGrowth),
                ("regionalIndustryMix", "regional industry mix", "地区产业结构", found.regionalIndustryMix),
            ]
            return parts.flatMap { key, english, chinese, part in
                [
                    MeasureFigure(
                        key + "Homothetic", english + ", as the nation", chinese + "（同构）", part.homothetic, digits: 2),
                    MeasureFigure(
                        key + "Differential", english + ", beside it", chinese + "（差异）", part.differential, digits: 2),
                ]
            } + [MeasureFigure("total", "total", "合计", found.total, digits: 2)]
        case .gerfin:
            let found = gerfinShift(try change())
            return [
                MeasureFigure("structural", "structural", "结构", found.structural),
                MeasureFigure("regional", "regional", "地区", found.regional),
                MeasureFigure("net", "net", "净值", found.net),
            ]
        case .spatial:
            guard let neighbours else { throw .undefined(why: "the spatial variant needs neighbours") }
            let (before, after) = (panel.periods[0].table, panel.periods[panel.periods.count - 1].table)
            let found = try spatialShiftShare(
                try change(), neighboursBefore: lag(before, region, neighbours),
                neighboursAfter: lag(after, region, neighbours))
            return [
                MeasureFigure("national", "national", "全国", found.national, digits: 2),
                MeasureFigure("neighbourMix", "neighbours' mix", "邻区结构", found.neighbourMix, digits: 2),
                MeasureFigure("regional", "regional", "竞争力", found.regional, digits: 2),
                MeasureFigure("total", "total", "合计", found.total, digits: 2),
            ]
        }
    }

    private func classical(_ found: ShiftShare) -> [MeasureFigure] {
        figures(found.national, found.industryMix, [("regional", "regional", "竞争力", found.regional)], found.total)
    }

    private func figures(_ national: Double, _ mix: Double, _ own: [(String, String, String, Double)], _ total: Double)
        -> [MeasureFigure]
    {
        [
            MeasureFigure("national", "national", "全国", national, digits: 2),
            MeasureFigure("industryMix", "industry mix", "产业结构", mix, digits: 2),
        ]
            + own.map { MeasureFigure($0.0, $0.1, $0.2, $0.3, digits: 2) } + [
                MeasureFigure("total", "total", "合计", total, digits: 2)
            ]
    }

    private func row(_ table: Matrix, _ region: Int) -> [Double] { (0..<table.columns).map { table[region, $0] } }

    private func sums(_ table: Matrix) -> [Double] {
        (0..<table.columns).map { column in (0..<table.rows).reduce(0) { $0 + table[$1, column] } }
    }

    private func lag(_ table: Matrix, _ region: Int, _ neighbours: SpatialWeights) -> [Double] {
        (0..<table.columns).map { column in
            zip(neighbours.neighbours[region], neighbours.weights[region]).reduce(0) { $0 + $1.1 * table[$1.0, column] }
        }
    }
}
