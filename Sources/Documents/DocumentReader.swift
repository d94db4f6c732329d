package import Yams

extension NodeReader {
    /// The root of a text in YAML of at most a megabyte. Anchors and aliases are refused.
    ///
    /// - Throws: `DocumentError` with the line.
    package func document(_ yaml: String, _ what: String) throws(DocumentError) -> Node? {
        if yaml.utf8.count > 1 << 20 {
            throw DocumentError(
                file: file,
                "expected \(what) of at most 1 MB",
                "应不超过 1 MB")
        }
        if let line = lineWithAnchor(yaml) ?? lineOfManyAliases(yaml) {
            throw DocumentError(
                file: file, line: line,

                "YAML anchors and aliases (& and *) are not used in \(what): write the value out, or quote the text",
                "不使用 YAML 锚与别名（& 与 *）：请直接写出其值，或给文本加引号")
        }
        // Editors of some systems put a mark of the byte order first.
        return try parsed(yaml.hasPrefix("\u{FEFF}") ? String(yaml.dropFirst()) : yaml)
    }

    /// The root of a text in JSON, with the keys of the YAML form.
    package func document(json: [UInt8], _ what: String, _ needs: String) throws(DocumentError) -> Node {
        if json.count > 1 << 20 {
            throw DocumentError(
                file: file,
                "expected \(what) of at most 1 MB",
                "应不超过 1 MB")
        }
        let read: Node?
        do { read = try JSONReader.node(json) } catch {
            throw DocumentError(
                file: file,
                "the key \(error.key.prefix(60)) stands twice: leave one of them out",
                "键 \(error.key.prefix(60)) 出现两次：请去掉其一")
        }
        guard let node = read, node.mapping != nil else {
            throw DocumentError(
                file: file,
                "not JSON: expected an object \(needs)",
                "不是 JSON：应为一个对象")
        }
        return node
    }

    private func parsed(_ text: String) throws(DocumentError) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw DocumentError(
                file: file, line: error.line,
                "not YAML: \(error.problem)",
                "不是 YAML：\(error.problem)")
        } catch {
            throw DocumentError(
                file: file,
                "not YAML",
                "不是 YAML")
        }
    }
}

/// The first line with an anchor or alias outside quotes and comments.
private func lineWithAnchor(_ yaml: String) -> Int? {
    for (index, line) in yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
        var quote: UInt8?
        var escaped = false
        var before = UInt8(ascii: " ")
        let bytes = Array(line.utf8)
        for (position, byte) in bytes.enumerated() {
            defer { before = byte }
            if let open = quote {
                if escaped {
                    escaped = false
                } else if open == UInt8(ascii: "\"") && byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == open {
                    quote = nil
                }
                continue
            }
            let starts = before == UInt8(ascii: " ") || "[,{:-?\t".utf8.contains(before)
            if byte == UInt8(ascii: "#") && starts { break }
            if starts && (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")) { quote = byte }
            let next = position + 1 < bytes.count ? bytes[position + 1] : UInt8(ascii: " ")
            if starts && (byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*")) && next > 32 { return index + 1 }
        }
    }
    return nil
}

/// The line of the twenty-first thing that looks like an alias, inside quotes or not: few make no harm, and many, each
/// of two before it, make a file that never ends.
private func lineOfManyAliases(_ yaml: String) -> Int? {
    var (found, line, before) = (0, 1, UInt8(ascii: " "))
    for byte in yaml.utf8 {
        if byte == UInt8(ascii: "\n") { line += 1 }
        if byte == UInt8(ascii: "*") && " [,{:-?\t\n\r".utf8.contains(before) {
            found += 1
            if found > 20 { return line }
        }
        before = byte
    }
    return nil
}

extension YamlError {
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }

    fileprivate var problem: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .reader(let problem, _, _, _): problem
        case .duplicatedKeysInMapping(let keys, _): "the key \(keys.sorted().joined(separator: ", ")) stands twice"
        default: "it cannot be read"
        }
    }
}
