import Atlases

extension Scenario {
    /// As many changes as a person would write.
    public static let mostChanges = 500

    /// Refuses numbers out of range and empty lists, which no atlas could answer.
    public func check() throws(ScenarioError) {
        if changes.count > Self.mostChanges {
            throw ScenarioError(
                "\(changes.count) changes: expected at most \(Self.mostChanges); split the scenario",
                "\(changes.count) 项改变：最多 \(Self.mostChanges) 项；请拆分情景")
        }
        for (index, change) in changes.enumerated() {
            do throws(ScenarioError) { try change.checked() } catch { throw error.at(index) }
        }
        if let model, model.kind == .oneSector, model != .oneSector {
            throw ScenarioError(
                "model: immigration and landIncome are choices of the whole model: say `kind: whole`",
                "model：immigration 与 landIncome 是完整模型的选项：请写 `kind: whole`")
        }
    }
}

extension Scenario {
    /// Refuses amounts in another currency than the atlas's: none is converted.
    func checkCurrency(of atlas: Atlas) throws(ScenarioError) {
        let own = atlas.meaning.currency
        guard let currency, currency != own.code else { return }
        throw ScenarioError(
            """
            the scenario counts in \(currency), the atlas in \(own.code.isEmpty ? own.name : own.code): currencies are \
            not \
            converted; give amounts in the atlas's (`amount:`, `cost:`) and leave `currency` out
            """,
            """
            情景以 \(currency) 计，图集以 \(own.code.isEmpty ? own.name : own.code) 计：货币不作换算；\
            请以图集货币给出金额（`amount:`、`cost:`），并省去 `currency`
            """)
    }

    /// Refuses a change that the model asked for does not know.
    func checkModel() throws(ScenarioError) {
        guard answeringModel.kind != .whole else { return }
        for (index, change) in changes.enumerated() where change.needsWholeModel {
            throw ScenarioError(
                """
                \(change.kind) needs the whole model, but the scenario says `model: {kind: oneSector}`: leave \
                that out
                """,
                "\(change.kind) 需要完整模型，而情景写明 `model: {kind: oneSector}`：请省去",
                change: index)
        }
    }
}
