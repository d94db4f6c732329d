import Asking
import Atlases
import Charts
public import Scenarios
import Wording

extension ReadingAnswer {
    /// Places by their change in real income, the largest gain first.
    public var byIncome: [PlaceChange] {
        // Positions are sorted, not places: those are large.
        let order = places.indices.sorted { a, b in
            let (x, y) = (places[a].income.point, places[b].income.point)
            return x == y ? places[a].code < places[b].code : x > y
        }
        return order.map { places[$0] }
    }

    /// Places whose real income rises by more than a billionth, the largest gain first.
    public var winners: [PlaceChange] { byIncome.filter { $0.income.point > 1e-9 } }

    /// The place whose income changes most, up or down.
    public var mostChanged: PlaceChange? {
        places.max { a, b in
            let (x, y) = (abs(a.income.point), abs(b.income.point))
            return x == y ? a.code > b.code : x < y
        }
    }

    /// In how many places income rises, and in how many it falls.
    public var rises: Int { places.count { $0.income.point > 1e-9 } }
    /// Places whose real income falls by more than a billionth.
    public var falls: Int { places.count { $0.income.point < -1e-9 } }

    /// The largest loss first.
    public var losers: [PlaceChange] { byIncome.reversed().filter { $0.income.point < -1e-9 } }
}

/// Sentences that a person can quote, written from the answer.
public struct AnswerText: Sendable {
    /// What names places and holds the parameters that sentences quote.
    public let study: Study
    /// What is told.
    public let answer: ScenarioAnswer
    /// In which every text is written.
    public let language: Language

    /// Texts of one answer in one language; the study must be the one that gave the answer.
    public init(study: Study, answer: ScenarioAnswer, language: Language) {
        self.study = study
        self.answer = answer
        self.language = language
    }

    /// The scenario's name; the Chinese one falls back on the other.
    public var title: String {
        language == .chinese ? answer.scenario.nameChinese ?? answer.scenario.name : answer.scenario.name
    }

    /// The author's note, of which the Chinese one falls back on the other; nil where there is none.
    public var note: String? {
        language == .chinese ? answer.scenario.noteChinese ?? answer.scenario.note : answer.scenario.note
    }

    /// One sentence with the answer of a reading.
    public func sentence(_ reading: ReadingAnswer) -> String {
        let national = "\(estimateText(reading.national.welfare, language))"
        guard let most = reading.mostChanged, abs(most.income.point) > 1e-9 else {
            return language("Nothing changes anywhere.", "没有任何城市发生变化。")
        }
        let (up, down) = (reading.rises, reading.falls)
        let people =
            reading.reading == .peopleStay
            ? ""
            : language(
                ", residents there by \(estimateText(most.population, language))",
                "，当地常住人口变化 \(estimateText(most.population, language))")
        return language(
            """
            Real income per resident changes most in \(language.name(most)): \
            \(estimateText(most.income, language))\(people). It rises in \(up) and falls in \(down) of \
            \(reading.places.count) places; national welfare changes by \(national).
            """,
            """
            人均实际收入变化最大的城市是\(language.name(most))：\(estimateText(most.income, language))\(people)。在 \
            \(reading.places.count) 个城市中，\(up) 个上升，\(down) 个下降；全国福利变化 \(national)。
            """
        )
    }

    /// What the answer of a reading comes to in money and persons, and against its cost.
    public func worth(_ reading: ReadingAnswer) -> String {
        let national = reading.national.productMoney
        var text = ""
        if let most = reading.mostChanged, abs(most.income.point) > 1e-9 {
            let currency = study.atlas.meaning.currency
            let money = language(" \(currency.name)", " \(currency.nameChinese)")
            let income = amounts(most.incomeMoney) { fixed($0, 0) + money }
            let persons = amounts(most.persons) { fixed($0, 0) + language("", " 人") }
            text = language(
                "In \(language.name(most)) that is \(income) per resident and year, and \(persons) residents; ",
                "在\(language.name(most))即人均每年 \(income)，常住人口 \(persons)；")
        }
        text += language(
            "the nation's real product changes by \(amounts(national, costText)) a year.",
            "全国实际产出每年变化 \(amounts(national, costText))。")
        text += language(" Cost: \(cost).", "投资：\(cost)。")
        if let years = answer.payback(reading) {
            let upper = years.low != nil && years.high == nil
            let known = amounts(upper ? Estimate(years.point) : years) {
                fixed($0, $0 < 10 ? 1 : 0) + language("", " 年")
            }
            text += language(
                " It equals \(known) years of that gain\(upper ? ", with no bound above" : "") (simple payback, nothing discounted).",
                "相当于该增量的 \(known)\(upper ? "（无上限）" : "")（静态回收期，未贴现）。")
        } else if answer.isCostIdle {
            text += language(
                " A line that costs money changes nothing: the cost is not set against the gain of other changes.",
                "有投资的线路没有产生任何影响：不以其他变化的增量计算回收期。")
        }
        return text
    }

    private func amounts(_ estimate: Estimate, _ text: (Double) -> String) -> String {
        guard let low = estimate.low, let high = estimate.high else { return text(estimate.point) }
        return language(
            "\(text(estimate.point)) (\(text(low)) to \(text(high)))",
            "\(text(estimate.point))（\(text(low)) 至 \(text(high))）")
    }

    /// What the numbers leave out: the label of the intervals, or that there are none.
    public var certainty: String {
        guard let draws = answer.draws else { return pointOnly }
        let failed = draws.draws - draws.answered
        var text =
            language(DrawSummary.label)
            + language(" \(draws.answered) draws, seed \(draws.seed)", "共 \(draws.answered) 次抽样，种子 \(draws.seed)")
        if failed > 0 { text += language("; \(failed) draws have no answer and are left out", "；\(failed) 次抽样无解，已排除") }
        text += language(".", "。")
        if let headline = answer[.peopleMove],
            let place = headline.places.first(where: { $0.code == draws.largestChange }),
            let income = place.income.median, let welfare = headline.national.welfare.median
        {
            text += language(
                """
                 Median of the draws, where the point is that of the standard parameters: \
                \(language.name(place)) \(percentText(income)) (point \(percentText(place.income.point))), \
                national welfare \(percentText(welfare)) (point \(percentText(headline.national.welfare.point))).
                """,
                """
                抽样中位数（点估计取标准参数）：\(language.name(place)) \(percentText(income))（点估计 \
                \(percentText(place.income.point))），全国福利 \(percentText(welfare))（点估计 \
                \(percentText(headline.national.welfare.point))）。
                """
            )
        }
        if draws.draws < 1_000 {
            let (a, b) = (draws.errorOfLargestChange, draws.errorOfNationalWelfare)
            func size(_ value: Double) -> String { String(percentText(abs(value)).drop { $0 == "+" }) }
            let name = language.name(study.atlas.region(draws.largestChange))
            text += language(
                """
                 Error of the sampling itself (standard error of low, median and high): \(name) \(size(a.low)), \
                \(size(a.median)), \(size(a.high)); national welfare \(size(b.low)), \(size(b.median)), \
                \(size(b.high)).
                """,
                """
                抽样本身的误差（下限、中位数、上限的标准误）：\(name) \(size(a.low))、\(size(a.median))、\(size(a.high))；全国福利 \
                \(size(b.low))、\(size(b.median))、\(size(b.high))。
                """
            )
        }
        return text
    }

    var pointOnly: String {
        language(
            """
            Point answers at the standard or given parameters. No interval has been drawn, so none is shown: \
            read the sign and the order of size, not the last digit.
            """,
            "以下为在标准或给定参数下的点估计，尚未抽样计算区间，故不显示区间；请关注方向与量级，而非末位数字。")
    }

    /// Workers by sector, of all places and of those that change most; no rows in the first model.
    public func workersBySector(_ reading: ReadingAnswer) -> (columns: [String], rows: [[String]]) {
        let columns = [language("place", "城市")] + reading.sectors.map { language($0.nameEnglish, $0.name) }
        if reading.sectors.isEmpty { return (columns, []) }
        let all = [language("all places", "全部城市")] + reading.sectors.map { estimateText($0.workers, language) }
        let most = (reading.winners.prefix(5) + reading.losers.prefix(5)).map { place in
            [language.name(place)] + place.sectorWorkers.map { estimateText($0, language) }
        }
        return (columns, [all] + most)
    }

    /// What the scenario's levies bring in or cost; nil where it has none.
    public func levies(_ reading: ReadingAnswer) -> String? {
        guard let revenue = reading.levyRevenue?.point, revenue != 0 else { return nil }
        let sum = costText(abs(revenue))
        return revenue > 0
            ? language("What is levied brings in \(sum) a year.", "税收每年 \(sum)。")
            : language("What is paid out costs \(sum) a year.", "补贴每年 \(sum)。")
    }

    /// What became of jobs that moved.
    public func jobs(_ jobs: JobsMoved) -> String {
        func count(_ value: Double) -> String { fixed(value, 0) }
        func estimated(_ estimate: Estimate) -> String {
            guard let low = estimate.low, let high = estimate.high else { return count(estimate.point) }
            return count(estimate.point)
                + language(" (\(count(low)) to \(count(high)))", "（\(count(low)) 至 \(count(high))）")
        }
        let perJob = plainNumber(study.parameters[.residentsPerJob])
        return language(
            """
            Jobs moved: \(count(jobs.jobs)), with \(count(jobs.residents)) residents (an assumption of \(perJob) \
            per job). Private jobs displaced at the destination: \(estimated(jobs.privateJobsDisplaced)); gained \
            at the origin: \(estimated(jobs.privateJobsGainedAtOrigin)). Both come from all changes of the \
            scenario together.
            """,
            """
            迁移岗位 \(count(jobs.jobs)) 个，随迁常住人口 \(count(jobs.residents)) 人（假设每岗位 \(perJob) 人）。迁入地挤出私营岗位 \
            \(estimated(jobs.privateJobsDisplaced)) 个；迁出地新增私营岗位 \(estimated(jobs.privateJobsGainedAtOrigin)) 个。二者\
            均为本情景全部变化的合计结果。
            """
        )
    }

    /// Money as people write it: billions with two decimals in English, hundreds of millions (亿) with one in Chinese.
    public func costText(_ amount: Double) -> String {
        let currency = study.atlas.meaning.currency
        if abs(amount) < 1e6 {
            return language("\(fixed(amount, 0)) \(currency.name)", "\(fixed(amount, 0)) \(currency.nameChinese)")
        }
        return language(
            "\(fixed(amount / 1e9, 2)) bn \(currency.name)", "\(fixed(amount / 1e8, 1)) 亿\(currency.nameChinese)")
    }

    /// What the scenario's links cost to build; "not given" unless each has a cost.
    public var cost: String { answer.cost.map(costText) ?? language("not given", "未给出") }
}
