import Asking
import Atlas
import AtlasFiles
import Foundation
import Measures
import Reports

extension MeasureQuestion {
    /// Inequality of a panel, period by period.
    func inequality(_ panel: MeasurePanel, _ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        let rows = try panel.rows { (period) throws(MeasureError) in try inequality(period, panel) }
        var answer = panel.answer(measure.description.name, language, rows)
        answer.picture = { partsPicture(rows, language) }
        if settings.replications > 0 && measure != .spatialGini { answer.notes.append(settings.intervalNote) }
        if measure == .spatialGini && settings.permutations > 0 {
            answer.notes.append(
                Remark(
                    """
                    p: share of \(settings.permutations) random orders whose part of other pairs is as large, \
                    seed \(settings.seed).
                    """,
                    "p：\(settings.permutations) 次随机置换中非邻区部分不小于观测值的比例，种子 \(settings.seed)。"))
        }
        if measure == .theil, panel.periods.contains(where: { $0.groups != nil }), settings.permutations > 0 {
            answer.notes.append(
                Remark(
                    """
                    p of between: share of \(settings.permutations) shuffles of the groups that part as much, \
                    seed \(settings.seed).
                    """,
                    "组间 p 值：\(settings.permutations) 次随机打乱分组后组间部分不小于观测值的比例，种子 \(settings.seed)。"))
        }
        return answer
    }

    private func inequality(_ period: MeasurePanel.Period, _ panel: MeasurePanel) throws(MeasureError)
        -> [MeasureFigure]
    {
        let (values, weights, groups) = (period.values, period.weights, period.groups)
        switch measure {
        case .dagum: return try dagumFigures(values, weights, groups)
        case .theil, .theilL: return try theilFigures(values, weights, groups)
        case .atkinson:
            let found = try atkinson(of: values, weights: weights, groups: groups, aversion: settings.aversion)
            let intervals = try settings.bootstrap.map { (options) throws(MeasureError) in
                try atkinsonIntervals(
                    of: values, weights: weights, groups: groups, aversion: settings.aversion, options)
            }
            let total = MeasureFigure("atkinson", "Atkinson", "阿特金森", found.total, intervals?.total)
            if groups == nil { return [total] }
            return [
                total, MeasureFigure("within", "within", "组内", found.within, intervals?.within),
                MeasureFigure("between", "between", "组间", found.between, intervals?.between),
            ]
        case .williamson:
            let found = try williamson(of: values, weights: weights, groups: groups)
            let intervals = try settings.bootstrap.map { (options) throws(MeasureError) in
                try williamsonIntervals(of: values, weights: weights, groups: groups, options)
            }
            let total = MeasureFigure(
                "coefficientOfVariation", "coefficient of variation", "变异系数", found.coefficientOfVariation,
                intervals?.coefficientOfVariation)
            if groups == nil { return [total] }
            return [
                total,
                MeasureFigure(
                    "withinSquared", "within, squared", "组内平方", found.withinSquared, intervals?.withinSquared),
                MeasureFigure(
                    "betweenSquared", "between, squared", "组间平方", found.betweenSquared, intervals?.betweenSquared),
            ]
        case .hoover:
            let interval = try settings.bootstrap.map { (options) throws(MeasureError) in
                try hooverInterval(of: values, against: weights, options)
            }
            return [MeasureFigure("hoover", "Hoover", "胡佛", try hoover(of: values, against: weights), interval)]
        case .spatialGini: return try spatialFigures(period, panel)
        default:
            let found = try gini(of: values, weights: weights)
            let interval = try settings.bootstrap.map { (options) throws(MeasureError) in
                try giniInterval(of: values, weights: weights, options)
            }
            return [
                MeasureFigure("gini", "Gini", "基尼", found.gini, interval),
                MeasureFigure("normalised", "× n/(n − 1)", "× n/(n − 1)", found.normalised),
            ]
        }
    }

    private func dagumFigures(_ values: [Double], _ weights: [Double]?, _ groups: [String]?) throws(MeasureError)
        -> [MeasureFigure]
    {
        guard let groups else { throw .undefined(why: "dagum splits by groups: name their column with --group") }
        let found = try dagum(of: values, weights: weights, groups: groups)
        let intervals = try settings.bootstrap.map { (options) throws(MeasureError) in
            try dagumIntervals(of: values, weights: weights, groups: groups, options)
        }
        return [
            MeasureFigure("gini", "Gini", "基尼", found.gini, intervals?.gini),
            MeasureFigure("within", "within", "组内", found.within, intervals?.within),
            MeasureFigure("netBetween", "net between", "组间净值", found.netBetween, intervals?.netBetween),
            MeasureFigure("transvariation", "transvariation", "超变密度", found.transvariation, intervals?.transvariation),
        ]
    }

    private func theilFigures(_ values: [Double], _ weights: [Double]?, _ groups: [String]?) throws(MeasureError)
        -> [MeasureFigure]
    {
        let index: TheilIndex = measure == .theil ? .t : .l
        let found =
            measure == .theil
            ? try theil(of: values, weights: weights, groups: groups)
            : try theilL(of: values, weights: weights, groups: groups)
        let intervals = try settings.bootstrap.map { (options) throws(MeasureError) in
            try theilIntervals(index, of: values, weights: weights, groups: groups, options)
        }
        var figures = [
            MeasureFigure(
                measure == .theil ? "theilT" : "theilL", measure == .theil ? "T" : "L", measure == .theil ? "T" : "L",
                found.total,
                intervals?.total)
        ]
        guard let groups else { return figures }
        figures.append(MeasureFigure("within", "within", "组内", found.within, intervals?.within))
        figures.append(MeasureFigure("between", "between", "组间", found.between, intervals?.between))
        if measure == .theil && settings.permutations > 0 {
            let test = try theilBetweenTest(
                of: values, weights: weights, groups: groups, permutations: settings.permutations, seed: settings.seed,
                threads: settings.threads,
                progress: settings.permuted)
            figures.append(MeasureFigure("betweenPseudoPValue", "p of between", "组间 p 值", test.pseudoPValue))
        }
        return figures
    }

    private func spatialFigures(_ period: MeasurePanel.Period, _ panel: MeasurePanel) throws(MeasureError)
        -> [MeasureFigure]
    {
        let weights: SpatialWeights
        if let neighbours = panel.neighbours {
            weights = neighbours.only(period.entries.map(\.place))
        } else {
            guard let groups = period.groups else {
                throw .undefined(
                    why:
                        """
                        spatialGini needs neighbours: name their file with --weights W.gal, or groups of \
                        neighbours with --group
                        """
                )
            }
            weights = try .blocks(groups)
        }
        let found = try spatialGini(
            of: period.values, neighbours: weights, permutations: settings.permutations, seed: settings.seed,
            threads: settings.threads,
            progress: settings.permuted)
        return [
            MeasureFigure("gini", "Gini", "基尼", found.gini),
            MeasureFigure("neighbour", "neighbours", "邻区", found.neighbour),
            MeasureFigure("nonNeighbour", "all others", "非邻区", found.nonNeighbour),
            MeasureFigure("polarisation", "polarisation", "空间极化", found.polarisation),
        ]
            + (found.test.map { test in
                [
                    MeasureFigure("expectedNonNeighbour", "others, expected", "非邻区期望", test.expectedNonNeighbour),
                    MeasureFigure("standardDeviation", "deviation", "标准差", test.standardDeviation),
                    MeasureFigure("pseudoPValue", "p", "p 值", test.pseudoPValue),
                ]
            } ?? [])
    }
}
