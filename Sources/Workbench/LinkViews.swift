import Asking
import Atlas
import Computation
import Formats
import Foundation
import Reports
public import Scenarios
import Wording

/// An objective as a call or an address names it.
public enum LinkAim: String, Sendable, CaseIterable {
    case welfare, realGDP, income, level, gap, theil
}

/// Which line is worth building: the ranking as a table, CSV and JSON.
extension Workbench {
    /// The objective that a name stands for.
    ///
    /// - Parameters:
    ///   - cluster: id or name, for `level` and `gap`.
    ///   - place: code or name, for `income`.
    public func linkObjective(_ aim: LinkAim, cluster: String?, place: String?) throws(WorkbenchError) -> LinkObjective
    {
        func clusterID() throws(WorkbenchError) -> String {
            guard let cluster else {
                throw WorkbenchError(
                    .use, "objective \(aim.rawValue) needs a cluster, such as CL04 (`hinterland cluster list`)")
            }
            let wanted = cluster.lowercased()
            let found = atlas.clusters.first {
                $0.id.lowercased() == wanted || $0.name == cluster || $0.nameEnglish.lowercased() == wanted
            }
            guard let found else {
                throw WorkbenchError(
                    .use, "no cluster \(cluster): expected one of \(atlas.clusters.map(\.id).joined(separator: ", "))")
            }
            return found.id
        }
        switch aim {
        case .welfare: return .welfare
        case .realGDP: return .realGDP
        case .theil: return .theil
        case .level: return .level(cluster: try clusterID())
        case .gap: return .gap(cluster: try clusterID())
        case .income:
            guard let place else { throw WorkbenchError(.use, "objective income needs a place, such as Ankang") }
            return .income(place: try region(place).code)
        }
    }

    /// Ranks railways by an objective.
    public func links(
        _ search: LinkSearch, year: Int, language: Language,
        progress: @Sendable (String, Int, Int) -> Void = { _, _, _ in }
    ) throws(WorkbenchError) -> Output {
        do {
            // Planned lines may end at a place that is carved out of another.
            let ends = Set(atlas.plannedLines.flatMap { $0.ends + $0.via })
            let carved =
                search.candidates == .planned
                ? atlas.regions.filter { $0.level == .carved && ends.contains($0.code) }.map(\.code) : []
            let study = try Study(atlas, year: year, carved: carved)
            let ranking = try study.linkRanking(search, progress: progress)
            return output(ranking, study, carved, language)
        } catch {
            throw WorkbenchError(.data, "\(error)")
        }
    }

    private func output(_ ranking: LinkRanking, _ study: Study, _ carved: [String], _ language: Language) -> Output {
        let all = Section(
            title: title(ranking, language),
            columns: [
                "#", language("railway", "铁路"), "km", language("hours between its ends", "两端耗时（小时）"),
                language("gain", "收益") + unit(ranking.search.objective),
                language("5th to 95th percentile", "第 5—95 百分位"),
                language("rank", "名次区间"), language("best in", "居首比例"), language("national welfare %", "全国福利 %"),
                language("losers", "受损地区"), language("loses most", "受损最大"), language("cost, bn yuan", "投资（十亿元）"),
                language("payback, years", "回收期（年）"),
            ],
            rows: ranking.gains.map { row($0, language) }, notes: notes(ranking, study, carved, language))
        // Columns that say nothing here, such as a cost that nobody gave, are left out.
        let said = all.columns.indices.filter { column in all.rows.isEmpty || all.rows.contains { $0[column] != "–" } }
        let main = Section(
            title: all.title, columns: said.map { all.columns[$0] }, rows: all.rows.map { row in said.map { row[$0] } },
            notes: all.notes)
        return Output(
            json: Envelope(
                inputs: LinkInputs(ranking, atlas: identity, year: study.year, study.parameters),
                result: ranking.gains.map { LinkGainRow($0, language) }, sources: study.sourcesUsed()),
            sections: [main])
    }

    private func row(_ gain: LinkGain, _ language: Language) -> [String] {
        func percent(_ value: Double?) -> String { value.map { fixed($0 * 100, 4) } ?? "–" }
        return [
            "\(gain.rank)", language(gain.name), fixed(gain.km, 0),
            "\(fixed(gain.hoursBefore, 2)) → \(fixed(gain.hoursAfter, 2))", percent(gain.gain.point),
            gain.gain.low == nil ? "–" : "\(percent(gain.gain.low)) – \(percent(gain.gain.high))",
            gain.rankLow.flatMap { low in gain.rankHigh.map { low == $0 ? "\(low)" : "\(low)–\($0)" } } ?? "–",
            gain.bestShare.map { "\(fixed($0 * 100, 0)) %" } ?? "–", percent(gain.nationalWelfare.point),
            "\(gain.losers)",
            gain.largestLoser.map { "\(language.name(atlas.region($0.code))) \(fixed($0.change * 100, 3)) %" } ?? "–",
            gain.costYuan.map { fixed($0 / 1e9, 1) } ?? "–", gain.paybackYears.map { fixed($0, 0) } ?? "–",
        ]
    }

    /// What the objective's change is measured in.
    private func unit(_ objective: LinkObjective) -> String { objective == .theil ? " × 100" : " %" }

    private func title(_ ranking: LinkRanking, _ language: Language) -> String {
        func cluster(_ id: String) -> String {
            atlas.clusters.first { $0.id == id }.map { language($0.nameEnglish, $0.name) } ?? id
        }
        let what =
            switch ranking.search.objective {
            case .welfare: language("national welfare", "全国福利")
            case .realGDP: language("national real GDP", "全国实际 GDP")
            case .theil: language("less inequality (Theil index) among all places", "各地差距缩小（泰尔指数）")
            case .income(let code):
                language(
                    "real income in \(language.name(atlas.region(code)))", "\(language.name(atlas.region(code)))实际收入")
            case .level(let id):
                language(
                    "real GDP per resident of \(cluster(id))'s cities besides its anchors",
                    "\(cluster(id))非中心城市人均实际 GDP")
            case .gap(let id): language("a narrower gap to the anchors in \(cluster(id))", "\(cluster(id))与中心城市差距缩小")
            }
        let which =
            switch ranking.search.candidates {
            case .pairs(let km): language("new railways of at most \(fixed(km, 0)) km", "\(fixed(km, 0)) 公里以内的新铁路")
            case .existing(let share):
                language(
                    "existing railways made \(fixed(share * 100, 0)) % faster", "现有铁路提速 \(fixed(share * 100, 0)) %")
            case .planned: language("planned lines, each alone", "规划或在建线路，逐条单独评估")
            }
        return language("Ranked by \(what): \(which)", "按\(what)排序：\(which)")
    }

    /// Over which ways trade goes.
    private func kernel(_ ranking: LinkRanking, _ study: Study) -> Remark {
        guard let routing = ranking.routing else { return Remark("  Kernel: shortest paths.", "  核：最短路。") }
        return Remark(
            """
              Kernel: every route (Allen & Arkolakis 2022). A link of one hour carries \
            \(fixed(routing.linkWeight, 3)), half of what would make routes endless (assumed); factors of \
            \(fixed(routing.ownFactor, 2)) on what a place buys from itself and \
            \(fixed(routing.provinceFactor, 2)) between provinces meet the shares they buy from themselves. \
            Trade travels \(fixed(routing.meanHours, 1)) h on average, against \
            \(fixed(routing.meanHoursOverShortestPaths, 1)) over shortest paths. Access and waiting are left out.
            """,
            """
              核：全部路线（Allen & Arkolakis 2022）。一小时线路的权重为 \(fixed(routing.linkWeight, 3))，为路线总和发散临界值的一半（假设）；自购系数 \
            \(fixed(routing.ownFactor, 2))、跨省系数 \(fixed(routing.provinceFactor, 2)) 使城市与省份自给率相符。贸易平均 \
            \(fixed(routing.meanHours, 1)) 小时，最短路情形为 \(fixed(routing.meanHoursOverShortestPaths, 1)) 小时。不含接驳与候车。
            """
        )
    }

    private func notes(_ ranking: LinkRanking, _ study: Study, _ carved: [String], _ language: Language) -> [String] {
        let search = ranking.search
        var notes = [
            language(
                """
                  \(ranking.candidates) lines make some pair faster; ordered by one adjoint solution, the best \
                \(ranking.gains.count) solved as new equilibria
                """
                    + (ranking.linearAgreement.map { ", rank correlation of the two \(fixed($0, 2))" } ?? ""),
                "  \(ranking.candidates) 条线路使某些地区间更快；先由一次伴随求解排序，再对前 \(ranking.gains.count) 条求解新均衡"
                    + (ranking.linearAgreement.map { "，两者秩相关 \(fixed($0, 2))" } ?? "")),
            language(kernel(ranking, study)),
            language(
                """
                  Passengers' time has weight \(plainNumber(study.parameters[.passengerWeight])) in trade cost; \
                goods stay on the road. Reading: \(search.reading.rawValue). Largest residual \
                \(scientific(ranking.gains.map(\.residual).max() ?? 0)).
                """,
                """
                  旅客时间在贸易成本中权重 \(plainNumber(study.parameters[.passengerWeight]))；货物走公路。情形：\
                \(search.reading.rawValue)。最大残差 \(scientific(ranking.gains.map(\.residual).max() ?? 0))。
                """
            ),
        ]
        if case .pairs = search.candidates {
            notes.append(
                language(
                    """
                      Assumed of each: \(fixed(search.speedKmh, 0)) km/h design speed, 1.1 × great circle, no \
                    stop between its ends; terrain is not looked at.
                    """,
                    "  对每条线路的假设：设计速度 \(fixed(search.speedKmh, 0)) km/h，大圆距离的 1.1 倍，中途不设站；未考虑地形。"))
            notes.append(
                language(
                    """
                      The network table is not whole (`atlas describe` prints its coverage): a pair without a \
                    link here may well have a railway.
                    """,
                    "  路网表并不完整（`atlas describe` 列出覆盖率）：此处没有线路的城市间，现实中可能已有铁路。"))
        }
        for gain in ranking.gains where !gain.assumptions.isEmpty {
            notes.append("  \(language(gain.name)): \(language.joined(gain.assumptions))")
        }
        notes.append(
            search.draws == 0
                ? language("  No intervals: --draws 0.", "  无区间：--draws 0。")
                : language(
                    "  \(ranking.answeredDraws) of \(search.draws) draws. \(DrawSummary.label.english)",
                    "  \(search.draws) 次抽样中 \(ranking.answeredDraws) 次有解。\(DrawSummary.label.chinese)"))
        if ranking.gains.contains(where: { $0.paybackYears != nil }) {
            notes.append(
                language(
                    """
                      Payback: cost over a year's gain in national real GDP; it leaves out upkeep, fares, \
                    discounting and everything the model does.
                    """,
                    "  回收期：投资除以全国实际 GDP 年增益；不含维护、票价、贴现及模型之外的一切。"))
        }
        for code in carved {
            notes.append(
                language(
                    "  \(language.name(atlas.region(code))) is a place of its own here, with figures of its own year.",
                    "  \(language.name(atlas.region(code)))在此作为独立地区，数据为其自身年份。"))
        }
        return notes
    }
}

private struct LinkInputs: Encodable {
    let atlas: Workbench.AtlasIdentity
    let year: Int
    let objective, candidates, reading, kernel: String
    let routing: RoutingCalibration?
    let speedKmh: Double
    let screened: Int
    let linearRankCorrelation: Double?
    let draws, answeredDraws: Int
    let seed: UInt64
    let parameters: [ParameterValue]

    init(_ ranking: LinkRanking, atlas: Workbench.AtlasIdentity, year: Int, _ parameters: StudyParameters) {
        let search = ranking.search
        self.atlas = atlas
        self.year = year
        objective =
            switch search.objective {
            case .welfare: "welfare"
            case .realGDP: "realGDP"
            case .theil: "theil"
            case .income(let place): "income \(place)"
            case .level(let cluster): "level \(cluster)"
            case .gap(let cluster): "gap \(cluster)"
            }
        candidates =
            switch search.candidates {
            case .pairs(let km): "pairs within \(km) km"
            case .existing(let share): "existing, hours × \(1 - share)"
            case .planned: "planned"
            }
        reading = search.reading.rawValue
        kernel = search.kernel.rawValue
        routing = ranking.routing
        speedKmh = search.speedKmh
        screened = ranking.candidates
        linearRankCorrelation = ranking.linearAgreement
        draws = search.draws
        answeredDraws = ranking.answeredDraws
        seed = search.seed
        self.parameters = ParameterValue.all(parameters)
    }
}

private struct LinkGainRow: Encodable {
    let rank: Int
    let name: String
    let stops: [String]
    let km, speedKmh, hoursBefore, hoursAfter: Double
    let segmentsKm: [Double]
    let pairsFaster: Int
    let linearGain: Double
    let gain, nationalWelfare, nationalRealGDP: Estimate
    let rankLow, rankHigh: Int?
    let bestShare, costYuan, paybackYears: Double?
    let losers: Int
    let largestLoser: String?
    let largestLoss: Double?
    let residual: Double
    let assumptions: [String]

    init(_ gain: LinkGain, _ language: Language) {
        rank = gain.rank
        name = language(gain.name)
        stops = gain.stops
        (km, speedKmh, hoursBefore, hoursAfter) = (gain.km, gain.speedKmh, gain.hoursBefore, gain.hoursAfter)
        segmentsKm = gain.segmentsKm
        pairsFaster = gain.pairs
        linearGain = gain.linear
        (self.gain, nationalWelfare, nationalRealGDP) = (gain.gain, gain.nationalWelfare, gain.nationalRealGDP)
        (rankLow, rankHigh, bestShare) = (gain.rankLow, gain.rankHigh, gain.bestShare)
        (costYuan, paybackYears) = (gain.costYuan, gain.paybackYears)
        losers = gain.losers
        largestLoser = gain.largestLoser?.code
        largestLoss = gain.largestLoser?.change
        residual = gain.residual
        assumptions = gain.assumptions.map { language($0) }
    }
}
