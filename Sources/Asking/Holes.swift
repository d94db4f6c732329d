/// A text with holes filled: `{word}`, the word one of letters, possibly with a minus before it.
///
/// - Parameter value: what stands for a word; nil leaves the braces as they are. Its braces are not looked at again.
public func filledHoles(_ text: String, _ value: (_ word: String) -> String?) -> String {
    guard text.contains("{") else { return text }
    var (result, rest) = ("", text[...])
    while let open = rest.firstIndex(of: "{") {
        result += rest[..<open]
        rest = rest[open...]
        let word = word(after: rest.dropFirst())
        if let word, let known = value(String(word)) {
            result += known
            rest = rest[word.endIndex...].dropFirst()
        } else {
            result += "{"
            rest = rest.dropFirst()
        }
    }
    return result + rest
}

/// A text with holes and pieces in square brackets: a piece is left out where one of its holes has nothing.
///
///     filledPieces("Productivity of {places}[ ({sector})] × {factor}") { words[$0] }
public func filledPieces(_ text: String, _ value: (_ word: String) -> String?) -> String {
    var (result, rest) = ("", text[...])
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
        result += filledHoles(String(rest[..<open]), value)
        var isWhole = true
        let piece = filledHoles(String(rest[open..<close].dropFirst())) { word in
            let found = value(word)
            isWhole = isWhole && found != nil
            return found
        }
        if isWhole { result += piece }
        rest = rest[close...].dropFirst()
    }
    return result + filledHoles(String(rest), value)
}

/// The word of a hole, where one ends there.
private func word(after text: Substring) -> Substring? {
    let isSigned = text.first == "-"
    let letters = text.dropFirst(isSigned ? 1 : 0).prefix { $0.isASCII && $0.isLetter }
    guard !letters.isEmpty, letters.endIndex < text.endIndex, text[letters.endIndex] == "}" else { return nil }
    return text[..<letters.endIndex]
}
