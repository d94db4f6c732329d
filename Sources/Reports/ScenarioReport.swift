import Asking
public import AtlasFiles
public import Atlases
import Charts
public import Scenarios
import Wording

/// A self-contained page about one scenario: the answer, maps, winners and losers, clusters, method, assumptions and
/// every source.
///
/// - Parameters:
///   - boundaries, provinces: outlines; without them the maps show seats.
///   - command: how the page can be made again.
public func scenarioReport(
    study: Study, answer: ScenarioAnswer, boundaries: Boundaries?, provinces: Boundaries?, language: Language,
    command: String
) -> String {
    ScenarioReport(
        study: study, answer: answer, text: AnswerText(study: study, answer: answer, language: language),
        maps: ReportMaps(
            study: study, answer: answer, boundaries: boundaries, provinces: provinces, language: language),
        language: language,
        command: command
    ).html
}

/// The map of an answer alone, as SVG.
public func scenarioMap(
    study: Study, answer: ScenarioAnswer, reading: Reading, outcome: Outcome, boundaries: Boundaries?,
    provinces: Boundaries?,
    language: Language
) -> String? {
    let maps = ReportMaps(
        study: study, answer: answer, boundaries: boundaries, provinces: provinces, language: language)
    return answer[reading].map { maps.changes($0, outcome).svg(title: language(outcome.name)) }
}

/// Islands far off that belong beside every map of the atlas: outlines only.
public func scenarioInset(_ atlas: Atlas, provinces: Boundaries?, language: Language) -> String {
    let n = atlas.map.inset ?? []
    guard n.count == 4, let provinces else { return "<svg xmlns=\"http://www.w3.org/2000/svg\"/>" }
    var chart = MapChart(
        areas: [], outlines: provinces.rings.sorted { $0.key < $1.key }.flatMap { $0.value.map { $0.map(\.vector) } })
    chart.frame = MapFrame(west: n[0], south: n[1], east: n[2], north: n[3])
    return chart.svg(title: atlas.meaning.inset.map { language($0) } ?? "", width: 104, height: 138)
}

struct ScenarioReport {
    let study: Study
    let answer: ScenarioAnswer
    let text: AnswerText
    let maps: ReportMaps
    let language: Language
    let command: String

    var html: String {
        var page = Page()
        guard let headline = answer[.peopleMove] else {
            return page.html(title: text.title, language: language)
        }
        opening(&page, headline)
        map(&page, headline)
        winnersAndLosers(&page, headline)
        sectors(&page, headline)
        readings(&page)
        certainty(&page, headline)
        travel(&page)
        clusters(&page, headline)
        network(&page)
        method(&page)
        assumptions(&page)
        calibration(&page)
        coverage(&page)
        sources(&page)
        return page.html(title: text.title, language: language)
    }

    private var modelled: String { language("modelled", "模型计算") }

    private var dataLine: String {
        language(
            "Model results on \(study.atlas.title), version \(study.atlas.version), figures of \(study.year).",
            "基于《\(language.title(study.atlas))》\(study.atlas.version) 版、\(study.year) 年数据的模型结果。")
    }

    private func opening(_ page: inout Page, _ headline: ReadingAnswer) {
        page.heading(text.title, level: 1)
        page.paragraph(
            language(
                """
                Hinterland · spatial-equilibrium model of \(study.places.count) places · \(study.year) · \
                reading: \(language(Reading.peopleMove.name))
                """,
                """
                Hinterland · \(study.places.count) 个城市的空间均衡模型 · \(study.year) 年 · 读法：\
                \(language(Reading.peopleMove.name))
                """
            ),
            style: "kicker")
        if !answer.warnings.isEmpty {
            page.paragraph(answer.warnings.map { language($0) }.joined(separator: " "), style: "warn")
        }
        page.paragraph(text.sentence(headline), style: "answer")
        page.paragraph(text.worth(headline))
        let first = headline.winners.first
        page.raw("<div class=\"boxes\">")
        for (value, caption) in [
            (headline.national.welfare, language("national welfare", "全国福利")),
            (headline.national.realGDP, language("national real product", "全国实际产出")),
            (
                first?.income,
                language("largest gain in real income: ", "人均实际收入最大增幅：")
                    + (first.map(language.name) ?? language("none", "无"))
            ),
        ] {
            let interval =
                value.flatMap { v in v.low.flatMap { low in v.high.map { intervalText(low, $0, language) } } } ?? ""
            page.raw(
                """
                <div class="box"><b>\(escaped(value.map { percentText($0.point) } ?? "–"))</b>\
                <em>\(escaped(interval))</em><span>\(escaped(caption))</span></div>
                """
            )
        }
        page.raw("</div>\n")
        page.paragraph(text.certainty, style: "warn")
        page.heading(language("The question", "所问的问题"))
        page.list(answer.scenario.changes.map(text.describe))
        if let note = text.note { page.paragraph(note) }
        page.list(answer.remarks.map { language($0) })
    }

    private func sectors(_ page: inout Page, _ headline: ReadingAnswer) {
        let workers = text.workersBySector(headline)
        if workers.rows.isEmpty { return }
        page.heading(language("Workers by sector", "各部门劳动力"))
        page.table(workers.columns.prefix(1) + workers.columns.dropFirst().map { "#" + $0 }, workers.rows)
        if let levies = text.levies(headline) { page.paragraph(levies) }
    }

    private func map(_ page: inout Page, _ headline: ReadingAnswer) {
        let title = language("Where real income per resident changes", "人均实际收入在哪里变化")
        page.figure(
            maps.changes(headline).svg(title: title), title: title,
            subtitle: language(
                "relative change against \(study.year), people move; \(modelled)",
                "相对 \(study.year) 年的变化，人口流动；\(modelled)"),
            source: dataLine + " " + boundaryNotice)
    }

    private var boundaryNotice: String {
        maps.boundaries == nil
            ? language("Places stand at their seats; no boundaries are loaded.", "各地以驻地点表示；未加载边界。")
            : language("Boundaries © Tianditu, simplified.", "边界 © 天地图，已简化。")
    }

    private func winnersAndLosers(_ page: inout Page, _ headline: ReadingAnswer) {
        page.heading(language("Winners and losers", "受益与受损的城市"))
        page.raw("<div class=\"two\">")
        for (places, title) in [
            (headline.winners, language("Largest gains", "增幅最大")),
            (headline.losers, language("Largest losses", "降幅最大")),
        ] {
            let bars = places.prefix(10).map { bar(language.name($0), $0.income) }
            if bars.isEmpty {
                page.raw(
                    """
                    <figure><figcaption><strong>\(escaped(title))</strong><br>\
                    \(escaped(language("no place", "没有城市")))</figcaption></figure>
                    """
                )
                continue
            }
            page.figure(
                BarChart(bars).svg(title: title), title: title,
                subtitle: language("real income per resident, people move", "人均实际收入，人口流动"),
                source: dataLine)
        }
        page.raw("</div>\n")
        let names = headline.losers.map { "\(language.name($0)) \(estimateText($0.income, language))" }
        if !names.isEmpty {
            page.details(language("All \(names.count) places whose real income falls", "实际收入下降的全部 \(names.count) 个城市"))
            {
                $0.paragraph(names.joined(separator: language("; ", "；")))
            }
        }
        page.details(language("Every place, in the three readings", "所有城市（三种读法）")) { everyPlace(&$0, headline) }
    }

    private func bar(_ label: String, _ estimate: Estimate) -> Bar {
        Bar(
            label: label, value: estimate.point, low: estimate.low, high: estimate.high,
            text: percentText(estimate.point))
    }

    private func everyPlace(_ page: inout Page, _ headline: ReadingAnswer) {
        func find(_ reading: Reading) -> [String: PlaceChange] {
            Dictionary((answer[reading]?.places ?? []).map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
        }
        let (stay, easier) = (find(.peopleStay), find(.movingGetsEasier))
        func text(_ estimate: Estimate?) -> String { estimate.map { estimateText($0, language) } ?? "–" }
        page.table(
            [
                language("Place", "城市"), "#" + language("Real income: people stay", "实际收入：人口不动"),
                "#" + language("people move", "人口流动"),
                "#" + language("moving easier", "迁移更容易"), "#" + language("Residents: people move", "常住人口：人口流动"),
                "#" + language("moving easier", "迁移更容易"),
                "#" + language("Welfare of those registered", "户籍人口福利"), "#" + language("Real product", "实际产出"),
                language("About its figures", "数据说明"),
            ],
            headline.byIncome.map {
                [
                    "\(language.name($0)) (\($0.code))", text(stay[$0.code]?.income), text($0.income),
                    text(easier[$0.code]?.income),
                    text($0.population),
                    text(easier[$0.code]?.population), text($0.welfare), text($0.realGDP), language.joined($0.flags),
                ]
            })
    }

    private func readings(_ page: inout Page) {
        page.heading(language("Three readings", "三种读法"))
        page.paragraph(
            language(
                """
                How people respond is the least certain part, so the answer is given three times. How the cost \
                of moving depends on travel time is an elasticity without a source; the third reading shows what \
                it would do.
                """,
                "人口如何反应是最不确定的部分，因此给出三种读法。迁移成本如何随旅行时间变化没有可靠来源，第三种读法展示其影响。"))
        let most = answer[.peopleMove]?.mostChanged
        page.table(
            [
                language("Reading", "读法"), "#" + language("National welfare", "全国福利"),
                "#" + language("National real product", "全国实际产出"),
                "#" + language("Income in ", "实际收入：") + (most.map(language.name) ?? "–"),
                "#" + language("Residents there", "当地常住人口"),
                "#" + language("Places that lose", "受损城市数"), "#" + language("Residual", "残差"),
            ],
            answer.readings.map { reading in
                let place = reading.places.first { $0.code == most?.code }
                return [
                    language(reading.reading.name), estimateText(reading.national.welfare, language),
                    estimateText(reading.national.realGDP, language),
                    place.map { estimateText($0.income, language) } ?? "–",
                    place.map { estimateText($0.population, language) } ?? "–",
                    "\(reading.losers.count)",
                    scientific(reading.residual),
                ]
            })
        for (reading, why) in answer.unanswered {
            page.paragraph("\(language(reading.name)): \(language("no answer", "无解")) – \(language(why))")
        }
        for jobs in answer[.peopleMove]?.jobs ?? [] { page.paragraph(text.jobs(jobs)) }
    }
    private func travel(_ page: inout Page) {
        guard !answer.hoursSaved.isEmpty else { return }
        page.heading(language("Travel time", "旅行时间"))
        page.paragraph(
            language(
                """
                Passenger time changes between \(grouped(Int64(answer.pairsChanged))) pairs of places; those \
                with the largest share of their time saved or lost:
                """,
                "共有 \(grouped(Int64(answer.pairsChanged))) 对城市之间的客运时间发生变化，变化比例最大的是："))
        page.table(
            [
                language("Between", "城市对"), "#" + language("Before", "之前"), "#" + language("After", "之后"),
                "#" + language("Saved", "节省"),
            ],
            answer.hoursSaved.map {
                [
                    language("\($0.fromNameEnglish) – \($0.toNameEnglish)", "\($0.fromName) — \($0.toName)"),
                    hoursText($0.before, language), hoursText($0.after, language), hoursText($0.saved, language),
                ]
            })
        page.paragraph(
            language(
                """
                Door to door: rail at \(plainNumber(100 * study.parameters[.railSpeedShare])) % of design speed \
                with access, waiting and stops; roads are modelled, no timetable is bundled.
                """,
                """
                门到门时间：铁路按设计速度的 \(plainNumber(100 * study.parameters[.railSpeedShare])) % 并计接驳、候车与停站；公路时间为模型估算，未使用\
                时刻表。
                """),
            style: "small")
    }

    private func clusters(_ page: inout Page, _ headline: ReadingAnswer) {
        page.heading(language("City clusters", "城市群"))
        let title = language("Level of the cities that are not anchors", "非核心城市的水平")
        let shown = headline.clusters.compactMap { cluster in cluster.level.map { (cluster, $0) } }.sorted {
            $0.1.point > $1.1.point
        }
        page.figure(
            BarChart(shown.map { bar(language.name($0.0), $0.1) }).svg(title: title, width: 960),
            title: title,
            subtitle: language(
                "change of real product per resident of the non-anchor cities, people move", "非核心城市人均实际产出的变化，人口流动"),
            source: dataLine)
        page.table(
            [
                language("Cluster", "城市群"), "#" + language("Real product", "实际产出"), "#" + language("Residents", "常住人口"),
                "#" + language("Welfare", "福利"),
                "#" + language("Gap before", "差距（前）"), "#" + language("Gap after", "差距（后）"),
                language("Members not modelled", "未纳入模型的成员"),
            ],
            headline.clusters.map {
                [
                    "\(language.name($0)) (\($0.id))", estimateText($0.realGDP, language),
                    estimateText($0.population, language),
                    estimateText($0.welfare, language),
                    orDash($0.gapBefore, 3), orDash($0.gapAfter, 3),
                    $0.missing.map { language.name(study.atlas.region($0)) }.joined(separator: language(", ", "、")),
                ]
            })
        page.paragraph(
            language(
                """
                Gap: the anchors' real product per resident over that of the other members. Whole-city sums, \
                although plans often take only some counties; a city may belong to several clusters.
                """,
                "差距：核心城市人均实际产出与其他成员之比。按整市加总（规划往往只含部分县区）；一个城市可属于多个城市群。"), style: "small")
    }

    private func network(_ page: inout Page) {
        page.heading(language("The network", "交通网络"))
        let title = language("Railways by their opening", "铁路线路（按开通时间）")
        page.figure(
            maps.network().svg(title: title), title: title,
            subtitle: language(
                "links between regions, drawn straight from seat to seat; to the end of \(study.year)",
                "地区间连接，按驻地直线绘制；截至 \(study.year) 年底"),
            source: dataLine + " " + boundaryNotice)
        page.list(study.network.notes.map { language($0) })
    }
}
