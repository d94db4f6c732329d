import Asking
import Documents
import Equilibrium
import Scenarios
import Yams

/// What stands in a scenario.
extension NodeReader {
    func parameters(_ node: Node?) throws(DocumentError) -> StudyParameters {
        var parameters = StudyParameters()
        if isNull(node) { return parameters }
        let names = StudyParameter.allCases.map(\.rawValue)
        for (name, value) in try fields(node, of: "parameters", required: [], optional: names).sorted(by: {
            $0.key < $1.key
        }) {
            guard let parameter = StudyParameter(rawValue: name) else { continue }
            do {
                try parameters.set(parameter, to: try number(value, name))
            } catch let error as ScenarioError {
                throw wrong(value, error.message, error.chinese)
            } catch let error as DocumentError {
                throw error
            } catch {
                throw wrong(
                    value,
                    "\(name): cannot be set",
                    "\(name)：无法设定")
            }
        }
        return parameters
    }

    /// One entry of `changes`: a mapping with a single key that names the kind.
    ///
    /// - Parameter inYuan: set where a key says that its money is in yuan.
    func change(_ node: Node, _ kinds: [any Change.Type], inYuan: inout Bool) throws(DocumentError) -> any Change {
        func names() -> String { kinds.map { $0.about.id }.joined(separator: ", ") }
        guard let mapping = node.mapping, mapping.count == 1, let entry = mapping.first,
            let name = entry.key.scalar?.string
        else {
            throw wrong(
                node,

                """
                a change: expected one of \(names()) with its settings, as `- jobs: {from: …, to: …, number: …}`
                """,
                "改变：应为 \(names()) 之一及其设置，如 `- jobs: {from: …, to: …, number: …}`")
        }
        guard let kind = kinds.first(where: { $0.about.id == name }) else {
            throw wrong(
                entry.key,
                "\"\(name.prefix(40))\" is no kind of change: expected one of \(names())",
                "“\(name.prefix(40))”不是改变的种类：应为 \(names()) 之一")
        }
        return try change(kind, entry.value, &inYuan)
    }

    /// What a change says; ranges are checked with the whole scenario.
    private func change<Kind: Change>(_ kind: Kind.Type, _ node: Node, _ inYuan: inout Bool) throws(DocumentError)
        -> any Change
    {
        let (id, keys) = (kind.about.id, kind.keys)
        let yuan = kind.yuanKeys.filter { node.mapping?[.init($0.key)] != nil }
        let replaced = Set(yuan.values)
        var found = try fields(
            node, of: id, required: keys.filter { $0.isRequired && !replaced.contains($0.id) }.map(\.id),
            optional: keys.filter { !$0.isRequired || replaced.contains($0.id) }.map(\.id) + yuan.keys)
        for (earlier, now) in yuan {
            if found[now] != nil {
                throw wrong(
                    node,
                    "\(id): \(earlier) and \(now) say the same: leave one out",
                    "\(id)：\(earlier) 与 \(now) 含义相同：请省去其一")
            }
            found[now] = found[earlier]
            inYuan = inYuan || !isNull(found[earlier])
        }
        var change = Kind()
        for key in keys where key.isRequired || !isNull(found[key.id]) {
            key.set(&change, try value(found[key.id], key.kind, "\(id): \(key.id)"))
        }
        return change
    }

    /// A value of a kind.
    private func value(_ node: Node?, _ kind: SettingKind, _ name: String) throws(DocumentError) -> Value {
        switch kind {
        case .number: return .number(try number(node, name))
        case .whole:
            let value = try number(node, name)
            if value != value.rounded() {
                throw wrong(
                    node,
                    "\(name): expected a whole number",
                    "\(name)：应为整数")
            }
            return .number(value)
        case .numbers:
            return .numbers(try sequence(node, name).map { (item) throws(DocumentError) in try number(item, name) })
        case .flag:
            guard let flag = node?.bool else {
                throw wrong(
                    node,
                    "\(name): expected true or false",
                    "\(name)：应为 true 或 false")
            }
            return .flag(flag)
        case .choice(let choices): return .text(try choice(node, name, among: choices.map(\.id)))
        case .text, .column, .columns, .file, .place, .sector, .indicator: return .text(try text(node, name))
        case .texts, .places: return .texts(try codes(node, name))
        case .weights: return .fields(try weights(node, name))
        }
    }

    /// Numbers by code, in the order of the codes.
    private func weights(_ node: Node?, _ name: String) throws(DocumentError) -> [Value.Field] {
        guard let mapping = node?.mapping else {
            throw wrong(
                node,
                "\(name): expected {code: weight, …}",
                "\(name)：应为 {代码: 权重, …}")
        }
        var weights: [Value.Field] = []
        for (key, value) in mapping {
            guard let code = key.scalar?.string, !code.isEmpty else {
                throw wrong(
                    key,
                    "\(name): expected the code of a place",
                    "\(name)：应为地区代码")
            }
            weights.append(Value.Field(code, .number(try number(value, "\(name): \(code.prefix(40))"))))
        }
        return weights.sorted { $0.name < $1.name }
    }

    /// Which model answers; nil leaves it to the changes.
    func model(_ node: Node?) throws(DocumentError) -> ModelChoice? {
        if isNull(node) { return nil }
        let f = try fields(node, of: "model", required: [], optional: ["kind", "immigration", "landIncome"])
        return ModelChoice(
            try choice(f["kind"], "model: kind", standard: .whole),
            immigration: try choice(f["immigration"], "model: immigration", standard: .labour),
            landIncome: try choice(f["landIncome"], "model: landIncome", standard: .stayers))
    }
}
