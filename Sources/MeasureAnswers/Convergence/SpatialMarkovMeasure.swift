public import Asking
public import Atlases
public import Measures
public import Panels
import Wording

/// Moves apart by the class of the neighbours, with a test of whether they differ.
public struct SpatialMarkovMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "spatialMarkov", "Spatial Markov chain", "空间马尔可夫链", "moves apart by the class of the neighbours, with a test",
        "按邻区等级分别统计转移并检验")
    /// Where it stands in the list.
    public static let family = MeasureFamily.convergence
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .weights, .group, .weight, .id, .year, .balanced]
    /// What else it may be told.
    public static let settings: [Setting<Self>] = [
        .whole(
            "classes", "classes", "等级数", \.classes, in: classesOfAChain,
            help: Remark("Classes of a Markov chain.", "马尔可夫链的等级数。"))
    ]
    /// What its figures must be.
    public static let needs: Needs = .everyYear
    /// Keys for machines, heads for people.
    public static let layout = Layout<Found>.parts(
        .value("chain") { .fields(MarkovChain.fields, of: $0.moves.chain) },
        .value("conditional") {
            .list($0.moves.conditional.map { $0.map { .fields(MarkovChain.fields, of: $0) } ?? .none })
        },
        .value("edges") { .numbers($0.edges) }, .value("neighbourEdges") { .numbers($0.neighbourEdges) },
        .number("chiSquare", \.moves.test.chiSquare), .number("chiSquarePValue", \.moves.test.chiSquarePValue),
        .number("likelihoodRatio", \.moves.test.likelihoodRatio),
        .number("likelihoodRatioPValue", \.moves.test.likelihoodRatioPValue),
        .count("degreesOfFreedom", \.moves.test.degreesOfFreedom),
        .sheets { found in found.chains.map { $0.chain.sheet($0.title) } })

    /// The chains, and the edges of the classes of places and of their neighbours.
    public struct Found: Sendable {
        /// The chain of all places, one for each class of neighbours, and the test of whether these differ.
        public let moves: SpatialMarkov
        /// Bounds between classes of places in rising order, one fewer than classes; of values over the mean of their
        /// year.
        public let edges: [Double]
        /// The same between classes of neighbours, of the weighted mean over each place's neighbours.
        public let neighbourEdges: [Double]

        /// Of all places, then by the class of the neighbours.
        var chains: [(title: Remark, chain: MarkovChain)] {
            [(allPlaces, moves.chain)]
                + moves.conditional.enumerated().compactMap { index, chain in
                    chain.map { (Remark("neighbours in class \(index + 1)", "邻区处于第 \(index + 1) 级"), $0) }
                }
        }
    }

    /// Quantile classes of places over all years, and as many of neighbours; from 2 to 100.
    public var classes = 5

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of panel: Panel, _ run: MeasureRun) throws(Problem) -> Found {
        _ = try panel.twoYears(Self.about.id)
        let joined = try panel.joinedPeriods()
        guard let neighbours = panel.neighbours else {
            throw Problem(
                .use, "spatialMarkov needs neighbours: name their file with {weights}",
                "spatialMarkov 需要邻接文件：请用 {weights} 指定")
        }
        let (own, around) = try relative(panel, neighbours)
        return try panel.ask { () throws(MeasureError) in
            let edges = try quantileEdges(own.joined().compactMap { $0 }, classes: classes)
            let neighbourEdges = try quantileEdges(around.joined().compactMap { $0 }, classes: classes)
            func classed(_ values: [[Double?]], _ edges: [Double]) -> [[Int?]] {
                values.map { $0.map { $0.map { classOf($0, edges: edges) } } }
            }
            let moves = try spatialMarkov(
                classes: classed(own, edges), neighbourClasses: classed(around, neighbourEdges), count: classes,
                neighbourCount: classes, joined: joined)
            return Found(moves: moves, edges: edges, neighbourEdges: neighbourEdges)
        }
    }

    /// Values over the mean of their year, and the same of the mean over neighbours, by place and period.
    private func relative(_ panel: Panel, _ neighbours: SpatialWeights) throws(Problem) -> (
        own: [[Double?]], around: [[Double?]]
    ) {
        var own = Array(repeating: [Double?](repeating: nil, count: panel.periods.count), count: panel.places.count)
        var around = own
        for (index, period) in panel.periods.enumerated() {
            let mean = orderlessMean(period.values)
            if !(mean > 0) {
                throw panel.problem(
                    .undefined(why: "the mean is \(mean): values relative to it need one above zero"), period)
            }
            for entry in period.entries { own[entry.place][index] = entry.value / mean }
            for place in panel.places.indices where own[place][index] != nil {
                let known = zip(neighbours.neighbours[place], neighbours.weights[place]).compactMap { other, weight in
                    own[other][index].map { ($0, weight) }
                }
                let weight = known.map(\.1).sorted().reduce(0, +)
                if weight > 0 {
                    let parts = known.map { $0.0 * $0.1 / weight }.sorted()
                    around[place][index] = parts.reduce(0, +)
                }
            }
        }
        return (own, around)
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: Found, of panel: Panel, _ run: MeasureRun) -> [Remark] {
        let test = result.moves.test
        let (chi, ratio) = (significant(test.chiSquare, 2), significant(test.likelihoodRatio, 2))
        let (p, q) = (significant(test.chiSquarePValue, 4), significant(test.likelihoodRatioPValue, 4))
        return panel.leftOutRemarks(neighbours: panel.neighbours) + [
            Remark(
                """
                Moves the same whatever the neighbours: χ² \(chi), p \(p); likelihood ratio \(ratio), p \(q); \
                \(test.degreesOfFreedom) degrees of freedom.
                """,
                "转移与邻区无关的检验：χ² \(chi)，p \(p)；似然比 \(ratio)，p \(q)；自由度 \(test.degreesOfFreedom)。"),
            Remark(
                """
                Classes: quantiles of values over the mean of the year, all years together; those of neighbours by \
                their own quantiles.
                """,
                "等级：各年数值除以当年均值后全时期分位；邻区按其自身分位。"),
        ]
    }

    /// Drawn where one would rather look than read.
    public func picture(_ result: Found, of panel: Panel, _ language: Language) -> String? {
        chainPicture(result.chains, language)
    }
}

extension Value {
    /// The fields of a record.
    static func fields<Row>(_ columns: [Column<Row>], of row: Row) -> Value {
        Layout.record(nil, columns).value(row, .english)
    }
}
