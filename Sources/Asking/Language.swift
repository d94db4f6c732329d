public import Atlases

/// A language that answers are worded in.
public enum Language: String, Sendable, CaseIterable {
    /// English; "en" for programs.
    case english = "en"
    /// Simplified Chinese; "zh" for programs.
    case chinese = "zh"

    /// The words of this language.
    public func callAsFunction(_ english: @autoclosure () -> String, _ chinese: @autoclosure () -> String) -> String {
        self == .english ? english() : chinese()
    }

    /// The remark in this language.
    public func callAsFunction(_ remark: Remark) -> String { self == .english ? remark.english : remark.chinese }

    /// Several remarks on one line.
    public func joined(_ remarks: [Remark]) -> String { remarks.map { self($0) }.joined(separator: self("; ", "；")) }
}
