import Asking
import Atlas
import Charts
import Formats
import Reports
public import Scenarios

extension JSONValue {
    static func estimate(_ estimate: Estimate) -> JSONValue {
        .object([
            ("point", .number(estimate.point)), ("low", .optional(estimate.low)), ("high", .optional(estimate.high)),
        ])
    }

    /// The same sentence in both languages.
    static func texts(_ text: (Language) -> String) -> JSONValue {
        .object([("en", .text(text(.english))), ("zh", .text(text(.chinese)))])
    }
}

extension Workbench {
    /// An answer as the page takes it: for each reading the places' changes in columns, in the order of `codes`, with
    /// the classes of the map, the sentence in both languages, clusters and the nation.
    public func answerJSON(_ study: Study, _ answer: ScenarioAnswer) -> String {
        let texts = Language.allCases.map { ($0, AnswerText(study: study, answer: answer, language: $0)) }
        func said(_ text: (AnswerText) -> String) -> JSONValue {
            .object(texts.map { ($0.0.rawValue, .text(text($0.1))) })
        }
        return JSONValue.object([
            (
                "inputs",
                .object([
                    (
                        "atlas",
                        .object([
                            ("name", .text(atlas.name)), ("version", .text(atlas.version)), ("hash", .text(atlas.hash)),
                        ])
                    ),
                    ("year", .number(Double(study.year))), ("seed", .number(Double(answer.uniqueness.seed))),
                ])
            ),
            ("codes", .list(study.places.map { .text($0.code) })),
            (
                "readings",
                .object(
                    answer.readings.map { reading in
                        (reading.reading.rawValue, view(reading, said { $0.sentence(reading) }, texts))
                    })
            ),
            (
                "unanswered",
                .object(
                    answer.unanswered.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                        ($0.key.rawValue, .text($0.value))
                    })
            ),
            ("title", said { $0.title }),
            ("changes", .list(answer.scenario.changes.map { change in said { $0.describe(change) } })),
            ("cost", .object([("yuan", .optional(answer.costYuan)), ("text", said { $0.cost })])),
            ("certainty", said { $0.certainty }),
            ("remarks", .list(answer.remarks.map(JSONValue.remark))),
            (
                "model",
                .object([("kind", .text(study.modelChoice.kind.rawValue)), ("closure", .remark(study.closure))])
            ),
            ("pairsChanged", .number(Double(answer.pairsChanged))),
            (
                "hoursSaved",
                .list(
                    answer.hoursSaved.map {
                        .object([
                            ("from", .text($0.from)), ("to", .text($0.to)), ("before", .number($0.before)),
                            ("after", .number($0.after)),
                        ])
                    })
            ),
            (
                "basis",
                .object([
                    ("places", .number(Double(study.places.count))), ("leftOut", .number(Double(study.dropped.count))),
                    ("starts", .number(Double(answer.uniqueness.starts))),
                    ("largestDifference", .number(answer.uniqueness.largestDifference)),
                    ("inversionResidual", .number(study.calibration.inversionResidual)),
                ])
            ),
            ("draws", answer.draws.map(view) ?? .null),
        ]).json
    }

    private func view(_ reading: ReadingAnswer, _ sentence: JSONValue, _ texts: [(Language, AnswerText)]) -> JSONValue {
        let drawn = reading.places.first?.income.low != nil
        let measures = Measure.allCases.map { measure -> (String, JSONValue) in
            let values = reading.places.map { $0[measure] }
            func bound(_ bound: (Estimate) -> Double?) -> JSONValue {
                drawn ? .numbers(values.map { bound($0) ?? .nan }) : .null
            }
            return (
                measure.rawValue,
                .object([
                    ("point", .numbers(values.map(\.point))), ("low", bound(\.low)), ("high", bound(\.high)),
                    ("classes", .numbers(DivergingScale(for: values.map(\.point)).bounds)),
                ])
            )
        }
        return .object([
            ("places", .object(measures)),
            ("sentence", sentence),
            ("rises", .number(Double(reading.rises))), ("falls", .number(Double(reading.falls))),
            (
                "national",
                .object([
                    ("welfare", .estimate(reading.national.welfare)), ("realGDP", .estimate(reading.national.realGDP)),
                ])
            ),
            ("clusters", .list(reading.clusters.map(view))),
            ("sectors", .list(reading.sectors.indices.map { view(reading, sector: $0) })),
            ("levyRevenue", reading.levyRevenue.map(JSONValue.estimate) ?? .null),
            (
                "jobs",
                .list(reading.jobs.map { jobs in .object(texts.map { ($0.0.rawValue, .text($0.1.jobs(jobs))) }) })
            ),
            ("residual", .number(reading.residual)), ("iterations", .number(Double(reading.iterations))),
        ])
    }

    /// Workers of a sector, in all places together and place by place.
    private func view(_ reading: ReadingAnswer, sector: Int) -> JSONValue {
        let all = reading.sectors[sector]
        return .object([
            ("id", .text(all.id)), ("name", .object([("en", .text(all.nameEnglish)), ("zh", .text(all.name))])),
            ("workers", .estimate(all.workers)),
            ("places", .numbers(reading.places.map { $0.sectorWorkers[sector].point })),
        ])
    }

    private func view(_ cluster: ClusterChange) -> JSONValue {
        .object([
            ("id", .text(cluster.id)), ("income", .estimate(cluster.income)),
            ("population", .estimate(cluster.population)),
            ("realGDP", .estimate(cluster.realGDP)), ("welfare", .estimate(cluster.welfare)),
            ("level", cluster.level.map(JSONValue.estimate) ?? .null), ("gapBefore", .optional(cluster.gapBefore)),
            ("gapAfter", .optional(cluster.gapAfter)), ("missing", .list(cluster.missing.map { .text($0) })),
        ])
    }

    private func view(_ draws: DrawSummary) -> JSONValue {
        .object([
            ("draws", .number(Double(draws.draws))), ("answered", .number(Double(draws.answered))),
            ("seed", .number(Double(draws.seed))),
            ("ranks", .numbers(draws.ranks.map { Double($0.rank) })),
            ("ranksLow", .numbers(draws.ranks.map { Double($0.rankLow) })),
            ("ranksHigh", .numbers(draws.ranks.map { Double($0.rankHigh) })),
            ("sameSign", .numbers(draws.ranks.map(\.sameSign))),
            (
                "influences",
                .list(
                    draws.influences.map {
                        .object([
                            ("parameter", .text($0.parameter)), ("onLargestChange", .number($0.onLargestChange)),
                            ("onNationalWelfare", .number($0.onNationalWelfare)),
                        ])
                    })
            ),
            ("largestChange", .text(draws.largestChange)),
            // Two standard errors of a rank correlation that is zero.
            ("chance", .number(2 / Double(max(1, draws.answered - 1)).squareRoot())),
        ])
    }

    /// What one answer says more than another, place by place: differences of the points, second less first, with the
    /// classes of the map. Places that only one of them holds are left out.
    public func differenceJSON(_ first: ScenarioAnswer, _ second: ScenarioAnswer) -> String {
        var codes: [String] = []
        let readings = Reading.allCases.compactMap { reading -> (String, JSONValue)? in
            guard let a = first.reading(reading), let b = second.reading(reading) else { return nil }
            let index = Dictionary(a.places.map { ($0.code, $0) }, uniquingKeysWith: { x, _ in x })
            let pairs = b.places.compactMap { place in index[place.code].map { ($0, place) } }
            codes = pairs.map(\.0.code)
            let measures = Measure.allCases.map { measure -> (String, JSONValue) in
                let values = pairs.map { $1[measure].point - $0[measure].point }
                return (
                    measure.rawValue,
                    .object([("point", .numbers(values)), ("classes", .numbers(DivergingScale(for: values).bounds))])
                )
            }
            return (
                reading.rawValue,
                .object([
                    ("places", .object(measures)),
                    (
                        "national",
                        .object([
                            ("welfare", .number(b.national.welfare.point - a.national.welfare.point)),
                            ("realGDP", .number(b.national.realGDP.point - a.national.realGDP.point)),
                        ])
                    ),
                ])
            )
        }
        return JSONValue.object([("codes", .list(codes.map { .text($0) })), ("readings", .object(readings))]).json
    }
}
