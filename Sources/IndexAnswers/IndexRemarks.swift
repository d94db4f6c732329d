import Atlases
import Indices
import Wording

extension IndexResult {
    /// What is said beside the ranking.
    var remarks: [Remark] {
        var notes = [method] + [doubtRemark].compactMap { $0 }
        if !index.constant.isEmpty {
            notes.append(
                Remark(
                    "The same everywhere, so that it has no weight: \(index.constant.joined(separator: ", ")).",
                    "各地相同、不计权重的指标：\(index.constant.joined(separator: "、"))。"))
        }
        return notes + [filledRemark, droppedRemark, emptyPeriodsRemark].compactMap { $0 } + panel.notes
    }

    /// The publication whose form it has, and where its figures come from.
    var sourceRemarks: [Remark] {
        let form = document.source.map { Remark("Form: \($0)", "形式：\(document.sourceChinese ?? $0)") }
        let figures =
            panel.sources.isEmpty
            ? nil
            : Remark(
                "Figures: \(panel.sources.joined(separator: ", "))", "数据：\(panel.sources.joined(separator: "、"))")
        return [form, figures].compactMap { $0 }
    }

    /// What was ranked, when and in which groups.
    public var heading: Remark {
        let ranked = rankedPeriods.map { panel.periods[$0] }
        let last = ranked.last ?? panel.periods.last ?? ""
        let years = isTimeSeries ? "\(ranked[0])–\(last)" : last
        let year = years.isEmpty ? "" : ", \(years)"
        let source = panel.source
        let title = document.title
        return Remark(
            "\(title.english): \(source.english)\(year)" + (panel.groups.map { ", ranked \($0.english)" } ?? ""),
            "\(title.chinese)：\(source.chinese)\(year)" + (panel.groups.map { "，分组排名：\($0.chinese)" } ?? ""))
    }

    /// Periods that were asked for and in which no place has figures enough to be ranked; nil for none.
    private var emptyPeriodsRemark: Remark? {
        let ranked = Set(rankedPeriods)
        let empty = panel.periods.indices.filter { !ranked.contains($0) }.map { panel.periods[$0] }
        if empty.isEmpty { return nil }
        return Remark(
            "No place is ranked in \(empty.joined(separator: ", ")): none has the figures.",
            "\(empty.joined(separator: "、")) 没有地区具备所需数据，未排名。")
    }

    /// How the index is made, in a line.
    private var method: Remark {
        let choice = model.recipe.choice
        let weighting = choice.weighting.remark
        let parts = [
            choice.normalisation.remark, Remark("weights: \(weighting.english)", weighting.chinese),
            choice.aggregation.remark, choice.outliers.remark, choice.gaps.remark,
        ]
        return Remark(
            "Made by: \(parts.map(\.english).joined(separator: ", ")).",
            "方法：\(parts.map(\.chinese).joined(separator: "、"))。")
    }

    /// What the interval rests on; nil where there is none.
    private var doubtRemark: Remark? {
        guard intervals != nil else { return nil }
        let own = model.recipe.choice
        var parts: [Remark] = []
        if let spread = doubt.weightSpread {
            let percent = fixed(100 * spread, 0)
            parts.append(
                Remark(
                    "weights drawn around the given (Dirichlet, an average weight ± \(percent) %)",
                    "权重围绕给定值抽样（Dirichlet，平均权重 ± \(percent) %）"))
        }
        func add(_ own: Remark, _ others: [Remark]) {
            let others = others.filter { $0 != own }
            if others.isEmpty { return }
            let all = [own] + others
            parts.append(
                Remark(all.map(\.english).joined(separator: " or "), all.map(\.chinese).joined(separator: "或")))
        }
        add(own.weighting.remark, doubt.weightings.map(\.remark))
        add(own.normalisation.remark, doubt.normalisations.map(\.remark))
        add(own.aggregation.remark, doubt.aggregations.map(\.remark))
        add(own.outliers.remark, doubt.outliers.map(\.remark))
        add(own.gaps.remark, doubt.gaps.map(\.remark))
        if doubt.figures, let most = model.recipe.indicators.map(\.error).max(), most > 0 {
            let percent = significant(100 * most, 1)
            parts.append(
                Remark("figures with an assumed error of up to \(percent) %", "数据假定误差至多 \(percent) %"))
        }
        if model.factors(doubt).contains(.filled) {
            parts.append(Remark("filled figures drawn from those that are known", "填补值由已知数据随机抽取"))
        }
        if doubt.omission { parts.append(Remark("one indicator or none left out", "剔除一个或不剔除指标")) }
        func end(_ share: Double) -> String { plainNumber((500 * share).rounded() / 10) }
        let (low, high) = (end(1 - doubt.level), end(1 + doubt.level))
        return Remark(
            """
            Rank intervals: \(low)th to \(high)th percentile of \(doubt.samples) samples, seed \(doubt.seed): \
            \(parts.map(\.english).joined(separator: "; ")).
            """,
            """
            位次区间：\(doubt.samples) 次抽样的第 \(low) 至第 \(high) 百分位，种子 \(doubt.seed)：\
            \(parts.map(\.chinese).joined(separator: "；"))。
            """)
    }

    /// What of the last period was filled; nil where nothing was.
    private var filledRemark: Remark? {
        let all = model.recipe.indicators.count
        let filled = latest.filter { $0.ownFigures < all }
        if filled.isEmpty { return nil }
        let cells = filled.reduce(0) { $0 + all - $1.ownFigures }
        let treatment = model.recipe.choice.gaps.remark
        return Remark(
            """
            \(cells) of \(latest.count * all) figures are filled, not reported (\(treatment.english)): \
            \(filled.count) places.
            """,
            "\(latest.count * all) 个数据中有 \(cells) 个为填补值（\(treatment.chinese)），涉及 \(filled.count) 个地区。")
    }

    /// Who was left out of the last period, and for want of what.
    private var droppedRemark: Remark? {
        let last = rankedPeriods.last ?? 0
        var seen: Set<String> = []
        let out = model.dropped.filter { $0.period == last && seen.insert(panel.places[$0.place]).inserted }
        if out.isEmpty { return nil }
        var counts: [String: Int] = [:]
        for id in out.flatMap(\.missing) { counts[id, default: 0] += 1 }
        let lacking = counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map { id, count in
            let title = title(id)
            return Remark("\(title.english) (\(count))", "\(title.chinese)（\(count)）")
        }
        let names = out.prefix(6).map { panel.names[$0.place] }
        let more = out.count > names.count
        let share = fixed(100 * model.recipe.leastOwnFigures, 0)
        let least =
            model.recipe.choice.gaps == .drop
            ? Remark("", "")
            : Remark(" (own figures for under \(share) % of the indicators)", "（自有数据不足指标的 \(share) %）")
        return Remark(
            """
            \(out.count) places left out for want of figures\(least.english): \
            \(lacking.map(\.english).joined(separator: ", ")); \
            \(more ? "such as " : "")\(names.map(\.english).joined(separator: ", ")).
            """,
            """
            \(out.count) 个地区因缺数据未列入\(least.chinese)：\(lacking.map(\.chinese).joined(separator: "、"))；\
            \(names.map(\.chinese).joined(separator: "、"))\(more ? "等" : "")。
            """)
    }

    /// An indicator's name by its id.
    private func title(_ id: String) -> Remark {
        document.figures.first { $0.id == id }?.title ?? Remark(id, id)
    }
}
