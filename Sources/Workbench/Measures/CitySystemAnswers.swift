import Asking
import Atlas
import Measures
import Reports

extension MeasureQuestion {
    /// City systems of a panel, period by period and, where groups are given, group by group.
    func citySystem(_ panel: MeasurePanel, _ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        if measure == .deviationEllipse { return try ellipses(panel, language) }
        let flows = try flows.map { (path) throws(WorkbenchError) in
            try pairs(in: path, column: "flow", places: panel.places)
        }
        if panel.periods.allSatisfy({ $0.groups == nil }) {
            let rows = try panel.rows { (period) throws(MeasureError) in try figures(period.entries, flows) }
            var answer = panel.answer(measure.description.name, language, rows)
            answer.picture = {
                measure == .rankSize
                    ? rankSizePicture(panel, language) ?? seriesPicture(rows, language) : seriesPicture(rows, language)
            }
            return answer
        }
        var answers: [(String, MeasureAnswer)] = []
        for period in panel.periods {
            var rows: [(String, String, [MeasureFigure])] = []
            for group in Set(period.entries.compactMap(\.group)).sorted() {
                let entries = period.entries.filter { $0.group == group }
                // A group of one has no second city: its figures are missing, not an error.
                if entries.count < 2 { continue }
                do { rows.append((group, group, try figures(entries, flows))) } catch {
                    throw panel.problem(error, nil)
                }
            }
            if rows.isEmpty {
                throw WorkbenchError(
                    .data, "\(panel.source): every group has a single place; city systems need two or more")
            }
            answers.append(
                (
                    period.label,
                    regionRows(
                        rows, title: measure.description.name, language, of: language("group", "组"), key: "group")
                ))
        }
        return byPeriod(answers, language)
    }

    private func figures(_ entries: [MeasurePanel.Entry], _ flows: [[Double?]]?) throws(MeasureError) -> [MeasureFigure]
    {
        let values = entries.map(\.value)
        switch measure {
        case .rankSize:
            guard let fit = try Measures.rankSize(values) else {
                throw .undefined(why: "rank and size need three places or more, not all alike")
            }
            return [
                MeasureFigure("slope", "slope", "斜率", fit.slope),
                MeasureFigure("standardError", "standard error", "标准误", fit.standardError),
                MeasureFigure("intercept", "intercept", "截距", fit.intercept),
            ]
        case .primacy:
            let found = try Measures.primacy(of: values)
            return [
                MeasureFigure("twoCity", "S2", "二城指数", found.twoCity),
                MeasureFigure("fourCity", "S4", "四城指数", found.fourCity),
                MeasureFigure("elevenCity", "S11", "十一城指数", found.elevenCity),
                MeasureFigure("shareOfLargest", "share of the largest", "首位城市占比", found.shareOfLargest),
            ]
        default:
            let table = flows.map { all in entries.map { from in entries.map { all[from.place][$0.place] ?? 0 } } }
            let found = try Measures.polycentricity(of: values, flows: table)
            return [
                MeasureFigure("morphological", "morphological", "形态多中心度", found.morphological),
                MeasureFigure("morphologicalSlope", "slope of the largest", "前列城市斜率", found.morphologicalSlope),
                MeasureFigure("functional", "functional", "功能多中心度", found.functional),
                MeasureFigure("density", "density of links", "联系密度", found.density),
            ]
        }
    }

    /// The ellipse of each period and how its centre moves, over places that have values in all of them.
    func ellipses(_ given: MeasurePanel, _ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        let panel = given.balanced
        let found = try deviationEllipses(panel)
        let moves = centreTrack(found)
        var answer = panel.answer(
            measure.description.name, language,
            panel.periods.enumerated().map { index, period in
                let (ellipse, move) = (found[index], index > 0 ? moves[index - 1] : nil)
                var figures = [
                    MeasureFigure("longitude", "longitude", "经度", ellipse.longitude, digits: 3),
                    MeasureFigure("latitude", "latitude", "纬度", ellipse.latitude, digits: 3),
                    MeasureFigure("majorKm", "longer axis, km", "长轴，公里", ellipse.majorKm, digits: 1),
                    MeasureFigure("minorKm", "shorter axis, km", "短轴，公里", ellipse.minorKm, digits: 1),
                    MeasureFigure(
                        "bearing", "bearing, °", "方位角，°", ellipse.bearing.isNaN ? nil : ellipse.bearing, digits: 1),
                    MeasureFigure("areaKm2", "area, km²", "面积，平方公里", ellipse.areaKm2, digits: 0),
                ]
                if panel.periods.count > 1 {
                    figures.append(MeasureFigure("movedKm", "moved, km", "移动，公里", move?.km, digits: 1))
                    figures.append(
                        MeasureFigure(
                            "movedBearing", "towards, °", "移动方向，°",
                            move.flatMap { $0.bearing.isNaN ? nil : $0.bearing }, digits: 0))
                }
                return (period, figures)
            })
        answer.picture = { ellipsePicture(panel, found, panel.ground, language) }
        answer.notes = [
            Remark(
                """
                Axes: one standard deviation each way, on a plane that keeps areas; bearing clockwise from \
                north. Places with a value in every period.
                """,
                "轴长为等积投影平面上的一个标准差；方位角自北顺时针。仅含各期均有数值的地区。")
        ]
        return answer
    }

    func deviationEllipses(_ panel: MeasurePanel) throws(WorkbenchError) -> [DeviationEllipse] {
        var found: [DeviationEllipse] = []
        for period in panel.periods {
            do {
                found.append(
                    try Measures.deviationEllipse(
                        of: period.entries.map { $0.position ?? (0, 0) }, weights: period.values))
            } catch { throw panel.problem(error, period) }
        }
        return found
    }
}
