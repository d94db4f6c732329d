import Asking
import Atlases
import MeasureAnswers
import Measures
import Panels

/// How far the largest value lies over the smallest: a measure that only tests know.
public struct ToyRange: PeriodMeasure {
    public static let about = About(
        "toyRange", "Toy range", "玩具极差", "the largest over the smallest", "最大值与最小值之比", aliases: ["toy"])
    public static let family = MeasureFamily.inequality
    public static let slots: [Slot] = [.value, .year, .id]
    public static let settings: [Setting<Self>] = [
        .number("shift", "shift", "平移", \.shift, in: 0...10, help: Remark("Added to both.", "同时加到两者。"))
    ]
    public static let columns: [Column<Double>] = [.number("ratio", "ratio", "比值") { $0 }]

    public var shift = 1.0

    public init() {}

    public func found(in period: Panel.Period, of panel: Panel, _ run: MeasureRun) throws(MeasureError) -> Double {
        guard let most = period.values.max(), let least = period.values.min() else { throw .noValues }
        return (most + shift) / (least + shift)
    }
}
