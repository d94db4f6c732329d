public import Asking
import AtlasFiles
import AtlasQuestions
public import Atlases
public import Scenarios

/// Which railway is worth building, as every face asks it.
///
///     var question = LinkQuestion()
///     (question.objective, question.cluster) = (.level, cluster)
///     let run = try question.answer(on: OpenAtlas("china").atlas)
///     run.ranking.gains.map(\.name.english)
public struct LinkQuestion: Askable {
    /// What a gain is measured by, without the place or cluster that some of them need.
    public enum Aim: String, Choosable {
        case welfare, realGDP, income, level, gap, theil
    }

    /// Which lines are looked at.
    public enum Lines: String, Choosable {
        case pairs, existing, planned
    }

    /// What a gain is measured by.
    public var objective = Aim.welfare
    /// By id or name, for `level` and `gap`: its smaller cities are the ones that count.
    public var cluster: String?
    /// By code or name, for `income`.
    public var place: String?
    /// Which lines are looked at.
    public var candidates = Lines.pairs
    /// Pairs at most so far apart, great circle.
    public var maximumKm = 500.0
    /// Per cent of its hours that an existing line saves.
    public var faster = 10.0
    /// Design speed of a new railway.
    public var speedKmh = 350.0
    /// Millions of the atlas's currency a kilometre; nil takes the atlas's own for planned lines.
    public var costPerKm: Double?
    /// How many are solved exactly and shown.
    public var top = 10
    /// How people respond.
    public var reading = Reading.peopleMove
    /// How trade finds its way.
    public var kernel = LinkKernel.shortestPath
    /// Draws that the intervals rest on; 0 leaves them out.
    public var draws = 100
    /// Year of the figures; nil for the atlas's own.
    public var year: Int?
    /// Of the draws; the same seed gives the same bits.
    public var seed = 1
    /// Nil takes one for each processor; the bits do not depend on it.
    public var threads: Int?

    /// National welfare over pairs of cities.
    public init() {}

    /// What every face takes; `threads` is for the caller alone.
    public static let settings: [Setting<LinkQuestion>] = measuring + looking

    private static let measuring: [Setting<LinkQuestion>] = [
        .choice(
            "objective", "Worth", "目标", \.objective,
            help: Remark(
                "What a gain is measured by; income goes with {place}, level and gap with {cluster}.",
                "收益的衡量：income 需给出 {place}，level 与 gap 需给出 {cluster}。")),
        .text(
            "cluster", "Cluster", "城市群", \.cluster, .text(most: 100),
            help: Remark(
                "Cluster by id or name: its smaller cities are the ones that count.", "城市群编号或名称：以其非中心城市为准。")),
        .text("place", "Place", "地区", \.place, .place, help: Remark("Place by code or name.", "地区代码或名称。")),
        .choice(
            "reading", "Reading", "情形", \.reading, help: Remark("How people respond.", "人口如何反应。")),
        .choice(
            "kernel", "Routes", "路径", \.kernel,
            help: Remark(
                "Trade over the shortest path, or over every route (Allen & Arkolakis 2022).",
                "贸易走最短路，或走所有路径（Allen & Arkolakis 2022）。")),
        .draws(\.draws), .seed(\.seed),
        .whole("year", "Year", "年份", \.year, in: 1900...2100, help: Remark("Year of the figures.", "数据年份。")),
    ]

    private static let looking: [Setting<LinkQuestion>] = [
        .choice(
            "candidates", "Lines", "线路", \.candidates,
            help: Remark(
                "Every pair of cities, the railways that are there made faster, or those listed as planned or under "
                    + "construction.", "任意两城市之间、现有铁路提速，或规划与在建线路。")),
        .number(
            "maximumKm", "At most so far apart", "最大间距", \.maximumKm, in: 1...5_000, unit: "km",
            help: Remark("Pairs at most so far apart, great circle.", "城市对的最大大圆距离。")),
        .number(
            "faster", "Faster by", "提速", \.faster, in: 0.1...90, unit: "%",
            help: Remark("Per cent of its hours that an existing line saves.", "现有线路节省的时间百分比。")),
        .number(
            "speedKmh", "Design speed", "设计速度", \.speedKmh, in: 20...1_000, unit: "km/h",
            help: Remark("Design speed of a new railway.", "新建铁路的设计速度。")),
        .number(
            "costPerKm", "Cost a kilometre", "每公里造价", \.costPerKm, in: 0.001...100_000, unit: "million",
            help: Remark(
                """
                Millions of the atlas's currency a kilometre, where you have a figure; the atlas's own for planned \
                lines.
                """,
                "每公里造价（百万，图集货币）；规划线路缺省用图集数据。")),
        .whole(
            "top", "How many", "条数", \.top, in: 1...200,
            help: Remark("How many are solved exactly and shown.", "精确求解并列出的条数。")),
    ]

    /// Ranks railways of an atlas: the one way in which every face asks.
    ///
    /// - Parameter progress: told what is done, how many pieces of how many.
    /// - Throws: a problem of use for a cluster or place that the atlas does not know, one of data as
    ///   `Study.linkRanking`.
    public func answer(
        on atlas: Atlas, progress: @Sendable (String, Int, Int) -> Void = { _, _, _ in }
    ) throws(Problem) -> LinkRun {
        var search = LinkSearch(
            objective: try objective(in: atlas), candidates: lines, kernel: kernel, reading: reading,
            speedKmh: speedKmh, shortlist: top, costPerKm: costPerKm.map { $0 * 1e6 }, draws: draws,
            seed: UInt64(max(0, seed)),
            threads: threads)
        search.cancel = .current
        // Planned lines may end at a place that is carved out of another.
        let ends = Set(atlas.plannedLines.flatMap { $0.ends + $0.via })
        let carved =
            candidates == .planned
            ? atlas.regions.filter { $0.level == .carved && ends.contains($0.code) }.map(\.code) : []
        do {
            let study = try Study(atlas, year: year ?? atlas.year, carved: carved)
            let ranking = try study.linkRanking(search, progress: progress)
            return LinkRun(question: self, study: study, ranking: ranking, carved: carved)
        } catch { throw Problem(error) }
    }

    private var lines: LinkSearch.Candidates {
        switch candidates {
        case .pairs: .pairs(maximumKm: maximumKm)
        case .existing: .existing(fasterBy: faster / 100)
        case .planned: .planned
        }
    }

    private func objective(in atlas: Atlas) throws(Problem) -> LinkObjective {
        if cluster != nil, ![.level, .gap].contains(objective) {
            throw Problem(
                .use, "{cluster} goes with {objective} level or gap, not with \(objective.rawValue)",
                "{cluster} 须与 {objective} level 或 gap 同用，不适用于 \(objective.rawValue)")
        }
        if place != nil, objective != .income {
            throw Problem(
                .use, "{place} goes with {objective} income, not with \(objective.rawValue)",
                "{place} 须与 {objective} income 同用，不适用于 \(objective.rawValue)")
        }
        switch objective {
        case .welfare: return .welfare
        case .realGDP: return .realGDP
        case .theil: return .theil
        case .level: return .level(cluster: try clusterID(in: atlas))
        case .gap: return .gap(cluster: try clusterID(in: atlas))
        case .income:
            guard let place else {
                throw Problem(.use, "{objective} income needs {place}", "{objective} income 需要 {place}")
            }
            return .income(place: try atlas.city(called: place).code)
        }
    }

    private func clusterID(in atlas: Atlas) throws(Problem) -> String {
        let known = atlas.clusters.map(\.id).joined(separator: ", ")
        guard let cluster else {
            throw Problem(
                .use, "{objective} \(objective.rawValue) needs {cluster}: one of \(known)",
                "{objective} \(objective.rawValue) 需要 {cluster}：\(known) 之一")
        }
        let wanted = cluster.lowercased()
        let found = atlas.clusters.first {
            $0.id.lowercased() == wanted || $0.name == cluster || $0.nameEnglish.lowercased() == wanted
        }
        if let found { return found.id }
        throw Problem(.use, "no cluster \(cluster): expected one of \(known)", "没有城市群 \(cluster)：应为 \(known) 之一")
    }
}

extension LinkKernel: Choosable {}
