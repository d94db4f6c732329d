package import Yams

extension NodeReader {
    /// The root of a text in YAML of at most a megabyte. Anchors, aliases and endless nesting are refused on the
    /// parser's events, before anything is built of them.
    ///
    /// - Throws: `DocumentError` with the line.
    package func document(_ yaml: String, _ what: String) throws(DocumentError) -> Node? {
        if yaml.utf8.count > 1 << 20 {
            throw DocumentError(
                file: file,
                "expected \(what) of at most 1 MB",
                "应不超过 1 MB")
        }
        // Editors of some systems put a mark of the byte order first.
        let text = yaml.hasPrefix("\u{FEFF}") ? String(yaml.dropFirst()) : yaml
        switch DocumentEvents.refused(text) {
        case .anchor(let line):
            throw DocumentError(
                file: file, line: line,
                "YAML anchors and aliases (& and *) are not used in \(what): write the value out, or quote the text",
                "不使用 YAML 锚与别名（& 与 *）：请直接写出其值，或给文本加引号")
        case .depth(let line):
            throw DocumentError(
                file: file, line: line,
                "nested more than \(DocumentEvents.mostDepth) levels deep: expected \(what)",
                "嵌套超过 \(DocumentEvents.mostDepth) 层")
        case nil: return try parsed(text)
        }
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
