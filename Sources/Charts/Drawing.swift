import Wording

/// Pieces of SVG put one after the other.
///
/// Numbers are written with one decimal: a tenth of a pixel is finer than any screen shows.
public struct Drawing: Sendable {
    /// Of the view box, in pixels.
    public let width: Double
    /// Of the view box, in pixels; y grows downwards.
    public let height: Double
    private var parts: [String] = []

    /// An empty picture.
    public init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// Attributes are written in the order given; their values are escaped.
    public mutating func add(
        _ element: String, _ attributes: KeyValuePairs<String, String>, text: String? = nil, title: String? = nil
    ) {
        var part = "<\(element)"
        for (name, value) in attributes where !value.isEmpty { part += " \(name)=\"\(escaped(value))\"" }
        if text == nil && title == nil {
            parts.append(part + "/>")
            return
        }
        part += ">"
        if let title { part += "<title>\(escaped(title))</title>" }
        if let text { part += escaped(text) }
        parts.append(part + "</\(element)>")
    }

    /// Begins an element that holds what follows until `close`; values are escaped.
    public mutating func open(_ element: String, _ attributes: KeyValuePairs<String, String>) {
        parts.append("<\(element)" + attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined() + ">")
    }

    /// Ends the innermost open element, which must be of this kind.
    public mutating func close(_ element: String) { parts.append("</\(element)>") }

    /// Writes a line of text with its baseline at y; `anchor` is "start", "middle" or "end", and a halo keeps it
    /// legible on a map.
    public mutating func text(
        _ content: String, x: Double, y: Double, size: Double = 14, anchor: String = "start",
        fill: String = Palette.ink,
        weight: String = "",
        halo: Bool = false
    ) {
        add(
            "text",
            [
                "x": short(x), "y": short(y), "font-size": short(size), "text-anchor": anchor == "start" ? "" : anchor,
                "fill": fill,
                "font-weight": weight,
                "class": halo ? "halo" : "",
            ], text: content)
    }

    /// Puts a finished picture inside this one.
    public mutating func embed(_ svg: String, x: Double, y: Double, width: Double, height: Double) {
        let place = "<svg x=\"\(short(x))\" y=\"\(short(y))\" width=\"\(short(width))\" height=\"\(short(height))\""
        parts.append(svg.hasPrefix("<svg") ? place + svg.dropFirst(4) : svg)
    }

    /// The whole picture, with its accessible title.
    public func svg(title: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(short(width)) \(short(height))" role="img" \
        aria-label="\(escaped(title))" font-family="system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', \
        'Microsoft YaHei', \
        sans-serif"><style>.halo{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}</style>
        \(parts.joined(separator: "\n"))
        </svg>
        """
    }
}

/// A picture that can stand alone: its title above, and below where it comes from.
public func captioned(_ svg: String, width: Double, height: Double, title: String, source: String) -> String {
    let headings = lines(title, size: 15, width: width - 12)
    let sources = lines(source, size: 11, width: width - 12)
    let (top, bottom) = (10 + 20 * Double(headings.count), 8 + 15 * Double(sources.count))
    var drawing = Drawing(width: width, height: top + height + bottom)
    for (index, line) in headings.enumerated() {
        drawing.text(line, x: 6, y: 20 + 20 * Double(index), size: 15, weight: "600")
    }
    drawing.embed(svg, x: 0, y: top, width: width, height: height)
    for (index, line) in sources.enumerated() {
        drawing.text(line, x: 6, y: top + height + 13 + 15 * Double(index), size: 11, fill: Palette.quiet)
    }
    return drawing.svg(title: title)
}

/// A text in lines no wider than a picture, broken at spaces and between Chinese characters.
func lines(_ text: String, size: Double, width: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    var word = ""
    func close() {
        if textWidth(line + word, size: size) > width && !line.isEmpty {
            lines.append(line)
            line = word.first == " " ? String(word.dropFirst()) : word
        } else {
            line += word
        }
        word = ""
    }
    for character in text {
        let wide = (character.unicodeScalars.first?.value ?? 0) > 0x2E80
        // Closing marks hang on what stands before them.
        if character == " " || wide && !"，。；：！？、）》”".contains(character) { close() }
        word.append(character)
    }
    close()
    if !line.isEmpty { lines.append(line) }
    return lines
}

/// A number with at most one decimal and no trailing zero.
public func short(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "0" }
    let tenths = Int64((value * 10).rounded())
    let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
    return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
}
