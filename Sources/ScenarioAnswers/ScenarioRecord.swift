public import Asking
import Atlases
import Reports
public import Scenarios

/// An answer with its sentences.
struct SaidAnswer: Sendable {
    let run: ScenarioRun
    let words: AnswerWords

    init(_ run: ScenarioRun) {
        self.run = run
        words = AnswerWords(run)
    }

    var answer: ScenarioAnswer { run.answer }
    var study: Study { run.study }
}

/// The same with the reading that is shown.
struct ShownAnswer: Sendable {
    let said: SaidAnswer
    let shown: ReadingAnswer

    var answer: ScenarioAnswer { said.answer }
    var study: Study { said.study }
    var words: AnswerWords { said.words }
}

extension ScenarioRun {
    /// The answer as every format writes it.
    ///
    /// - Parameters:
    ///   - reading: what `result.places`, `clusters` and `national` hold; `result.readings` has them all in short.
    ///   - language: of the sentences among the inputs.
    /// - Throws: `Problem` for a reading that has no answer.
    public func record(_ reading: Reading, _ language: Language) throws(Problem) -> Record {
        guard let shown = self[reading] else {
            let why = answer.unanswered[reading] ?? Remark("not computed", "未计算")
            throw Problem(
                .data, "the reading \(reading.rawValue) has no answer: \(why.english)",
                "情形 \(reading.rawValue) 没有结果：\(why.chinese)")
        }
        let text = AnswerText(study: study, answer: answer, language: language)
        return Record(
            inputs: study.inputs([
                .value("scenario", question(.texts(answer.scenario.changes.map(text.describe)))),
                .value("reading", .text(reading.rawValue)), .value("seed", .number(Double(answer.uniqueness.seed))),
                .value("draws", .count(answer.draws?.draws ?? 0)),
            ]),
            ShownAnswer(said: SaidAnswer(self), shown: shown),
            .parts(
                Self.common(.rows).map { $0.of(\.said) } + Self.inRows
                    + (Self.inShort(.rows) + Self.inFull(.rows)).map { $0.of(\.shown) }),
            sources: study.sourceTable,
            main: .data(
                shown.places, AnswerTables.places,
                chinese: [
                    "name": "名称", "nameEnglish": "英文名", "incomeMoney": "人均实际收入变化（元）", "persons": "常住人口变化（人）",
                    "productMoney": "实际产出变化（元）",
                ]))
    }

    /// The scenario among the inputs.
    func question(_ changes: Value) -> Value {
        .fields(
            ("name", .text(answer.scenario.name)), ("places", .texts(answer.scenario.places)), ("changes", changes))
    }

    /// What does not depend on the reading. A page takes words in both languages, anyone else in the one asked for.
    static func common(_ form: TableForm) -> [Part<SaidAnswer>] {
        func said(_ name: String, _ words: @escaping @Sendable (SaidAnswer) -> Remark) -> Part<SaidAnswer> {
            switch form {
            case .rows: .words(name, words)
            case .columns: .value(name) { .remark(words($0)) }
            }
        }
        return [
            said("label") { $0.words(\.certainty) },
            .value("unanswered") { laid in
                .fields(
                    laid.answer.unanswered.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                        .value($0.key.rawValue, .remark($0.value))
                    })
            },
            .part("hoursSaved", .table(form, AnswerTables.hours) { $0.answer.hoursSaved }),
            .count("pairsChanged") { $0.answer.pairsChanged },
            .part(
                "cost",
                .parts([
                    .optional("amount") { $0.answer.cost.map(Value.number) },
                    .value("currency") { .text($0.study.atlas.meaning.currency.code) },
                    said("text") { $0.words(\.cost) },
                ])),
            .value("uniqueness") { .probe($0.answer.uniqueness) },
            .optional("draws") { laid in laid.answer.draws.map { .draws($0, form) } },
        ]
    }

    /// What a page does not take, or takes by reading.
    private static let inRows: [Part<ShownAnswer>] = [
        .value("reading") { .text($0.shown.reading.rawValue) },
        .part("readings", \.said, readings(.parts(inShort(.rows) + [.count("losers") { $0.losers.count }]))),
        .part("losers", .table(.rows, AnswerTables.losers) { $0.shown.losers }),
        .value("warnings") { .list($0.answer.warnings.map(Value.inFull)) },
        .value("remarks") { .list($0.answer.remarks.map(Value.inFull)) },
        .optional("paybackYears") { shown in shown.answer.payback(shown.shown).map(Value.estimate) },
        .value("model") { $0.study.modelValue(closure: .text($0.study.closure.english)) },
        .part("dropped", .table(.rows, AnswerTables.dropped) { $0.study.dropped }),
        .part("calibration", \.study, Study.calibrationLayout),
        .sheet(\.introduction), .sheet(\.threeReadings), .sheet(\.winners), .sheet(\.losers), .sheet(\.workers),
        .sheet(\.hours), .sheet(\.clusters), .sheet(\.basis),
    ]

    /// A layout for each reading, under its name.
    static func readings(_ layout: Layout<ReadingAnswer>) -> Layout<SaidAnswer> {
        Layout(
            value: { laid, language in
                .fields(laid.answer.readings.map { .value($0.reading.rawValue, layout.value($0, language)) })
            }, sheets: { _ in [] })
    }

    static func inShort(_ form: TableForm) -> [Part<ReadingAnswer>] {
        [
            .part("places", .table(form, AnswerTables.places) { $0.places }),
            .value("national") { .national($0.national) }, .number("residual") { $0.residual },
            .count("iterations") { $0.iterations },
        ]
    }

    /// The rest of what one reading says.
    static func inFull(_ form: TableForm) -> [Part<ReadingAnswer>] {
        [
            .part("clusters", .table(form, AnswerTables.clusters) { $0.clusters }),
            .part("jobs", .table(form, AnswerTables.jobs) { $0.jobs }),
            .part("sectors", .table(form, AnswerTables.sectors) { $0.sectors }),
            .optional("levyRevenue") { $0.levyRevenue.map(Value.estimate) }, .number("taxRate") { $0.taxRate },
        ]
    }
}

extension Value.Field {
    static func value(_ name: String, _ value: Value) -> Self { Self(name, value) }
}

extension Value {
    static func national(_ change: NationalChange) -> Value {
        .fields(
            ("welfare", .estimate(change.welfare)), ("welfareMeanOfPlaces", .estimate(change.welfareMeanOfPlaces)),
            ("realGDP", .estimate(change.realGDP)))
    }

    static func probe(_ probe: UniquenessProbe) -> Value {
        .fields(
            ("starts", .count(probe.starts)), ("seed", .number(Double(probe.seed))),
            ("largestDifference", .number(probe.largestDifference)), ("agglomeration", .number(probe.agglomeration)),
            ("agglomerationBound", .number(probe.agglomerationBound)))
    }

    static func draws(_ draws: DrawSummary, _ form: TableForm) -> Value {
        func error(_ error: MonteCarloError) -> Value {
            .fields(("low", .number(error.low)), ("median", .number(error.median)), ("high", .number(error.high)))
        }
        return .fields(
            ("draws", .count(draws.draws)), ("answered", .count(draws.answered)),
            (
                "failures",
                .fields(draws.failures.sorted { $0.key < $1.key }.map { .value($0.key, .count($0.value)) })
            ),
            ("seed", .number(Double(draws.seed))), ("parametersDrawn", .texts(draws.parametersDrawn)),
            ("largestChange", .text(draws.largestChange)), ("errorOfLargestChange", error(draws.errorOfLargestChange)),
            ("errorOfNationalWelfare", error(draws.errorOfNationalWelfare)),
            ("influences", .table(draws.influences, AnswerTables.influences, form)),
            ("ranks", .table(draws.ranks, AnswerTables.ranks, form)))
    }

    /// Rows or columns without words of a language.
    static func table<Row: Sendable>(_ rows: [Row], _ columns: [Column<Row>], _ form: TableForm) -> Value {
        Layout<[Row]>.table(form, columns) { $0 }.value(rows, .english)
    }
}
