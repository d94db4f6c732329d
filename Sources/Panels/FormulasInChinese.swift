public import Indices
public import Measures

extension MeasureError {
    /// The same in Chinese; places and values count from 1.
    public var chinese: String {
        switch self {
        case .noValues: "没有数值：至少需要一个"
        case .tooFew(let count, let needed, let what): "\(inChinese(what))为 \(count)：至少需要 \(needed)"
        case .differentLengths(let values, let other, let what):
            "有 \(values) 个数值，\(inChinese(what))却有 \(other) 个：应一一对应"
        case .badValue(let index, let value, let expected): "第 \(index + 1) 个数值为 \(value)：应为\(inChinese(expected))"
        case .badPair(let first, let second, let value, let expected):
            "第 \(first + 1) 与第 \(second + 1) 之间为 \(value.map { "\($0)" } ?? "空")：应为\(inChinese(expected))"
        case .noNeighbours: "需要邻接关系"
        case .undefined(let why): inChinese(why)
        case .notConverged(let what, let residual): "\(inChinese(what))未收敛：残差 \(residual)"
        }
    }
}

extension IndexError {
    /// The same in Chinese; rows count from 1.
    public var chinese: String {
        switch self {
        case .tooFew(let count, let needed, let what): "\(inChinese(what))为 \(count)：至少需要 \(needed)"
        case .differentLengths(let count, let expected, let what): "\(inChinese(what))为 \(count)：应为 \(expected)"
        case .badValue(let row, let indicator, let value, let expected):
            "第 \(row + 1) 行，\(indicator)：\(value)：应为\(inChinese(expected))"
        case .badRecipe(let what): inChinese(what)
        case .undefined(let why): inChinese(why)
        case .programme(let row, let why): "第 \(row + 1) 行：\(inChinese(why))"
        }
    }
}

/// What a formula says, in Chinese; what stands in no list stays in English.
public func inChinese(_ english: String) -> String {
    for (pattern, chinese) in formulaWords {
        if let held = holes(of: pattern, in: english) { return filled(chinese, held.map(inChinese)) }
    }
    return english
}

/// What stands in the holes `{}` of a pattern; nil where the text is another.
private func holes(of pattern: String, in text: String) -> [String]? {
    let parts = pattern.split(separator: "{}", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, text.hasPrefix(first) else { return nil }
    if parts.count == 1 { return text == pattern ? [] : nil }
    var (rest, held) = (text.dropFirst(first.count), [String]())
    for part in parts.dropFirst().dropLast() {
        guard let found = rest.firstRange(of: part) else { return nil }
        held.append(String(rest[..<found.lowerBound]))
        rest = rest[found.upperBound...]
    }
    guard rest.hasSuffix(last), rest.count > last.count else { return nil }
    return held + [String(rest.dropLast(last.count))]
}

private func filled(_ pattern: String, _ held: [String]) -> String {
    var next = held.makeIterator()
    return pattern.split(separator: "{}", omittingEmptySubsequences: false).joined(separator: "\u{1}").reduce(into: "")
    {
        if $1 == "\u{1}" { $0 += next.next() ?? "" } else { $0.append($1) }
    }
}

/// English with `{}` for what changes, and Chinese with the same holes in the same order; longer ones before those that
/// they hold.
private let formulaWords: [(String, String)] =
    valueWords + countWords + inequalityWords + placeWords + indexWords

private let valueWords = [
    ("0 or more", "不小于 0 的数"), ("0 to 1", "0 至 1 的数"), ("a class from 0 to {}", "0 至 {} 的等级"),
    ("a distance above 0", "大于 0 的距离"), ("a finite number", "有限数值"), ("a finite reference", "有限的参照值"),
    ("a latitude from −90 to 90", "−90 至 90 的纬度"), ("a longitude in degrees", "以度为单位的经度"),
    ("a size above zero", "大于 0 的规模"), ("a weight above 0", "大于 0 的权重"), ("above 0", "大于 0 的数"),
    (
        "above 0 at the start: a sector new to the region has no rate of growth; use the classical parts",
        "期初大于 0：新部门没有增长率，请用经典分解"
    ), ("above 0, since its logarithm counts", "大于 0 的数（取对数）"),
    ("above 0, since slacks are taken relative to it", "大于 0 的数（松弛以其为基准）"),
    ("at least the region's {}", "不小于该地区的 {}"), ("at most 1e150 in size", "绝对值不超过 1e150 的数"),
    ("employment above 0 in some sector", "某一部门就业大于 0"), ("weights of 0 or more", "不小于 0 的权重"),
]

private let countWords = [
    ("amounts of another list", "另一列的数量"), ("amounts of the neighbours", "邻区的数量"),
    ("amounts to compare with", "用于比较的数量"), ("complexities of sectors", "部门复杂度"),
    ("distances in a row", "一行的距离"), ("flows in a row", "一行的流量"), ("groups", "分组"),
    ("places with breaks", "带间断的地区"), ("places with classes of neighbours", "带邻区等级的地区"),
    ("places with neighbours", "带邻接的地区"), ("places with all figures (gaps: {})", "数据齐全的地区（缺失值处理：{}）"),
    ("regions with a sector above the threshold", "有部门超过阈值的地区"),
    ("sectors above the threshold somewhere", "在某地超过阈值的部门"),
    ("rows of employment", "就业行"), ("rows of flows", "流量行"), ("sectors in a row", "一行的部门"),
    ("sectors of the nation", "全国部门"), ("totals", "总量"), ("values at the end", "期末数值"),
    ("values of a control", "控制变量的数值"), ("years of a place", "某地的年份"), ("years of the nation", "全国的年份"),
    ("years of values", "数值的年份"), ("years of weights", "权重的年份"),
    ("years after those left out", "剔除后的年份"), ("years", "年份"), ("cities", "城市"), ("classes", "等级"),
    ("columns of figures", "数据列"), ("indicators", "指标"), ("observations", "观测"), ("parts", "部分"),
    ("permutations", "置换次数"), ("places", "地区"), ("points of the grid", "网格点"), ("regions", "地区"),
    ("rows", "行"), ("strata of the second factor", "第二因子的层"), ("strata", "层"), ("subsystems", "子系统"),
    ("tables of moves", "转移表"), ("values of an indicator", "某指标的数值"), ("values of indicator {}", "第 {} 个指标的数值"),
    ("values of the factor", "因子的数值"), ("values of {} {}", "{}第 {} 列的数值"), ("values", "数值"), ("weights", "权重"),
    ("the second eigenvector of the regions' matrix", "地区矩阵的第二特征向量"),
]

private let inequalityWords = [
    ("all amounts are zero: there are no shares", "数量全为零：没有份额可言"),
    ("all values or all weights are zero: there are no shares", "数值或权重全为零：没有份额可言"),
    ("every cell is zero: there are no shares", "单元格全为零：没有份额可言"),
    ("all values are alike: a density over them has no width", "数值全部相同：密度没有宽度"),
    ("all values are alike: there is no spread to explain", "数值全部相同：没有差异可供解释"),
    ("all values are zero: there are no differences to split", "数值全为零：没有差异可分解"),
    ("all values are zero: there is no total to have a share of", "数值全为零：没有总量可占份额"),
    ("inequality aversion is {}: expected above 0, at most 100", "不平等厌恶为 {}：应大于 0 且不超过 100"),
    ("the mean is {}: a spread relative to it needs one above zero", "均值为 {}：相对离差要求均值大于零"),
    ("{} groups: expected at most 5000; a group holds several places", "共 {} 组：至多 5000 组；一组应含若干地区"),
    (
        "groups of neighbours make {} pairs: expected at most 50000000; give neighbours in a file",
        "相邻分组共 {} 对：至多 50000000 对；请用文件给出邻接"
    ),
    (
        "a bandwidth of {} over values that span {} needs more than 20,000 points to see its peaks: "
            + "give a wider bandwidth, or logarithms",
        "带宽 {} 而数值跨度 {}，需 20,000 个以上的点才能看出峰：请加大带宽或取对数"
    ), ("the bandwidth is {}: expected above 0", "带宽为 {}：应大于 0"), ("cancelled", "已取消"),
]

private let placeWords = [
    ("all regions or all sectors are alike: there is no complexity to tell", "各地区或各部门全部相同：没有复杂度可言"),
    ("a plant lies in region {} of {}", "有工厂位于第 {} 个地区，而地区共 {} 个"),
    ("a regressor is the same everywhere: its effect cannot be told", "某一自变量各地相同：无法判断其作用"),
    ("regressors depend on one another: leave one of them out", "自变量线性相关：请去掉其一"),
    ("moves begin in one table only: there is nothing to compare", "只有一张表有转移：无从比较"),
    ("no place has values in two years that follow one another: there are no moves", "没有地区在相邻两年均有数值：没有转移"),
    ("one plant: where it lies tells nothing of a tendency; at least two are needed", "只有一家工厂：无法判断集聚倾向；至少需要两家"),
    ("place {} has a neighbour twice", "第 {} 个地区有重复的邻区"),
    ("place {}: expected neighbours from 1 to {} other than itself, found {}", "第 {} 个地区：邻区应为 1 至 {} 且不含自身，实为 {}"),
    (
        "regions fall into groups that share no sector above the threshold: the index would tell the "
            + "groups apart and nothing else; lower the threshold or leave the small group out",
        "地区分成了没有共同优势部门的几组：指数只会区分各组；请降低阈值或剔除小组"
    ), ("smoothing is {}: expected 0 to 1e12", "平滑参数为 {}：应为 0 至 1e12"),
    ("the cells sum to more than a number holds: take a larger unit", "单元格合计超出数值范围：请换用更大的单位"),
    ("the exponent of distance is {}: expected above 0, at most 10", "距离指数为 {}：应大于 0 且不超过 10"),
    ("the mean path of {} places is zero in some year: nothing is relative to it", "{} 个地区的平均路径在某年为零：无从计算相对值"),
    ("the region starts with nothing: there is no growth to explain", "该地区期初为零：没有增长可供解释"),
    (
        "the second and third eigenvalue are equal ({}): no one ranking by complexity follows from the data",
        "第二与第三特征值相等（{}）：数据不能确定唯一的复杂度排序"
    ),
    ("the share of years left out is {}: expected from 0 to below 1", "剔除年份的比例为 {}：应为 0 至小于 1"),
    ("the threshold is {}: expected above 0", "阈值为 {}：应大于 0"),
    ("too few regions or sectors for a second eigenvector", "地区或部门过少，没有第二特征向量"),
    ("{} years: expected the end after the start", "相隔 {} 年：终点应晚于起点"),
    ("a factor that explains everything leaves no variance to compare", "完全解释差异的因子没有剩余方差可比较"),
    ("{} strata of {} places: expected two or more, and fewer than places", "{} 层、{} 个地区：层数应不少于二且少于地区数"),
    ("strata: {}", "分层：{}"),
    (
        "a linear programme with a coefficient of {}: expected a size of {} to {} beside the others",
        "线性规划的系数为 {}：其大小相对其他系数应为 {} 至 {}"
    ),
]

private let indexWords = [
    ("{} samples of {} rows: expected at most 400 million ranks; take fewer samples", "{} 次抽样、{} 行：至多 4 亿个位次；请减少抽样"),
    (
        "a geometric mean needs values from 0 to 1: take minMax, rank or target instead of {}",
        "几何平均要求 0 至 1 的数值：请用 minMax、rank 或 target 代替 {}"
    ), ("a sensitivity compares two choices or more; doubted here: {}", "敏感性须比较两项以上的选择；此处存疑的为：{}"),
    ("an index of one indicator has none to leave out", "只有一个指标的指数无可剔除"),
    ("base is {}: expected 64 to 1000000", "base 为 {}：应为 64 至 1000000"),
    ("benefitOfTheDoubt is a sum: take arithmetic instead of {}", "benefitOfTheDoubt 为加总：请用 arithmetic 代替 {}"),
    ("bounds of stages: expected to increase", "阶段界限：应递增"),
    ("dimension {} has {} weights for {} stages", "维度 {} 有 {} 个权重，而阶段有 {} 个"),
    ("dimension {} stands in itself", "维度 {} 归属于自身"), ("dimension {} stands twice", "维度 {} 出现两次"),
    ("dimension {} stands in {}, which the recipe does not have", "维度 {} 归属于 {}，而方案中没有"),
    ("dimension {} is empty", "维度 {} 为空"),
    ("drop leaves places out, so that it cannot stand beside {}", "drop 会剔除地区，不能与 {} 并列"),
    ("error of indicator {} is {}: expected 0 to below 1, relative to the figure", "指标 {} 的误差为 {}：应为 0 至小于 1（相对值）"),
    ("indicator {} stands in dimension {}, which the recipe does not have", "指标 {} 归属于维度 {}，而方案中没有"),
    ("indicator {} stands twice", "指标 {} 出现两次"), ("indicator {}: {} has no logarithm", "指标 {}：{} 没有对数"),
    ("least share of own figures is {}: expected 0 to 1", "自有数据的最低比例为 {}：应为 0 至 1"),
    ("level is {}: expected .5 to .999", "level 为 {}：应为 .5 至 .999"),
    ("normalisation by target: indicator {} has no target", "按目标标准化：指标 {} 没有目标值"),
    (
        "normalisation none takes figures as they are: indicator {} cannot be turned round",
        "normalisation none 直接采用数据：指标 {} 不能反向"
    ), ("nothing is doubted: name weights, ways, figures or omission", "没有存疑之处：请给出 weights、各种方法、figures 或 omission"),
    ("samples is {}: expected 50 to 1000000", "samples 为 {}：应为 50 至 1000000"),
    ("shift is {}: expected above 0, at most 0.5", "shift 为 {}：应大于 0 且不超过 0.5"),
    ("some parts of {} have a weight and some do not: give one to each or to none", "{} 的部分成分有权重、部分没有：请全部给出或全部不给"),
    ("spread of weights is {}: expected above 0 and below 1", "权重离散度为 {}：应大于 0 且小于 1"),
    ("tiers is {}: expected 1 to 20", "tiers 为 {}：应为 1 至 20"),
    ("weights in {}: expected 0 or more, and one above 0", "{} 的权重：应不小于 0，且至少一个大于 0"),
    ("weights of subsystems: expected 0 or more, with the sum 1", "子系统权重：应不小于 0 且合计为 1"),
    ("weights: expected numbers of 0 or more, one above 0", "权重：应不小于 0，且至少一个大于 0"),
    ("weights: expected numbers of 0 or more", "权重：应不小于 0"),
    ("{} has no figure that tells its stage of development", "{} 没有判断发展阶段的数据"),
    ("{}: no indicator differs between places in its own way; take equal or given weights", "{}：没有指标能独立区分各地；请用等权或给定权重"),
    ("entropy weights", "熵权"), ("CRITIC weights", "CRITIC 权重"), ("weights of principal components", "主成分权重"),
    (
        "the two places are of different stages of development, with weights of their own: only a sum "
            + "can be split between them",
        "两地处于不同发展阶段、权重各异：只有加总可在两者间分解"
    ),
]
