public import Asking
import Atlases
import Equilibrium
import Transport

/// Why a study or a scenario has no answer, in both languages.
public struct ScenarioError: Worded, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong and the cure, in English, without the number of the change.
    public let message: String
    /// The same in Chinese.
    public let chinese: String
    /// Index of the change that is meant, if one is.
    public let change: Int?

    /// Without a change the scenario as a whole is meant.
    public init(_ message: String, _ chinese: String, change: Int? = nil) {
        (self.message, self.chinese, self.change) = (message, chinese, change)
    }

    /// With the change counted from 1.
    public var description: String { change.map { "change \($0 + 1): \(message)" } ?? message }

    /// As `description`.
    public var words: Template { "\(description)" }
    /// The same in Chinese.
    public var chineseWords: Template { change.map { "第 \($0 + 1) 项改变：\(chinese)" } ?? "\(chinese)" }

    func at(_ index: Int) -> ScenarioError { ScenarioError(message, chinese, change: change ?? index) }
}

extension ScenarioError {
    /// An error of the model, with its places named.
    init(_ error: EquilibriumError, _ name: (Int) -> Remark) {
        let chinese =
            switch error {
            case .badShape(let text): text
            case .badParameter(let name, let value, let expected): "参数 \(name) 为 \(value)：应为 \(expected)"
            case .badValue(let place, let quantity, let value, let expected):
                "\(name(place).chinese)：\(quantity) 为 \(value)：应为 \(expected)"
            case .notConverged(let what, let iterations, let residual, let place):
                """
                \(what) 未收敛：迭代 \(iterations) 次后残差 \(residual)，最大处为\(name(place).chinese)；不给出结果
                """
            case .cancelled: "已取消"
            case .targetOutOfReach(let what, let target, let lowest, let highest):
                "\(what)：目标 \(target) 超出校准可达的范围（\(lowest) 至 \(highest)）"
            }
        self.init(error.message { name($0).english }, chinese)
    }

    /// An error of the network.
    init(_ error: NetworkError) {
        let chinese =
            switch error {
            case .badLink(let index, let expected): "第 \(index + 1) 条线路：应为 \(expected)"
            case .badAccess(let hours): "进站、换乘或间隔为 \(hours) 小时：应不小于 0"
            case .badPlace(let place): "路网中没有第 \(place) 个地点"
            case .badValueOfTime(let value): "时间价值为每小时 \(value)：应大于 0"
            }
        self.init("\(error)", chinese)
    }
}
