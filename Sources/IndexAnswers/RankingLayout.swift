import Asking
import Atlases
import IndexFiles
import Indices
import Wording

extension Layout where Result == IndexResult {
    /// The ranking with its intervals, the weights, and which choice moves it.
    static var ranking: Self {
        .parts(
            .worded("places") { result, language in .list(result.places.map { $0.value(language) }) },
            .sheet { $0.isTimeSeries ? $0.path : $0.ranking },
            .worded("indicators") { Layout<[IndicatorWeight]>.weights.value($0.weights, $1) },
            .sheet { Sheet(title: Remark("Weights", "权重"), $0.weights, $0.weightColumns) },
            .part("sensitivity", \.sensitivity, .sensitivity),
            .worded("leftOut") { Layout<[LeftOut]>.rows(nil, LeftOut.columns) { $0 }.value($0.leftOut, $1) })
    }
}

extension RankedPlace {
    /// For machines: where it stands, and how sure that is.
    static let standing: [Column<RankedPlace>] = [
        .value("id") { .text($0.id) }, Column("name", nil) { .words($0.name) }, .value("period") { .text($0.period) },
        Column("group", nil) { .words($0.group) }, .value("score") { .number($0.score) },
        .value("rank") { .count($0.rank) }, .value("among") { .count($0.among) }, .value("tier") { .count($0.tier) },
        doubted("rankInterval") { $0.ranks }, doubted("medianRank") { .count($0.median) },
        doubted("meanRank") { .number($0.mean) }, doubted("tierShare") { .number($0.tierShare) },
        .value("ownFigures") { .count($0.ownFigures) },
    ]

    /// The same with what its score is made of.
    static let columns =
        standing + [
            .value("normalised") { .numbers($0.normalised) }, .value("obstacles") { .numbers($0.obstacles) },
            .value("dimensions") { .numbers($0.dimensions) },
        ]

    /// Left out where nothing is doubted.
    private static func doubted(_ id: String, _ value: @escaping @Sendable (RankInterval) -> Value) -> Column<Self> {
        Column(id, nil) { $0.interval.map { .value(value($0)) } ?? .absent }
    }

    fileprivate func value(_ language: Language) -> Value {
        Layout<RankedPlace>.record(nil, Self.columns).value(self, language)
    }

    /// A number as it is, for ranks: nothing stands between its digits.
    static func count(_ count: Int?) -> Cell { .number(count.map(Double.init), .fixed(0)) }
}

extension RankInterval {
    /// Both ends for machines.
    var ranks: Value { .interval(low: Double(low), high: Double(high)) }
}

extension IndexResult {
    /// Rank, interval, score, tier of the last period.
    fileprivate var ranking: Sheet { Sheet(title: heading, latest, rankingColumns) }

    private var rankingColumns: [Column<RankedPlace>] {
        var columns: [Column<RankedPlace>] =
            panel.groups == nil ? [] : [.words("group", "group", "组") { $0.group }]
        columns += [
            Column("rank", Remark("rank", "位次")) { RankedPlace.count($0.rank) },
            .text("rankInterval", "interval", "位次区间") { $0.interval.map { "\($0.low)–\($0.high)" } ?? "–" },
            .words("name", "place", "地区") { $0.name }, .number("score", "score", "得分") { $0.score },
            Column("tier", Remark("tier", "梯队")) { RankedPlace.count($0.tier) },
            .number("tierShare", "stays in it", "留在梯队", .percentage(0)) { $0.interval?.tierShare },
        ]
        let all = model.recipe.indicators.count
        if latest.contains(where: { $0.ownFigures < all }) {
            columns.append(.text(nil, "own figures", "自有数据") { "\($0.ownFigures)/\(all)" })
        }
        if rankedPeriods.count > 1, let first = rankedPeriods.first.map({ panel.periods[$0] }) {
            columns.append(
                Column(nil, Remark("rank in \(first)", "\(first) 年位次")) { RankedPlace.count($0.firstRank) })
        }
        if let edition = panel.published?.edition {
            columns.append(
                Column(nil, Remark("published \(edition)", "公布位次 \(edition)")) { RankedPlace.count($0.published) })
        }
        columns += shownDimensions.map { dimension in
            let name = document.dimensions[dimension]
            return .number(nil, name.name, name.nameChinese ?? name.name, .significant(3)) { $0.dimensions[dimension] }
        }
        return columns + [.words(nil, "largest obstacle", "最大障碍") { [document] in $0.largestObstacle(of: document) }]
    }

    /// One place through the years: there is no ranking to speak of.
    fileprivate var path: Sheet {
        let group: [Column<RankedPlace>] = panel.groups == nil ? [] : [.words("group", "group", "组") { $0.group }]
        return Sheet(
            title: heading, latest,
            [.text("period", "year", "年份") { $0.period }] + group + [
                .words("name", "place", "地区") { $0.name },
                .number("score", "score", "得分", .significant(2)) { $0.score },
            ])
    }

    /// Dimensions that stand in the index itself, as far as a table has room; weights by hand leave none.
    private var shownDimensions: [Int] {
        let all = model.recipe.dimensions
        let outer = all.indices.filter { all[$0].parent == nil }
        return outer.count > 8 ? [] : outer
    }

    /// What CSV writes: all periods, a column a dimension and indicator.
    var table: Sheet {
        func number(
            _ id: String, _ chinese: String, _ number: @escaping @Sendable (RankedPlace) -> Double?
        ) -> Column<RankedPlace> { .number(id, id, chinese, .machine, number) }
        func count(
            _ id: String, _ chinese: String, _ count: @escaping @Sendable (RankedPlace) -> Int?
        ) -> Column<RankedPlace> { number(id, chinese) { count($0).map(Double.init) } }
        var columns: [Column<RankedPlace>] = [
            .text("code", "code", "代码") { $0.id }, .words("place", "place", "地区") { $0.name },
            .text("period", "period", "年份") { $0.period }, .words("group", "group", "组") { $0.group },
            number("score", "得分") { $0.score }, count("rank", "位次") { $0.rank },
            count("among", "地区数") { $0.among }, count("rank_low", "位次下限") { $0.interval?.low },
            count("rank_median", "位次中位数") { $0.interval?.median },
            count("rank_high", "位次上限") { $0.interval?.high }, count("tier", "梯队") { $0.tier },
            number("tier_share", "留在梯队的比例") { $0.interval?.tierShare },
            count("own_figures", "自有数据个数") { $0.ownFigures },
        ]
        columns += model.recipe.dimensions.enumerated().map { at, dimension in
            number(dimension.id, document.dimensions[at].nameChinese ?? dimension.id) { $0.dimensions[at] }
        }
        columns += model.recipe.indicators.enumerated().map { at, indicator in
            number(indicator.id + "_normalised", "\(document.figures[at].title.chinese)（标准化）") { $0.normalised[at] }
        }
        return Sheet(places, columns)
    }
}

extension RankedPlace {
    /// The indicator that holds it back most, with its share.
    func largestObstacle(of document: RecipeDocument) -> Remark {
        guard let most = obstacles.max(), most > 0, let at = obstacles.firstIndex(of: most) else {
            return Remark("–", "–")
        }
        let (title, percent) = (document.figures[at].title, fixed(100 * most, 0))
        return Remark("\(title.english) \(percent) %", "\(title.chinese) \(percent) %")
    }
}
