public import Asking
public import Atlases

/// How many draws the intervals of a scenario's answer rest on.
public struct DrawSettings: Askable {
    /// 0 gives point answers only.
    public var draws = 200
    /// Of everything random; the same seed gives the same bits.
    public var seed = 1

    /// Enough for an interval, with its own error printed.
    public init() {}

    /// What a face takes.
    public static let settings: [Setting<DrawSettings>] = [
        .draws(
            \.draws,
            help: Remark(
                "Draws that the intervals rest on; 0 gives point answers only. From 1,000 on their own error is not "
                    + "printed.", "区间所依据的抽样次数；0 表示只给点估计。达到 1000 次后不再列出区间自身的误差。")),
        .seed(\.seed),
    ]
}

extension Setting {
    /// Draws over the ranges of what is assumed: none, or enough for an interval.
    public static func draws(_ path: Path<Int>, help: Remark? = nil) -> Self {
        .whole(
            "draws", "Draws", "抽样次数", path, in: 10...20_000, orZero: true,
            help: help ?? Remark("Draws that the intervals rest on; 0 leaves them out.", "区间所依据的抽样次数；0 表示不抽样。"))
    }

    /// Of everything random. An answer names it as a number, so it is one that a number can hold.
    public static func seed(_ path: Path<Int>) -> Self {
        .whole(
            "seed", "Seed", "种子", path, in: 0...(1 << 53),
            help: Remark(
                "Seed of everything random; the same seed gives the same bits.", "所有随机数的种子；种子相同则结果逐位相同。"))
    }
}
