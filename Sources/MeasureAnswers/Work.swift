import Asking
import Atlases
public import Panels

/// How long an answer takes, roughly, in seconds of one processor: what a face that serves many must know before it
/// begins. Rates were measured on a processor of 2.5 GHz and are good to a factor of three.
extension Measure {
    /// As long as reading: nothing to speak of.
    public func work(on input: Input, _ run: MeasureRun) -> Double { 0 }

    /// Draws of every place that its intervals and tests rest on.
    func draws(_ run: MeasureRun) -> Double {
        (Self.doubt.contains(.samples) ? Double(run.replications) : 0)
            + (Self.doubt.contains(.permutations) ? Double(run.permutations) : 0)
    }

    /// Refuses what is longer than a face takes.
    func check(_ input: Input, _ run: MeasureRun) throws(Problem) {
        guard let most = run.mostWork else { return }
        let work = work(on: input, run)
        if work <= most { return }
        let (long, bound) = (roundedSeconds(work), roundedSeconds(most))
        throw Problem(
            .use,
            """
            this takes about \(long) s of computing, more than the \(bound) s that are given to one question here: ask \
            with a smaller table or fewer draws, or from the command line (`hinterland measure \(Self.about.id)`)
            """,
            """
            此问题约需计算 \(long) 秒，超过此处每个问题的上限 \(bound) 秒：请缩小数据表或减少抽样次数，或使用命令行\
            （`hinterland measure \(Self.about.id)`）
            """)
    }
}

extension Measure where Input == Panel {
    /// Every draw looks at every figure once.
    public func work(on input: Panel, _ run: MeasureRun) -> Double { figures(of: input) * (1 + draws(run)) * 2e-8 }

    func figures(of panel: Panel) -> Double { Double(panel.periods.reduce(0) { $0 + $1.entries.count }) }
}

extension Measure where Input == SectorPanel {
    /// Regions are compared with regions over all sectors, and cells written one by one.
    public func work(on input: SectorPanel, _ run: MeasureRun) -> Double {
        let (regions, sectors) = (Double(input.regions.count), Double(input.sectors.count))
        let cells = regions * sectors * Double(input.periods.count)
        return cells * (1e-6 + min(regions, sectors) * 1e-10)
    }
}

extension Measure where Input == CityLinks {
    /// Every city is compared with every other.
    public func work(on input: CityLinks, _ run: MeasureRun) -> Double {
        Double(input.cities.count) * Double(input.cities.count) * 2e-7
    }
}

/// Seconds for people: whole, with two figures.
private func roundedSeconds(_ seconds: Double) -> Int {
    let whole = Int(min(max(1, seconds), 1e9))
    var scale = 1
    while whole / scale >= 100 { scale *= 10 }
    return whole / scale * scale
}
