import Atlases
import IndexFiles
import Indices
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
        case .filled: Remark("what fills gaps", "缺失值的填补值")
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
    /// The index's name in both languages.
    public var title: Remark { Remark(name, nameChinese ?? name) }
}

extension RecipeFigure {
    /// The indicator's name in both languages.
    public var title: Remark { Remark(name, nameChinese ?? name) }
}

extension IndicatorDirection {
    var remark: Remark {
        switch self {
        case .higher: Remark("higher", "越高越好")
        case .lower: Remark("lower", "越低越好")
        case .near(let value): Remark("near \(plainNumber(value))", "接近 \(plainNumber(value))")
        }
    }
}
