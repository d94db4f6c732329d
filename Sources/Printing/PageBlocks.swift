import Foundation

/// One thing after the other on a page of ours.
enum PageBlock: Equatable {
    /// Level 1 to 3.
    case heading(String, level: Int)
    /// Words, and whether they are fine print or stand out.
    case paragraph(String, PageStyle)
    case item(String)
    /// Heads, rows, and which columns stand to the right.
    case table(heads: [String], rows: [[String]], numeric: [Bool])
    /// A picture as SVG.
    case picture(String)
}

enum PageStyle { case plain, strong, small }

/// What a page that this program wrote says, in order: its own marks only are known, and it is taken to be well formed.
///
/// Cost: its length.
func pageBlocks(_ html: String) -> [PageBlock] {
    var reader = PageReader(Array(html.utf8))
    return reader.read()
}

private struct PageReader {
    let bytes: [UInt8]
    var position = 0
    var blocks: [PageBlock] = []
    var text = ""
    var style = PageStyle.plain
    var heads: [String] = []
    var numeric: [Bool] = []
    var rows: [[String]] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func read() -> [PageBlock] {
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<") {
                take(tag: upTo(">"))
            } else {
                text += plain(upTo("<", including: false))
            }
        }
        return blocks
    }

    /// From here to a mark, which is passed.
    private mutating func upTo(_ mark: String, including: Bool = true) -> String {
        let wanted = Array(mark.utf8)
        let begin = position
        while position < bytes.count, !bytes[position...].starts(with: wanted) { position += 1 }
        if including { position = min(bytes.count, position + wanted.count) }
        return String(decoding: bytes[begin..<position], as: UTF8.self)
    }

    private mutating func take(tag: String) {
        let inside = tag.dropFirst().dropLast()
        let name = inside.prefix { $0 != " " && $0 != "\n" }
        switch name {
        case "style", "title", "script": _ = upTo("</\(name)>")
        case "svg": blocks.append(.picture(tag + upTo("</svg>")))
        case "p", "h1", "h2", "h3", "li", "figcaption", "summary", "caption", "th", "td", "div", "b", "em", "span":
            begin(String(name), inside.contains("class=\"n\""), inside)
        case "br": text += "\n"
        case "tr": rows.append([])
        default: if name.hasPrefix("/") { end(String(name.dropFirst())) }
        }
    }

    private mutating func begin(_ name: String, _ isNumber: Bool, _ inside: Substring) {
        text = ""
        style = inside.contains("\"answer\"") || inside.contains("\"warn\"") ? .strong : .plain
        if inside.contains("\"source\"") || inside.contains("\"small\"") || inside.contains("\"kicker\"") {
            style = .small
        }
        if name == "th" { numeric.append(isNumber) }
    }

    private mutating func end(_ name: String) {
        let said = text.trimmingCharacters(in: .whitespacesAndNewlines)
        switch name {
        case "h1", "h2", "h3": add(.heading(said, level: Int(name.dropFirst()) ?? 3), said)
        case "summary": add(.heading(said, level: 3), said)
        case "p", "em", "span": add(.paragraph(said, name == "p" ? style : .small), said)
        case "b", "figcaption", "caption": add(.paragraph(said, .strong), said)
        case "li": add(.item(said), said)
        case "th":
            heads.append(said)
            text = ""
        case "td":
            if !rows.isEmpty { rows[rows.count - 1].append(said) }
            text = ""
        case "table":
            blocks.append(.table(heads: heads, rows: rows.filter { !$0.isEmpty }, numeric: numeric))
            (heads, rows, numeric) = ([], [], [])
        default: break
        }
    }

    private mutating func add(_ block: PageBlock, _ said: String) {
        if !said.isEmpty { blocks.append(block) }
        text = ""
    }

    /// With marks for what XML would take for its own read back.
    private func plain(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let begin = rest.firstIndex(of: "&"), let end = rest[begin...].firstIndex(of: ";") {
            result += rest[..<begin]
            let name = rest[rest.index(after: begin)..<end]
            result +=
                ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "apos": "'", "nbsp": "\u{A0}"][name]
                ?? "&\(name);"
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
