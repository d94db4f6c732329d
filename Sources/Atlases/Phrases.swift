/// The words of an atlas's warnings and vintages in Chinese.
///
/// A phrase is looked up part by part (parts are set apart by "; "), and with its numbers taken out: "rank # blank"
/// serves every rank. What is not listed stays in the language it was written in.
public struct Phrases: Sendable {
    private let chinese: [String: String]

    /// - Parameter chinese: Chinese by English, with `#` in both for each number, in the same order.
    public init(_ chinese: [String: String] = [:]) { self.chinese = chinese }

    /// The words in both languages; a part that is not listed stands in English in the Chinese too.
    public func remark(_ english: String) -> Remark {
        if english.isEmpty || chinese.isEmpty { return Remark(english, english) }
        var parts: [String] = []
        var rest = english[...]
        while let end = Self.separator(in: rest) {
            parts.append(String(rest[..<end]))
            rest = rest[rest.index(end, offsetBy: 2)...]
        }
        parts.append(String(rest))
        return Remark(english, parts.map(translated).joined(separator: "；"))
    }

    private static func separator(in text: Substring) -> Substring.Index? {
        text.indices.first {
            text[$0] == ";" && text.index(after: $0) < text.endIndex && text[text.index(after: $0)] == " "
        }
    }

    private func translated(_ part: String) -> String {
        if let whole = chinese[part] { return whole }
        let (template, numbers) = Self.template(part)
        guard let pattern = chinese[template] else { return part }
        var next = numbers.makeIterator()
        return pattern.reduce(into: "") { text, letter in
            if letter == "#" { text += next.next() ?? "" } else { text.append(letter) }
        }
    }

    /// The text with `#` for each number, and the numbers.
    private static func template(_ text: String) -> (String, [String]) {
        var template = ""
        var numbers: [String] = []
        var inside = false
        for letter in text {
            if letter.isASCII && letter.isNumber || inside && letter == "." {
                if inside { numbers[numbers.count - 1].append(letter) } else { numbers.append(String(letter)) }
                if !inside { template.append("#") }
                inside = true
            } else {
                inside = false
                template.append(letter)
            }
        }
        return (template, numbers)
    }
}
