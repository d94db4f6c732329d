public import Asking
import Atlases
import Measures

/// How an answer is computed: what is drawn, from which seed, on how many threads.
public struct MeasureRun: Askable {
    /// Random orders that a test rests on; 0 for none.
    public var permutations = 999
    /// Samples that an interval rests on; 0 for none.
    public var replications = 1_000
    /// Of everything random, from 0 to 2⁵³; the same seed gives the same bits.
    public var seed = 1
    /// Nil takes one for each processor; the answer does not depend on it.
    public var threads: Int?
    /// Seconds of one processor that an answer may take, as far as `Measure.work` can tell before; nil for any.
    public var mostWork: Double?
    /// Told what is drawn, how many are done and of how many.
    public var progress: (@Sendable (String, Int, Int) -> Void)?

    /// With the usual settings.
    public init() {}

    /// What every measure takes.
    public static let settings: [Setting<MeasureRun>] = [
        .whole(
            "permutations", "random orders", "置换次数", \.permutations, in: 0...1_000_000,
            help: Remark("Random orders a test rests on; 0 for none.", "检验所用的随机置换次数；0 为不检验。")),
        .whole(
            "replications", "samples", "抽样次数", \.replications, in: 50...1_000_000, orZero: true,
            help: Remark("Samples an interval rests on; 0 for none.", "区间所用的抽样次数；0 为不计算区间。")),
        .whole(
            "seed", "seed", "种子", \.seed, in: 0...(1 << 53),
            help: Remark(
                "Seed of everything random; the same seed gives the same bits.", "所有随机数的种子；种子相同则结果逐位相同。")),
    ]

    var randomSeed: UInt64 { UInt64(max(0, seed)) }

    /// Nil where no intervals are wanted.
    var bootstrap: BootstrapOptions? {
        guard replications > 0 else { return nil }
        var options = BootstrapOptions()
        options.replications = replications
        options.seed = randomSeed
        options.threads = threads
        options.progress = told("samples", of: replications)
        return options
    }

    /// Told of permutations.
    var permuted: (@Sendable (Int) -> Void)? { told("permutations", of: permutations) }

    /// Progress of one task.
    func told(_ what: String, of all: Int) -> (@Sendable (Int) -> Void)? {
        guard let progress else { return nil }
        return { progress(what, $0, all) }
    }

    var intervalNote: Remark {
        Remark(
            """
            Intervals: 5th to 95th percentile over \(replications) samples of places drawn with replacement, seed \
            \(seed); they leave out errors of the figures.
            """,
            "区间：对地区有放回抽样 \(replications) 次的第 5 至第 95 百分位，种子 \(seed)；不含数据本身的误差。")
    }
}
