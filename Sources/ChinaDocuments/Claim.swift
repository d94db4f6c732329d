public import Atlases

/// What the atlas says to a figure of a document.
public enum ClaimVerdict: String, Sendable, CaseIterable {
    /// The atlas says the same, to the last digit of the document.
    case holds
    /// The atlas says otherwise.
    case differs
    /// The atlas has nothing to hold against it.
    case cannotBeChecked
}

/// A finding about a claim: the verdict and what it was computed from.
public struct ClaimFinding: Sendable, Equatable {
    /// What the atlas says.
    public let verdict: ClaimVerdict
    /// What the atlas computes, or why it cannot.
    public let text: Remark
    /// Identifiers of the sources used, without the document itself.
    public let sources: [String]

    init(_ verdict: ClaimVerdict, _ english: String, _ chinese: String, sources: [String] = []) {
        self.verdict = verdict
        text = Remark(english, chinese)
        self.sources = sources
    }
}

/// A figure of a document with what the atlas says to it.
public struct Claim: Sendable {
    /// As it stands in the document.
    public let figure: DocumentFigure
    /// What is claimed, of where, and in which unit.
    public let what, place, unit: Remark
    /// What the atlas says to it.
    public let finding: ClaimFinding
}

extension Atlas {
    /// Every figure of the documents, held against the atlas. A record that itself rests on the document does not
    /// confirm it.
    ///
    /// - Complexity: O(claims × records).
    public func claims() -> [Claim] {
        documentFigures.map { figure in
            Claim(
                figure: figure, what: phrases.remark(figure.indicator), place: phrases.remark(figure.place),
                unit: phrases.remark(figure.unit),
                finding: finding(on: figure))
        }
    }

    func finding(on claim: DocumentFigure) -> ClaimFinding {
        if let rule = claimRules[claim.indicator], let found = rule(self, claim) { return found }
        return .noRecord(of: claim)
    }
}

extension ClaimFinding {
    /// Nothing in the atlas is about it.
    static func noRecord(of claim: DocumentFigure) -> ClaimFinding {
        let dated = ["year", "decade", "date", "years", "century", "ordinal", "generation", "consecutive years"]
            .contains(claim.unit)
        return dated
            ? ClaimFinding(
                .cannotBeChecked, "a date or duration of the text itself; the atlas holds no record of this event",
                "文中自述的日期或期间；图集没有相关记录")
            : ClaimFinding(
                .cannotBeChecked, "the atlas holds no figure of this kind", "图集没有此类数据")
    }
}

/// Half a unit of the last digit that a figure is written with: 10.4 → .05, 90 → 5, 383 → .5. What rounds to the figure
/// is the figure.
func halfOfLastDigit(_ text: String) -> Double {
    let digits = Array(text.filter { $0.isNumber || $0 == "." })
    if let point = digits.firstIndex(of: ".") {
        return 0.5 * (0..<(digits.count - point - 1)).reduce(1.0) { scale, _ in scale / 10 }
    }
    let zeros = digits.reversed().prefix { $0 == "0" }.count
    return 0.5 * (0..<zeros).reduce(1.0) { scale, _ in scale * 10 }
}
