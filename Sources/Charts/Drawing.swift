/// Pieces of SVG put one after the other.
///
/// Numbers are written with one decimal: a tenth of a pixel is finer than any screen shows.
public struct Drawing: Sendable {
    public let width: Double
    public let height: Double
    private var parts: [String] = []

    public init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// Attributes are written in the order given; their values are escaped.
    public mutating func add(_ element: String, _ attributes: KeyValuePairs<String, String>, text: String? = nil, title: String? = nil) {
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

    public mutating func open(_ element: String, _ attributes: KeyValuePairs<String, String>) {
        parts.append("<\(element)" + attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined() + ">")
    }

    public mutating func close(_ element: String) { parts.append("</\(element)>") }

    public mutating func text(
        _ content: String, x: Double, y: Double, size: Double = 14, anchor: String = "start", fill: String = Palette.ink,
        weight: String = "",
        halo: Bool = false
    ) {
        add(
            "text",
            [
                "x": short(x), "y": short(y), "font-size": short(size), "text-anchor": anchor == "start" ? "" : anchor, "fill": fill,
                "font-weight": weight,
                "class": halo ? "halo" : "",
            ], text: content)
    }

    /// The whole picture, with its accessible title.
    public func svg(title: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(short(width)) \(short(height))" role="img" aria-label="\(escaped(title))" font-family="system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"><style>.halo{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}</style>
        \(parts.joined(separator: "\n"))
        </svg>
        """
    }
}

/// Text made safe inside XML and HTML.
public func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default:
            // Control characters are not allowed in XML 1.0.
            if scalar.value >= 32 || scalar == "\n" || scalar == "\t" { result.unicodeScalars.append(scalar) }
        }
    }
    return result
}

/// A number with at most one decimal and no trailing zero.
public func short(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "0" }
    let tenths = Int64((value * 10).rounded())
    let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
    return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
}
