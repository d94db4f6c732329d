public import Asking

/// One thing wrong with an atlas: where it stands and what was expected there.
public struct AtlasProblem: Worded, Sendable, Equatable, CustomStringConvertible {
    /// Path within the atlas, or the name a user's file came with.
    public let file: String
    /// Line of the file, counting the header as 1; nil where the file as a whole is meant.
    public let row: Int?
    /// Header of the column; nil where none is at fault.
    public let column: String?
    /// The cell as it stands; shortened only when written.
    public let value: String?
    /// What would have been right, in English; reads after "expected".
    public let expected: Template
    /// The same in Chinese, where it is known.
    public let expectedChinese: Template?

    /// Where nothing else is named the file as a whole is meant.
    public init(
        file: String, row: Int? = nil, column: String? = nil, value: String? = nil, expected: Template,
        _ expectedChinese: Template? = nil
    ) {
        self.file = file
        self.row = row
        self.column = column
        self.value = value
        self.expected = expected
        self.expectedChinese = expectedChinese
    }

    /// One line, with the value cut after 80 characters.
    public var words: Template {
        var place = file
        if let row { place += ", row \(row)" }
        if let column { place += ", column \(column)" }
        if let value { place += ": \"\(shortened(value))\"" }
        return "\(place): expected \(words: expected)"
    }

    /// The same in Chinese; what was expected stands in English where nobody translated it.
    public var chineseWords: Template {
        var place = file
        if let row { place += " 第 \(row) 行" }
        if let column { place += "，\(column) 列" }
        if let value { place += "：“\(shortened(value))”" }
        let found = expectedChinese ?? Template(words: expectedInChinese.remark(expected.description).chinese)
        return "\(place)：应为 \(words: found)"
    }

    /// The same, with settings as the command line writes them.
    public var description: String { Problem(self).description }
}

/// An atlas that is not used, with everything found wrong with it (at most a thousand problems).
public struct BrokenAtlas: Error, Sendable, CustomStringConvertible {
    /// As it was given to the reader.
    public let folder: String
    /// In the order in which they were found.
    public let problems: [AtlasProblem]

    /// One line: the first problem and how many more there are.
    public var description: String {
        let first = problems.first.map(\.description) ?? "no problem recorded"
        let more = problems.count > 1 ? " (and \(problems.count - 1) more: `hinterland atlas check` lists them)" : ""
        return "the atlas in \(folder) is refused: \(first)\(more)"
    }
}

/// A hostile value must not flood the message or break its line.
func shortened(_ text: String) -> String {
    let clean = String(text.prefix(80).map { $0.isNewline || ($0.asciiValue.map { $0 < 32 } ?? false) ? " " : $0 })
    return text.count > 80 ? clean + "…" : clean
}
