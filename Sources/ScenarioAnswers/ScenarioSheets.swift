import Asking
import Atlases
import Reports
import Scenarios
import Wording

/// Tables of an answer for people; nil where there is nothing to show.
extension ShownAnswer {
    private func sheet<Row>(
        _ english: String, _ chinese: String, _ rows: [Row], _ columns: [Column<Row>], notes: [Remark] = []
    )
        -> Sheet?
    {
        rows.isEmpty ? nil : Sheet(title: Remark(english, chinese), rows, columns, notes: notes)
    }

    /// What was asked, and the answer in sentences.
    var introduction: Sheet? {
        Sheet(
            title: words(\.title),
            notes: answer.scenario.changes.map { change in
                let said = words { $0.describe(change) }
                return Remark("  · " + said.english, "  · " + said.chinese)
            } + answer.warnings.map { Remark("  ! " + $0.english, "  ! " + $0.chinese) } + [
                Remark("", ""), words { $0.sentence(shown) }, words { $0.worth(shown) },
            ] + shown.jobs.map { jobs in words { $0.jobs(jobs) } }
                + (words.texts[0].levies(shown) == nil ? [] : [words { $0.levies(shown) ?? "" }]))
    }

    var threeReadings: Sheet? {
        sheet(
            "Three readings", "三种读法", answer.readings, AnswerTables.readings,
            notes: answer.unanswered.map { reading, why in
                let name = reading.name
                return Remark("  \(name.english): \(why.english)", "  \(name.chinese)：\(why.chinese)")
            })
    }

    private var gains: [Column<PlaceChange>] { AnswerTables.gains(in: study.atlas.meaning.currency) }

    private static let inMoney = Remark(
        "  Money and persons: the change times the base year's product per resident, residents and product.",
        "  金额与人数：变化率乘以基年人均产值、常住人口与产值。")

    var winners: Sheet? {
        sheet(
            "Largest gains in real income", "实际收入增幅最大", Array(shown.winners.prefix(10)), gains, notes: [Self.inMoney])
    }

    var losers: Sheet? {
        sheet(
            "Losers (\(shown.losers.count) places; largest losses)", "受损城市（共 \(shown.losers.count) 个；降幅最大者）",
            Array(shown.losers.prefix(10)), gains)
    }

    /// Workers by sector, of all places and of those that change most.
    var workers: Sheet? {
        let most = shown.winners.prefix(5) + shown.losers.prefix(5)
        let all = [(Remark("all places", "全部城市"), shown.sectors.map(\.workers))]
        let rows = all + most.map { (Remark($0.nameEnglish, $0.name), $0.sectorWorkers) }
        let name = Column<(Remark, [Estimate])>.words(nil, "place", "城市") { $0.0 }
        let columns = shown.sectors.enumerated().map { k, sector in
            Column<(Remark, [Estimate])>(nil, Remark(sector.nameEnglish, sector.name)) { .change($0.1[k]) }
        }
        return columns.isEmpty ? nil : sheet("Workers by sector", "各部门劳动力", rows, [name] + columns)
    }

    var hours: Sheet? {
        let pairs = answer.pairsChanged
        return sheet(
            "Passenger hours between \(pairs) pairs change; largest share of the time saved or lost",
            "\(pairs) 对城市的客运时间发生变化；变化比例最大者", answer.hoursSaved, AnswerTables.hours)
    }

    var clusters: Sheet? { sheet("Clusters", "城市群", shown.clusters, AnswerTables.clusters) }

    /// What all of it rests on.
    var basis: Sheet? {
        let (held, left, probe) = (study.places.count, study.dropped.count, answer.uniqueness)
        let (residual, difference) = (scientific(shown.residual), scientific(probe.largestDifference))
        return Sheet(
            notes: [words(\.certainty)] + answer.remarks + [
                Remark(
                    """
                    \(held) places modelled, \(left) left out; \(study.closure.english); residual \(residual); \
                    \(probe.starts) other starting points agree to \(difference).
                    """,
                    """
                    模型包含 \(held) 个城市，\(left) 个未纳入；\(study.closure.chinese)；残差 \(residual)；另外 \(probe.starts) \
                    个初值的结果相差不超过 \(difference)。
                    """
                )
            ])
    }
}
