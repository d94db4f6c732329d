import Asking
import Atlases
import Scenarios
import Wording

/// What is said over and under a ranking of railways.
extension LinkRun {
    var title: Remark {
        let atlas = study.atlas
        func cluster(_ id: String) -> Remark {
            atlas.clusters.first { $0.id == id }.map { Remark($0.nameEnglish, $0.name) } ?? Remark(id, id)
        }
        let what: Remark
        switch ranking.search.objective {
        case .welfare: what = Remark("national welfare", "全国福利")
        case .realGDP: what = Remark("national real GDP", "全国实际 GDP")
        case .theil: what = Remark("less inequality (Theil index) among all places", "各地差距缩小（泰尔指数）")
        case .income(let code):
            let place = name(code)
            what = Remark("real income in \(place.english)", "\(place.chinese)实际收入")
        case .level(let id):
            what = Remark(
                "real GDP per resident of \(cluster(id).english)'s cities besides its anchors",
                "\(cluster(id).chinese)非中心城市人均实际 GDP")
        case .gap(let id):
            what = Remark("a narrower gap to the anchors in \(cluster(id).english)", "\(cluster(id).chinese)与中心城市差距缩小")
        }
        let which: Remark
        switch ranking.search.candidates {
        case .pairs(let km):
            which = Remark("new railways of at most \(fixed(km, 0)) km", "\(fixed(km, 0)) 公里以内的新铁路")
        case .existing(let share):
            let percent = fixed(share * 100, 0)
            which = Remark("existing railways made \(percent) % faster", "现有铁路提速 \(percent) %")
        case .planned: which = Remark("planned lines, each alone", "规划或在建线路，逐条单独评估")
        }
        return Remark(
            "Ranked by \(what.english): \(which.english)", "按\(what.chinese)排序：\(which.chinese)")
    }

    /// Over which ways trade goes.
    private var kernel: Remark {
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

    var notes: [Remark] {
        let search = ranking.search
        let agreement = ranking.linearAgreement.map { fixed($0, 2) }
        let weight = plainNumber(study.parameters[.passengerWeight])
        let residual = scientific(ranking.gains.map(\.residual).max() ?? 0)
        var notes = [
            Remark(
                """
                  \(ranking.candidates) lines make some pair faster; ordered by one adjoint solution, the best \
                \(ranking.gains.count) solved as new equilibria\
                \(agreement.map { ", rank correlation of the two \($0)" } ?? "")
                """,
                """
                  \(ranking.candidates) 条线路使某些地区间更快；先由一次伴随求解排序，再对前 \(ranking.gains.count) 条求解新均衡\
                \(agreement.map { "，两者秩相关 \($0)" } ?? "")
                """), kernel,
            Remark(
                """
                  Passengers' time has weight \(weight) in trade cost; goods stay on the road. Reading: \
                \(search.reading.rawValue). Largest residual \(residual).
                """, "  旅客时间在贸易成本中权重 \(weight)；货物走公路。情形：\(search.reading.rawValue)。最大残差 \(residual)。"),
        ]
        if case .pairs = search.candidates {
            let speed = fixed(search.speedKmh, 0)
            notes.append(
                Remark(
                    """
                      Assumed of each: \(speed) km/h design speed, 1.1 × great circle, no stop between its ends; \
                    terrain is not looked at.
                    """, "  对每条线路的假设：设计速度 \(speed) km/h，大圆距离的 1.1 倍，中途不设站；未考虑地形。"))
            notes.append(
                Remark(
                    """
                      The network table is not whole (`atlas describe` prints its coverage): a pair without a \
                    link here may well have a railway.
                    """, "  路网表并不完整（`atlas describe` 列出覆盖率）：此处没有线路的城市间，现实中可能已有铁路。"))
        }
        for gain in ranking.gains where !gain.assumptions.isEmpty {
            notes.append(
                Remark(
                    "  \(gain.name.english): \(Language.english.joined(gain.assumptions))",
                    "  \(gain.name.chinese): \(Language.chinese.joined(gain.assumptions))"))
        }
        let drawn = ranking.answeredDraws
        notes.append(
            search.draws == 0
                ? Remark("  No intervals: no draws were asked for.", "  无区间：未要求抽样。")
                : Remark(
                    "  \(drawn) of \(search.draws) draws. \(DrawSummary.label.english)",
                    "  \(search.draws) 次抽样中 \(drawn) 次有解。\(DrawSummary.label.chinese)"))
        if ranking.gains.contains(where: { $0.paybackYears != nil }) {
            notes.append(
                Remark(
                    """
                      Payback: cost over a year's gain in national real GDP; it leaves out upkeep, fares, \
                    discounting and everything the model does.
                    """, "  回收期：投资除以全国实际 GDP 年增益；不含维护、票价、贴现及模型之外的一切。"))
        }
        return notes
            + carved.map(name).map {
                Remark(
                    "  \($0.english) is a place of its own here, with figures of its own year.",
                    "  \($0.chinese)在此作为独立地区，数据为其自身年份。")
            }
    }
}
