/// One thing wrong with an atlas: where it stands and what was expected there.
public struct AtlasProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// Path within the atlas, or the name a user's file came with.
    public let file: String
    /// Line of the file, counting the header as 1; nil where the file as a whole is meant.
    public let row: Int?
    /// Header of the column; nil where none is at fault.
    public let column: String?
    /// The cell as it stands; shortened only when written.
    public let value: String?
    /// What would have been right, in English; reads after "expected".
    public let expected: String

    /// Where nothing else is named the file as a whole is meant.
    public init(file: String, row: Int? = nil, column: String? = nil, value: String? = nil, expected: String) {
        self.file = file
        self.row = row
        self.column = column
        self.value = value
        self.expected = expected
    }

    /// One line, with the value cut after 80 characters.
    public var description: String {
        var text = file
        if let row { text += ", row \(row)" }
        if let column { text += ", column \(column)" }
        if let value { text += ": \"\(shortened(value))\"" }
        return text + ": expected \(expected)"
    }
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
