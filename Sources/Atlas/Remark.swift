/// A sentence in both languages.
public struct Remark: Sendable, Hashable, Encodable {
    public let english: String
    public let chinese: String

    public init(_ english: String, _ chinese: String) {
        self.english = english
        self.chinese = chinese
    }
}
