import Asking
public import Claims
import Formats
import Reports
import Wording

extension Language {
    func name(_ verdict: ClaimVerdict) -> String {
        switch verdict {
        case .holds: self("holds", "成立")
        case .differs: self("differs", "不符")
        case .cannotBeChecked: self("cannot be checked", "无法核对")
        }
    }
}

extension Workbench {
    /// The figures of the documents, each with what the atlas computes and whether it holds.
    public func claims(_ verdict: ClaimVerdict? = nil, language: Language) -> Output {
        let all = atlas.claims()
        let shown = all.filter { verdict == nil || $0.finding.verdict == verdict }
        let counts = ClaimVerdict.allCases.map { verdict in
            "\(language.name(verdict)) \(all.count { $0.finding.verdict == verdict })"
        }.joined(separator: language(", ", "，"))
        return Output(
            json: Envelope(
                inputs: identity, result: shown.map(ClaimRow.init),
                sources: atlas.sources(Set(shown.flatMap(\.finding.sources)).sorted())
                    .map(SourceRow.init)),
            sections: [
                Section(
                    title: language("\(all.count) figures of the documents: ", "文件中的 \(all.count) 个数字：") + counts,
                    columns: [
                        language("verdict", "结论"), language("claim", "说法"), language("place", "地区"),
                        language("value", "数值"),
                        language("unit", "单位"), language("the atlas", "图集"),
                    ],
                    rows: shown.map {
                        [
                            language.name($0.finding.verdict), $0.figure.indicator, $0.figure.place, $0.figure.value,
                            $0.figure.unit,
                            language($0.finding.text),
                        ]
                    })
            ])
    }

    /// The same for the page, in both languages.
    public func claimsJSON() -> String {
        JSONValue.list(
            atlas.claims().map { claim in
                .object([
                    ("document", .text(claim.figure.document)), ("claim", .text(claim.figure.indicator)),
                    ("value", .text(claim.figure.value)),
                    ("unit", .text(claim.figure.unit)), ("year", .text(claim.figure.year)),
                    ("place", .text(claim.figure.place)),
                    ("regions", .list(claim.figure.regions.map { .text($0) })),
                    ("sentence", .text(claim.figure.context)),
                    ("verdict", .text(claim.finding.verdict.rawValue)), ("text", .remark(claim.finding.text)),
                    ("sources", .list(claim.finding.sources.map { .text($0) })),
                ])
            }
        ).json
    }
}

private struct ClaimRow: Encodable {
    let document, claim, value, unit, year, place, sentence, verdict, english, chinese: String
    let regions, sources: [String]

    init(_ claim: Claim) {
        document = claim.figure.document
        self.claim = claim.figure.indicator
        value = claim.figure.value
        unit = claim.figure.unit
        year = claim.figure.year
        place = claim.figure.place
        sentence = claim.figure.context
        verdict = claim.finding.verdict.rawValue
        english = claim.finding.text.english
        chinese = claim.finding.text.chinese
        regions = claim.figure.regions
        sources = claim.finding.sources
    }
}
