import Asking
import Atlas
import Formats
import Measures
import Reports
public import Scenarios
public import Transport
import Wording

/// How cities' nearness is measured on an atlas.
public struct AccessQuestion: Sendable {
    public var measure: AccessibilityMeasure
    /// Whether a place's own mass counts.
    public var own = false
    public var goods = false
    public var prices: TravelPrices?

    public init(_ measure: AccessibilityMeasure) { self.measure = measure }
}

extension Workbench {
    /// Who is near to much: every city's accessibility and its hours to the nearest anchor of a cluster.
    public func access(_ question: AccessQuestion, year: Int, language: Language) throws(WorkbenchError) -> Output {
        let travel = try travel(question, year: year, figures: atlas.figuresYear(year))
        let access = travel.accessibility(question.measure, own: question.own)
        let nearest = travel.hoursToAnchor
        let order = travel.places.indices.sorted { question.isNearer(access[$0].value, access[$1].value, $0 < $1) }
        let rows = order.map { place in
            AccessRow(
                travel.places[place].region, access[place],
                anchor: travel.nearestAnchor[place].map { travel.places[$0].code },
                hoursToAnchor: nearest[place])
        }
        let spread = inequality(travel, access.map(\.value))
        let near = AnchorReach.of(travel)
        let section = Section(
            title: language(
                """
                Accessibility at the end of \(year), nearest first; hours modelled from distances and design \
                speeds, no timetable
                """,
                "\(year) 年底可达性（由近到远）；时间按距离与设计速度估算，非时刻表"),
            columns: [
                language("code", "代码"), language("place", "城市"), language("value", "数值"),
                language("nearest anchor", "最近的中心城市"),
                language("hours to it", "至该城市（小时）"),
            ],
            rows: rows.map {
                [
                    $0.code, language($0.nameEnglish, $0.name), $0.value.map { fixed($0, 3) } ?? language("none", "无"),
                    $0.anchor.map { language.name(atlas.region($0)) } ?? "–", orDash($0.hoursToAnchor, 2),
                ]
            },
            notes: [question.massNote(travel, language)] + spreadNotes(spread, near, language)
                + travel.notes.map { "  " + language($0) })
        return Output(
            json: Envelope(
                inputs: AccessInputs(identity, question, year: year),
                result: AccessResult(cities: rows, inequality: spread, nearAnchor: near),
                sources: travel.notes.map(\.english)),
            sections: [section])
    }

    /// What a year's railways, or a scenario's links, do to every city's accessibility: before, after and gain, the
    /// largest gain first.
    ///
    /// - Parameters:
    ///   - before, after: years of the network; the figures of products and residents are those of the later one, or
    ///     the atlas's own.
    ///   - scenario: a file or the name of an example, whose links stand in the network afterwards.
    public func accessChange(
        _ question: AccessQuestion, before: Int, after: Int, scenario path: String?, language: Language
    ) throws(WorkbenchError) -> Output {
        let document = try path.map { path throws(WorkbenchError) in try readScenarioFile(scenarioPath(path)) }
        let figures = atlas.figuresYear(after)
        // A carved place stands in both networks, so that the same cities are compared.
        let carvedOnly = document.map { document in
            var scenario = document.scenario
            scenario.changes = []
            return scenario
        }
        let old = try travel(question, year: before, figures: figures, scenario: carvedOnly)
        let new = try travel(question, year: after, figures: figures, scenario: document?.scenario)
        let (a, b) = (
            old.accessibility(question.measure, own: question.own),
            new.accessibility(question.measure, own: question.own)
        )
        let (nearBefore, nearAfter) = (old.hoursToAnchor, new.hoursToAnchor)
        var rows = new.places.indices.map { place -> AccessChangeRow in
            AccessChangeRow(
                new.places[place].region, before: a[place].value, after: b[place].value,
                nearer: question.fallsWithNearness,
                hoursToAnchor: [nearBefore[place], nearAfter[place]])
        }
        rows.sort { a, b in
            let (x, y) = (a.gain ?? -.infinity, b.gain ?? -.infinity)
            return x == y ? a.code < b.code : x > y
        }
        let result = AccessChange(
            cities: rows, inequality: [inequality(old, a.map(\.value)), inequality(new, b.map(\.value))],
            nearAnchor: [AnchorReach.of(old), AnchorReach.of(new)])
        var what = before == after ? [] : [language("\(before) to \(after)", "\(before) 至 \(after) 年")]
        if let scenario = document?.scenario {
            what.append(language(scenario.name, scenario.nameChinese ?? scenario.name))
        }
        let title = what.joined(separator: language("; ", "；"))
        var notes = [question.massNote(new, language), language("  Before:", "  之前：")]
        notes += spreadNotes(result.inequality[0], result.nearAnchor[0], language)
        notes.append(language("  After:", "  之后："))
        notes += spreadNotes(result.inequality[1], result.nearAnchor[1], language)
        notes += new.notes.map { "  " + language($0) }
        let section = Section(
            title: language("Change of accessibility, \(title); gain in % towards nearer", "可达性变化，\(title)；改善幅度（%）"),
            columns: [
                language("code", "代码"), language("place", "城市"), language("before", "之前"), language("after", "之后"),
                language("gain, %", "改善，%"),
                language("hours to an anchor", "至中心城市（小时）"), language("after", "之后"),
            ],
            rows: rows.map { row -> [String] in
                let name = language(row.nameEnglish, row.name)
                return [row.code, name, orDash(row.before, 3), orDash(row.after, 3), orDash(row.gain, 2)]
                    + row.hoursToAnchor.map { orDash($0, 2) }
            },
            notes: notes)
        return Output(
            json: Envelope(
                inputs: AccessInputs(identity, question, year: before, after: after, scenario: path), result: result,
                sources: new.notes.map { language($0) }), sections: [section])
    }

    private func travel(_ question: AccessQuestion, year: Int, figures: Int, scenario: Scenario? = nil)
        throws(WorkbenchError) -> CityTravel
    {
        do {
            return try CityTravel(
                atlas, year: year, figures: figures, scenario: scenario, goods: question.goods, prices: question.prices)
        } catch { throw WorkbenchError(.data, "\(error)") }
    }

    /// Theil's T and Dagum's Gini of accessibility over residents, with the first cluster of the list as a city's
    /// group.
    private func inequality(_ travel: CityTravel, _ values: [Double?]) -> AccessInequality? {
        let kept = travel.places.indices.filter { (values[$0] ?? 0) > 0 }
        let numbers = kept.compactMap { values[$0] }
        let heads = kept.map { travel.places[$0].residents.value }
        let groups = kept.map { place in
            atlas.clusters.first { $0.members.contains { $0.region == travel.places[place].code } }?.id ?? "outside"
        }
        guard let theil = try? theil(of: numbers, weights: heads, groups: groups),
            let dagum = try? dagum(of: numbers, weights: heads, groups: groups)
        else { return nil }
        return AccessInequality(
            places: kept.count, theil: theil.total, theilWithin: theil.within, theilBetween: theil.between,
            gini: dagum.gini,
            giniWithin: dagum.within, giniBetween: dagum.netBetween, giniOverlap: dagum.transvariation)
    }

    private func spreadNotes(_ spread: AccessInequality?, _ near: [AnchorReach], _ language: Language) -> [String] {
        let people = near.map {
            "\(plainNumber($0.hours)) h \(fixed($0.residents / 100, 0)) (\(fixed(100 * $0.share, 1)) %)"
        }.joined(
            separator: ", ")
        var notes = [
            language("  Million residents within hours of an anchor: \(people)", "  距中心城市若干小时内的常住人口（百万）：\(people)")
        ]
        if let spread {
            notes.append(
                language(
                    """
                      Inequality over residents: Theil \(fixed(spread.theil, 4)) (within clusters \
                    \(fixed(spread.theilWithin, 4))), Gini \(fixed(spread.gini, 4)) = within \
                    \(fixed(spread.giniWithin, 4)) + between \(fixed(spread.giniBetween, 4)) + overlap \
                    \(fixed(spread.giniOverlap, 4))
                    """,
                    """
                      按人口加权的差异：泰尔指数 \(fixed(spread.theil, 4))（群内 \(fixed(spread.theilWithin, 4))），基尼系数 \
                    \(fixed(spread.gini, 4)) = 群内 \(fixed(spread.giniWithin, 4)) + 群间 \
                    \(fixed(spread.giniBetween, 4)) + 重叠 \(fixed(spread.giniOverlap, 4))
                    """
                ))
        }
        return notes
    }
}

extension AccessQuestion {
    /// Of hours less is nearer, of all else more.
    var fallsWithNearness: Bool { measure == .weightedMeanTime }

    fileprivate func isNearer(_ a: Double?, _ b: Double?, _ tie: Bool) -> Bool {
        let worst: Double = fallsWithNearness ? .infinity : -.infinity
        let (x, y) = (a ?? worst, b ?? worst)
        return x == y ? tie : fallsWithNearness == (x < y)
    }

    fileprivate func massNote(_ travel: CityTravel, _ language: Language) -> String {
        language(
            """
              Mass is √(GDP × residents) of \(travel.figures), in √(100 million yuan × 10,000 persons); \
            \(own ? "a place's own counts at the hours inside it" : "a place's own is left out unless the measure counts it"). \
            \
            \
            \
            \
            \(goods ? "Goods by road. " : "")\(travel.dropped.count) places are left out for want of figures or \
            a way.
            """,
            """
              质量取 \(travel.figures) 年 √(GDP × 常住人口)，单位 √(亿元 × 万人)；\(own ? "自身按市内时间计入" : "除累积机会外不计自身")。\
            \(goods ? "按公路货运计算。" : "")因缺少数据或无通路未计入 \(travel.dropped.count) 个地区。
            """
        )
    }
}

private struct AccessInputs: Encodable {
    let atlas: Workbench.AtlasIdentity
    let year: Int
    let after: Int?
    let scenario: String?
    let measure: String
    let ownMass, goods: Bool
    let valueOfTime: Double?

    init(
        _ atlas: Workbench.AtlasIdentity, _ question: AccessQuestion, year: Int, after: Int? = nil,
        scenario: String? = nil
    ) {
        (self.atlas, self.year, self.after, self.scenario) = (atlas, year, after, scenario)
        measure = "\(question.measure)"
        (ownMass, goods, valueOfTime) = (question.own, question.goods, question.prices?.valueOfTime)
    }
}

private struct AccessResult: Encodable {
    let cities: [AccessRow]
    let inequality: AccessInequality?
    let nearAnchor: [AnchorReach]
}

private struct AccessInequality: Encodable {
    let places: Int
    let theil, theilWithin, theilBetween, gini, giniWithin, giniBetween, giniOverlap: Double
}

/// Residents (10,000 persons) within some hours of an anchor.
private struct AnchorReach: Encodable {
    let hours, residents, share: Double

    static func of(_ travel: CityTravel) -> [AnchorReach] {
        [1.0, 2, 3, 4].map { hours in
            let near = travel.residentsNearAnchor(within: hours)
            return AnchorReach(hours: hours, residents: near.residents, share: near.share)
        }
    }
}

private struct AccessRow: Encodable {
    let code, name, nameEnglish: String
    let value: Double?
    let reached: Int
    let massShare: Double
    let anchor: String?
    let hoursToAnchor: Double?

    init(_ region: Region, _ access: Accessibility, anchor: String?, hoursToAnchor: Double?) {
        (code, name, nameEnglish) = (region.code, region.shortName, region.nameEnglish)
        (value, reached, massShare) = (access.value, access.reached, access.massShare)
        (self.anchor, self.hoursToAnchor) = (anchor, hoursToAnchor)
    }
}

private struct AccessChange: Encodable {
    let cities: [AccessChangeRow]
    /// Before and after.
    let inequality: [AccessInequality?]
    let nearAnchor: [[AnchorReach]]
}

private struct AccessChangeRow: Encodable {
    let code, name, nameEnglish: String
    let before, after: Double?
    /// Per cent of what was before, positive where the city came nearer.
    let gain: Double?
    let hoursToAnchor: [Double?]

    init(_ region: Region, before: Double?, after: Double?, nearer falls: Bool, hoursToAnchor: [Double?]) {
        (code, name, nameEnglish) = (region.code, region.shortName, region.nameEnglish)
        (self.before, self.after, self.hoursToAnchor) = (before, after, hoursToAnchor)
        if let before, let after, before > 0 {
            gain = 100 * (falls ? 1 - after / before : after / before - 1)
        } else {
            gain = nil
        }
    }
}
