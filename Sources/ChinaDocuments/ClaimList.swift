public import Asking
import AtlasAnswers
public import AtlasQuestions
import Atlases
import Wording

extension ClaimVerdict: Choosable {
    /// What people call it.
    public var name: Remark {
        switch self {
        case .holds: Remark("holds", "成立")
        case .differs: Remark("differs", "不符")
        case .cannotBeChecked: Remark("cannot be checked", "无法核对")
        }
    }
}

/// The figures of the documents, each with what the atlas computes and whether it holds.
public struct ClaimList: AtlasQuestion, Askable {
    /// Nil for all.
    public var verdict: ClaimVerdict?

    /// As it is asked.
    public init() {}

    /// As it is asked.
    public init(_ verdict: ClaimVerdict?) { self.verdict = verdict }

    /// Said once for every face.
    public static let settings: [Setting<ClaimList>] = [
        .choice("verdict", "Verdict", "结论", \.verdict, help: Remark("Only claims of this verdict.", "只列此结论。"))
    ]

    /// Answers it.
    public func answer(on opened: OpenAtlas) -> Answered<CheckedClaims> {
        let all = opened.atlas.claims()
        // What can be checked comes first.
        let shown = ClaimVerdict.allCases.flatMap { one in
            all.filter { $0.finding.verdict == one && (verdict == nil || verdict == one) }
        }
        return Answered(
            inputs: opened.inputs() + inputs, CheckedClaims(shown, of: all),
            sources: opened.atlas.sources(used: shown.flatMap(\.finding.sources)).sorted { $0.id < $1.id })
    }

    /// How the answer is written.
    public static let layout: Layout<CheckedClaims> = .rows(
        { claims in
            Remark(
                "\(claims.all) figures of the documents: \(claims.counted(.english, ", "))",
                "文件中的 \(claims.all) 个数字：\(claims.counted(.chinese, "，"))")
        }, { _ in columns }, { $0.claims })

    private static let columns: [Column<Claim>] = [
        .words(nil, "verdict", "结论") { $0.finding.verdict.name }, .plain("verdict") { $0.finding.verdict.rawValue },
        .plain("claim") { $0.figure.indicator }, .words(nil, "claim", "说法") { $0.what },
        .plain("claimChinese") { $0.what.chinese }, .plain("place") { $0.figure.place },
        .words(nil, "place", "地区") { $0.place }, .plain("placeChinese") { $0.place.chinese },
        .text("value", "value", "数值") { $0.figure.value }, .plain("unit") { $0.figure.unit },
        .words(nil, "unit", "单位") { $0.unit }, .plain("unitChinese") { $0.unit.chinese },
        .words(nil, "the atlas", "图集") { $0.finding.text },
        .plain("english") { $0.finding.text.english }, .plain("chinese") { $0.finding.text.chinese },
        .plain("document") { $0.figure.document },
        .plain("documentSource") { $0.figure.sources.joined(separator: ", ") }, .plain("year") { $0.figure.year },
        .plain("sentence") { $0.figure.context }, .value("regions") { .texts($0.figure.regions) },
        .value("sources") { .texts($0.finding.sources) },
    ]
}

/// Claims with what the atlas says to them.
public struct CheckedClaims: Sendable {
    /// Those shown.
    public let claims: [Claim]
    /// How many the documents hold, and how many of each verdict.
    public let all: Int
    /// How many of all have each verdict.
    public let counts: [ClaimVerdict: Int]

    init(_ claims: [Claim], of all: [Claim]) {
        self.claims = claims
        self.all = all.count
        counts = Dictionary(all.map { ($0.finding.verdict, 1) }, uniquingKeysWith: +)
    }

    fileprivate func counted(_ language: Language, _ separator: String) -> String {
        ClaimVerdict.allCases.map { "\(language($0.name)) \(counts[$0] ?? 0)" }.joined(separator: separator)
    }
}
