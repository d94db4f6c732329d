/// A sentence in both languages.
public struct Remark: Sendable, Hashable, Encodable {
    /// The sentence in English.
    public let english: String
    /// The same in Chinese.
    public let chinese: String

    /// English first.
    public init(_ english: String, _ chinese: String) {
        self.english = english
        self.chinese = chinese
    }
}
