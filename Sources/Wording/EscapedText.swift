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
            // Control characters and these two are not allowed in XML 1.0.
            let isAllowed = scalar.value >= 32 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
            if isAllowed || scalar == "\n" || scalar == "\t" { result.unicodeScalars.append(scalar) }
        }
    }
    return result
}

/// A text in double quotes, with the escapes that YAML and JSON share.
public func quotedText(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        default:
            // Control characters, and those that YAML takes for line ends.
            let value = scalar.value
            if value < 32 || (127...159).contains(value) || value == 0x2028 || value == 0x2029
                || [0xFEFF, 0xFFFE, 0xFFFF].contains(value)
            {
                let digits = String(value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }
    return result + "\""
}

/// A field of CSV, quoted where it must be.
public func csvField(_ text: String) -> String {
    let special = text.utf8.contains {
        $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
    }
    return special
        ? "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : text
}
