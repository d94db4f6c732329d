public import Asking
public import Atlases
public import Measures
public import Panels

/// Moves of places between quantile classes of each year, and where they lead.
public struct MarkovMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "markov", "Markov chain", "马尔可夫链", "moves of places between classes, and where they lead", "地区在等级间的转移及其长期分布")
    /// Where it stands in the list.
    public static let family = MeasureFamily.convergence
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .group, .weight, .id, .year, .balanced]
    /// What else it may be told.
    public static let settings: [Setting<Self>] = [
        .whole(
            "classes", "classes", "等级数", \.classes, in: classesOfAChain,
            help: Remark("Classes of a Markov chain.", "马尔可夫链的等级数。"))
    ]
    /// What its figures must be.
    public static let needs: Needs = .everyYear
    /// Keys for machines, heads for people.
    public static let layout = Layout<MarkovChain>.chain(about.name)

    /// Quantile classes of each year, from 2 to 100.
    public var classes = 5

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of panel: Panel, _ run: MeasureRun) throws(Problem) -> MarkovChain {
        _ = try panel.twoYears(Self.about.id)
        let joined = try panel.joinedPeriods()
        return try panel.ask { () throws(MeasureError) in
            var found = Array(repeating: [Int?](repeating: nil, count: panel.periods.count), count: panel.places.count)
            for (index, period) in panel.periods.enumerated() {
                let edges = try quantileEdges(period.values, classes: classes)
                for entry in period.entries { found[entry.place][index] = classOf(entry.value, edges: edges) }
            }
            return try markovChain(classes: found, count: classes, joined: joined)
        }
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: MarkovChain, of panel: Panel, _ run: MeasureRun) -> [Remark] {
        [
            Remark(
                """
                Classes: \(classes) quantiles of each year. Moves where a value or its edition is missing or another \
                are left out.
                """,
                "等级：各年 \(classes) 分位；缺失或口径变化处的转移不计入。")
        ]
    }

    /// Drawn where one would rather look than read.
    public func picture(_ result: MarkovChain, of panel: Panel, _ language: Language) -> String? {
        chainPicture([(allPlaces, result)], language)
    }
}
