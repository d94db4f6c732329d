import Asking
import Atlas
import Foundation
import IndexFiles
import Indices
import Reports
import Wording

/// Words for the choices of an index.
extension IndexFactor {
    var remark: Remark {
        switch self {
        case .weights: Remark("weights", "权重取值")
        case .weighting: Remark("where weights come from", "赋权方法")
        case .normalisation: Remark("normalisation", "标准化方法")
        case .aggregation: Remark("aggregation", "合成方法")
        case .outliers: Remark("outliers", "异常值处理")
        case .gaps: Remark("gaps", "缺失值处理")
        case .figures: Remark("errors of figures", "数据误差")
        case .omission: Remark("an indicator left out", "剔除某一指标")
        }
    }
}

extension Weighting {
    var remark: Remark {
        switch self {
        case .given: Remark("given", "给定权重")
        case .equal: Remark("equal", "等权")
        case .entropy: Remark("entropy", "熵权法")
        case .critic: Remark("CRITIC", "CRITIC 法")
        case .principalComponents: Remark("principal components", "主成分法")
        case .benefitOfTheDoubt: Remark("benefit of the doubt", "效益最优（BoD）")
        }
    }
}

extension Aggregation {
    var remark: Remark {
        switch self {
        case .arithmetic: Remark("arithmetic mean", "算术加权")
        case .geometric: Remark("geometric mean", "几何加权")
        case .topsis: Remark("TOPSIS", "TOPSIS")
        case .wroclaw: Remark("Wrocław taxonomy", "弗罗茨瓦夫分类法")
        }
    }
}

extension Normalisation {
    var remark: Remark {
        switch self {
        case .minMax: Remark("min–max", "极差标准化")
        case .zScore: Remark("standard scores", "Z 分数")
        case .rank: Remark("ranks", "排序法")
        case .target: Remark("distance to target", "目标距离")
        case .none: Remark("as published", "原值")
        }
    }
}

extension OutlierTreatment {
    var remark: Remark {
        switch self {
        case .none: Remark("outliers as they are", "不处理异常值")
        case .winsorise: Remark("winsorised", "缩尾处理")
        case .percentiles: Remark("clipped at the 2.5th and 97.5th percentile", "按 2.5 与 97.5 百分位截尾")
        }
    }
}

extension GapTreatment {
    var remark: Remark {
        switch self {
        case .drop: Remark("places with gaps left out", "剔除缺失地区")
        case .mean: Remark("gaps take the mean", "均值填补")
        case .median: Remark("gaps take the median", "中位数填补")
        case .groupMean: Remark("gaps take the mean of the group", "组均值填补")
        case .interpolate: Remark("gaps interpolated over years", "年际插值")
        }
    }
}

extension RecipeDocument {
    var title: Remark { Remark(name, nameChinese ?? name) }
}

extension RecipeFigure {
    var title: Remark { Remark(name, nameChinese ?? name) }

    /// The unit as people of a language say it.
    func unit(_ language: Language) -> UnitText {
        UnitText(language == .chinese ? unitChinese ?? unit : unit, language)
    }
}

extension IndexStudy {
    /// How the index is made, in a line.
    var method: Remark {
        let choice = model.recipe.choice
        func line(_ pick: (Remark) -> String, _ mark: String) -> String {
            [
                pick(choice.normalisation.remark), pick(weightingRemark), pick(choice.aggregation.remark),
                pick(choice.outliers.remark),
                pick(choice.gaps.remark),
            ].joined(separator: mark)
        }
        return Remark("Made by: " + line(\.english, ", ") + ".", "方法：" + line(\.chinese, "、") + "。")
    }

    var weightingRemark: Remark {
        let own = model.recipe.choice.weighting.remark
        return Remark("weights: \(own.english)", own.chinese)
    }

    /// What the interval rests on; nil where there is none.
    var doubtRemark: Remark? {
        guard intervals != nil else { return nil }
        var (english, chinese) = ([String](), [String]())
        let own = model.recipe.choice
        if let spread = doubt.weightSpread {
            english.append(
                "weights drawn around the given (Dirichlet, an average weight ± \(fixed(100 * spread, 0)) %)")
            chinese.append("权重围绕给定值抽样（Dirichlet，平均权重 ± \(fixed(100 * spread, 0)) %）")
        }
        func add(_ own: Remark, _ others: [Remark]) {
            let others = others.filter { $0 != own }
            if others.isEmpty { return }
            english.append(([own] + others).map(\.english).joined(separator: " or "))
            chinese.append(([own] + others).map(\.chinese).joined(separator: "或"))
        }
        add(own.weighting.remark, doubt.weightings.map(\.remark))
        add(own.normalisation.remark, doubt.normalisations.map(\.remark))
        add(own.aggregation.remark, doubt.aggregations.map(\.remark))
        add(own.outliers.remark, doubt.outliers.map(\.remark))
        add(own.gaps.remark, doubt.gaps.map(\.remark))
        if doubt.figures, let most = model.recipe.indicators.map(\.error).max(), most > 0 {
            english.append("figures with an assumed error of up to \(significant(100 * most, 1)) %")
            chinese.append("数据假定误差至多 \(significant(100 * most, 1)) %")
        }
        if doubt.omission {
            english.append("one indicator or none left out")
            chinese.append("剔除一个或不剔除指标")
        }
        let (low, high) = (
            plainNumber(round(500 * (1 - doubt.level)) / 10), plainNumber(round(500 * (1 + doubt.level)) / 10)
        )
        return Remark(
            """
            Rank intervals: \(low)th to \(high)th percentile of \(doubt.samples) samples, seed \(doubt.seed): \
            \(english.joined(separator: "; ")).
            """,
            "位次区间：\(doubt.samples) 次抽样的第 \(low) 至第 \(high) 百分位，种子 \(doubt.seed)：\(chinese.joined(separator: "；"))。")
    }

    /// Who was left out, and for want of what.
    var droppedRemark: Remark? {
        let last = model.figures.periods.indices.last ?? 0
        let out = model.dropped.filter { $0.period == last }
        if out.isEmpty { return nil }
        var counts: [String: Int] = [:]
        for row in out { for id in row.missing { counts[id, default: 0] += 1 } }
        let lacking = counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map { id, count in
            let title = question.document.figures.first { $0.id == id }?.title ?? Remark(id, id)
            return Remark("\(title.english) (\(count))", "\(title.chinese)（\(count)）")
        }
        let names = out.prefix(6).map { panel.names[$0.place] }
        let more = out.count > names.count
        return Remark(
            """
            \(out.count) places left out for want of figures: \(lacking.map(\.english).joined(separator: ", ")); \
            \(more ? "such as " : "")\(names.joined(separator: ", ")).
            """,
            """
            \(out.count) 个地区因缺数据未列入：\(lacking.map(\.chinese).joined(separator: "、"))；\
            \(names.joined(separator: "、"))\(more ? "等" : "")。
            """
        )
    }

    var remarks: [Remark] {
        var notes = [method]
        if let doubtRemark { notes.append(doubtRemark) }
        if !index.constant.isEmpty {
            notes.append(
                Remark(
                    "The same everywhere, so that it moves nobody: \(index.constant.joined(separator: ", ")).",
                    "各地相同、不影响排名的指标：\(index.constant.joined(separator: "、"))。"))
        }
        if let droppedRemark { notes.append(droppedRemark) }
        return notes + panel.notes
    }
}
