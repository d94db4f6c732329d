public import Asking
import Atlases
import Charts
import Reports
import Scenarios

/// Answers as the page takes them: `inputs`, `result`, `notes` and `sources` with the keys of the command line, tables
/// as columns (`TableForm.columns`), words in both languages. What is of one reading stands in `result.readings` alone,
/// and beside it what a page needs to paint: the bounds of the map's classes and the sentences.
extension ScenarioRun {
    /// The answer for the page.
    ///
    /// - Complexity: O(places × readings); it is asked for at every move of a hand.
    public func page() -> Value {
        let said = SaidAnswer(self)
        let words = said.words
        let changes = Value.list(answer.scenario.changes.map { change in .remark(words { $0.describe(change) }) })
        let layout = Layout<SaidAnswer>.parts(Self.common(.columns) + Self.forPage(words))
        return .fields(
            (
                "inputs",
                .fields([
                    .value("atlas", .identity(study.atlas)), .value("year", .count(study.year)),
                    .value("scenario", question(changes)), .value("seed", .number(Double(answer.uniqueness.seed))),
                    .value("draws", .count(answer.draws?.draws ?? 0)),
                ])
            ),
            ("result", layout.value(said, .english)),
            ("notes", .list((answer.warnings + answer.remarks).map(Value.remark))),
            ("sources", .table(study.sourcesUsed, AnswerTables.sources, .columns)))
    }

    private static func forPage(_ words: AnswerWords) -> [Part<SaidAnswer>] {
        let ofReading: [Part<ReadingAnswer>] = [
            .count("losers") { $0.falls }, .count("winners") { $0.rises },
            .value("sentence") { reading in .remark(words { $0.sentence(reading) }) },
            .value("classes") { .classes($0.places) { $0[$1].point } },
            .value("jobsSaid") { .list($0.jobs.map { jobs in .remark(words { $0.jobs(jobs) }) }) },
            .value("sectorWorkers") { reading in
                .list(
                    reading.sectors.indices.map { sector in
                        .numbers(reading.places.map { $0.sectorWorkers[sector].point })
                    })
            },
        ]
        return [
            .part("readings", readings(.parts(inShort(.columns) + inFull(.columns) + ofReading))),
            .value("title") { .remark($0.words(\.title)) },
            .value("model") { $0.study.modelValue(closure: .remark($0.study.closure)) },
            .value("basis") {
                .fields(
                    ("places", .count($0.study.places.count)), ("leftOut", .count($0.study.dropped.count)),
                    ("inversionResidual", .number($0.study.calibration.inversionResidual)),
                    // Two standard errors of a rank correlation that is zero.
                    ("chance", .optional($0.answer.draws.map { 2 / Double(max(1, $0.answered - 1)).squareRoot() })))
            },
        ]
    }
}

extension ScenarioDifference {
    /// The difference for the page, with the classes of the map.
    public func page() -> Value {
        let columns =
            [Column<AnswerDifference.Of>.value("code") { .text($0.code) }]
            + Outcome.allCases.map { outcome in
                Column<AnswerDifference.Of>(outcome.rawValue, nil) { .change($0.changes[outcome] ?? Estimate(.nan)) }
            }
        let layout = Layout<AnswerDifference>.parts(
            .part("places", .table(.columns, columns) { $0.places }),
            .value("national") {
                .fields(
                    ("welfare", .number($0.nationalWelfare.point)), ("realGDP", .number($0.nationalRealGDP.point)))
            }, .value("classes") { .classes($0.places) { $0.changes[$1]?.point ?? .nan } })
        return .fields(
            (
                "inputs",
                .fields(
                    ("atlas", .identity(second.study.atlas)), ("year", .count(second.study.year)),
                    ("first", .text(first.answer.scenario.name)), ("second", .text(second.answer.scenario.name)))
            ),
            (
                "result",
                .fields(
                    (
                        "readings", .fields(readings.map { .value($0.reading.rawValue, layout.value($0, .english)) })
                    ))
            ), ("notes", .list([])), ("sources", .table(second.study.sourcesUsed, AnswerTables.sources, .columns)))
    }
}

extension Value {
    /// Bounds of a map's classes for each outcome.
    static func classes<Place>(_ places: [Place], _ value: (Place, Outcome) -> Double) -> Value {
        .fields(
            Outcome.allCases.map { outcome in
                .value(outcome.rawValue, .numbers(DivergingScale(for: places.map { value($0, outcome) }).bounds))
            })
    }
}
