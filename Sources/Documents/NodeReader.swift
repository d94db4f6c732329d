package import Yams

/// Reads YAML nodes with an error for whatever does not fit.
package struct NodeReader: Sendable {
    package let file: String
    /// Whether text must be quoted and numbers must not be, as in JSON.
    package var typed = false

    package init(file: String, typed: Bool = false) { (self.file, self.typed) = (file, typed) }

    package func wrong(_ node: Node?, _ message: String, _ chinese: String) -> DocumentError {
        DocumentError(file: file, line: node?.mark?.line, message, chinese)
    }

    /// The entries of a mapping, all of whose keys are known.
    package func fields(_ node: Node?, of what: String, required: [String], optional: [String] = [])
        throws(DocumentError) -> [String: Node]
    {
        guard let mapping = node?.mapping else {
            throw wrong(
                node,
                "expected \(what) with \((required + optional).joined(separator: ", "))",
                "应给出 \((required + optional).joined(separator: "、"))")
        }
        var found: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.scalar?.string, (required + optional).contains(name) else {
                throw wrong(
                    key,

                    """
                    "\(key.scalar?.string.prefix(40) ?? "?")" is no key of \(what): expected one of \
                    \((required + optional).joined(separator: ", "))
                    """,
                    """
                    “\(key.scalar?.string.prefix(40) ?? "?")”不是此处的键：\
                    应为 \((required + optional).joined(separator: "、")) 之一
                    """
                )
            }
            found[name] = value
        }
        for name in required where found[name] == nil {
            throw wrong(
                node,
                "\(what) needs the key \(name)",
                "缺少键 \(name)")
        }
        return found
    }

    package func sequence(_ node: Node?, _ name: String) throws(DocumentError) -> [Node] {
        guard let sequence = node?.sequence else {
            throw wrong(
                node,
                "\(name): expected a list",
                "\(name)：应为列表")
        }
        return Array(sequence)
    }

    package func isNull(_ node: Node?) -> Bool {
        guard let node else { return true }
        guard let scalar = node.scalar else { return false }
        return scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    package func text(_ node: Node?, _ name: String) throws(DocumentError) -> String {
        guard let scalar = node?.scalar, !scalar.string.isEmpty, !isNull(node), !typed || scalar.style == .doubleQuoted
        else {
            throw wrong(
                node,
                "\(name): expected text",
                "\(name)：应为文本")
        }
        return scalar.string
    }

    package func optionalText(_ node: Node?, _ name: String) throws(DocumentError) -> String? {
        isNull(node) ? nil : try text(node, name)
    }

    package func number(_ node: Node?, _ name: String) throws(DocumentError) -> Double {
        guard let scalar = node?.scalar, let value = Double(scalar.string), value.isFinite,
            !typed || scalar.style == .plain
        else {
            throw wrong(
                node,
                "\(name): expected a number, not \"\(node?.scalar?.string.prefix(40) ?? "a list")\"",
                "\(name)：应为数值，而不是“\(node?.scalar?.string.prefix(40) ?? "列表")”")
        }
        return value
    }

    package func optionalNumber(_ node: Node?, _ name: String) throws(DocumentError) -> Double? {
        isNull(node) ? nil : try number(node, name)
    }

    /// Codes written as numbers or text: 110000 and "110000" are the same (in JSON text only).
    package func codes(_ node: Node?, _ name: String, optional: Bool = false) throws(DocumentError) -> [String] {
        if optional && isNull(node) { return [] }
        var (codes, seen) = ([String](), Set<String>())
        for item in try sequence(node, name) {
            let code = try text(item, name)
            if !seen.insert(code).inserted {
                throw wrong(
                    item,
                    "\(name): \(code) stands twice",
                    "\(name)：\(code) 出现两次")
            }
            codes.append(code)
        }
        return codes
    }

    package func choice<T: RawRepresentable & CaseIterable>(_ node: Node?, _ name: String, standard: T?)
        throws(DocumentError) -> T
    where T.RawValue == String {
        if isNull(node), let standard { return standard }
        let given = try choice(node, name, among: T.allCases.map(\.rawValue))
        guard let value = T(rawValue: given) else {
            throw wrong(
                node,
                "\(name): expected a choice",
                "\(name)：应为所列选项之一")
        }
        return value
    }

    package func choice(_ node: Node?, _ name: String, among choices: [String]) throws(DocumentError) -> String {
        let given = try text(node, name)
        if choices.contains(given) { return given }
        throw wrong(
            node,
            "\(name) is \"\(given.prefix(40))\": expected \(choices.joined(separator: " or "))",
            "\(name) 为“\(given.prefix(40))”：应为 \(choices.joined(separator: "、")) 之一")
    }
}
