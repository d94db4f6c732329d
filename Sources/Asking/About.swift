public import Atlases

/// What a thing that can be asked for is called and what it tells: said once, beside it, for every face.
public struct About: Sendable {
    /// The name that programs take.
    public let id: String
    /// What people call it.
    public let name: Remark
    /// One line: what it tells.
    public let summary: Remark
    /// Other names it goes by; small letters, without blanks and hyphens.
    public let aliases: [String]

    /// Without a summary it is told by its name alone.
    public init(
        _ id: String, _ english: String, _ chinese: String, _ summary: String = "", _ summaryChinese: String = "",
        aliases: [String] = []
    ) {
        self.id = id
        name = Remark(english, chinese)
        self.summary = Remark(summary, summaryChinese)
        self.aliases = aliases
    }

    /// Whether a person's word means this: its id or an alias, whatever the case, blanks and hyphens.
    public func goes(by text: String) -> Bool {
        let plain = text.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
        return id.lowercased() == plain || aliases.contains(plain)
    }
}
