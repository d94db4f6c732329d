public import Asking
public import AtlasQuestions
public import Atlases

/// Flows between places that can be drawn, by what flows and when; a flow to several places together is drawn to each
/// and says so.
public struct FlowList: AtlasQuestion {
    /// As it is asked.
    public init() {}

    /// Answers it.
    public func answer(on opened: OpenAtlas) -> Answered<[FlowKind]> {
        let atlas = opened.atlas
        let kinds = ([FlowKind.provinceTrade(atlas)] + FlowKind.published(atlas)).filter { !$0.arcs.isEmpty }
        return Answered(inputs: opened.inputs(), kinds, sources: atlas.sources(used: kinds.flatMap(\.sources)))
    }

    /// How the answer is written.
    public static let layout: Layout<[FlowKind]> = .rows(
        nil,
        [
            .plain("id") { $0.id }, .value("name") { .remark($0.name) }, .plain("unit") { $0.unit },
            .value("year") { .optional($0.year.map(Double.init)) },
            .plain("sources") { Set($0.sources).sorted().joined(separator: ", ") },
            .list(
                "flows",
                [
                    .value("from") { .remark($0.from.called) }, .value("to") { .remark($0.to.called) },
                    .value("start") { .position($0.start) }, .value("end") { .position($0.end) },
                    .value("value") { .number($0.value) }, .value("together") { .flag($0.together) },
                ]
            ) { $0.arcs },
        ]
    ) { $0 }
}

/// What flows between places in a year.
public struct FlowKind: Sendable {
    /// Its identifier.
    public let id: String
    /// What people call it.
    public let name: Remark
    /// Of the value, as the atlas has it.
    public let unit: String
    /// The year of the figures; nil where they have none.
    public let year: Int?
    /// Of each flow.
    public let sources: [String]
    /// Each flow that can be drawn.
    public let arcs: [FlowArc]

    static func provinceTrade(_ atlas: Atlas) -> FlowKind {
        FlowKind(
            id: "province_trade",
            name: Remark("Trade between provinces, share of the buyer's spending", "省际贸易（占购买方支出比重）"),
            unit: "percent", year: atlas.provinceTrade.first?.year, sources: atlas.provinceTrade.sources,
            arcs: atlas.provinceTrade.compactMap { link in
                guard let producer = link.producer, let consumer = link.consumer else { return nil }
                return FlowArc(producer, consumer, 100 * link.share, together: false, atlas)
            })
    }

    static func published(_ atlas: Atlas) -> [FlowKind] {
        let groups = Dictionary(grouping: atlas.flows) { "\($0.flow)|\($0.unit)|\($0.year)|\($0.period)" }
        return groups.sorted { $0.key < $1.key }.compactMap { key, flows in
            guard let first = flows.first else { return nil }
            let name = first.flow + (first.period == "year" ? "" : ", \(first.period)")
            let arcs = flows.flatMap { flow in
                flow.from.flatMap { from in
                    flow.to.compactMap { to in
                        FlowArc(from, to, flow.value, together: flow.to.count > 1 || flow.from.count > 1, atlas)
                    }
                }
            }
            return FlowKind(
                id: key, name: Remark(name, name), unit: first.unit, year: first.year, sources: flows.sources,
                arcs: arcs)
        }
    }
}

/// A flow from one place to another.
public struct FlowArc: Sendable {
    /// Where it begins and ends.
    public let from, to: Region
    /// Where it is drawn.
    public let start, end: Coordinate
    /// In the unit of its kind.
    public let value: Double
    /// Whether the value is that of several places together.
    public let together: Bool

    /// Nil within a place, and where one of the places cannot be drawn.
    init?(_ from: String, _ to: String, _ value: Double, together: Bool, _ atlas: Atlas) {
        // A province without a seat of its own stands where its capital does: the first of its prefectures.
        func position(_ code: String) -> Coordinate? {
            atlas.region(code)?.position ?? atlas.prefectures(in: code).first?.position
        }
        guard from != to, let a = atlas.region(from), let b = atlas.region(to), let start = position(from),
            let end = position(to)
        else { return nil }
        (self.from, self.to, self.start, self.end, self.value, self.together) = (a, b, start, end, value, together)
    }
}
