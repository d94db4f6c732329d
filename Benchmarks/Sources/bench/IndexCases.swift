import Foundation
import Indices

/// Composite indices of invented values, written by indices.py as plain numbers.
struct IndexCase {
    let folder: String
    private let files: MeasureCase

    init(folder: String) {
        self.folder = folder
        files = MeasureCase(folder: folder)
    }

    private static let (places, indicators) = (300, 30)

    private func model(_ aggregation: Aggregation, _ weighting: Weighting = .equal, error: Double = 0) throws
        -> IndexModel
    {
        let values = try files.numbers("table")
        let columns = (0..<Self.indicators).map { column in
            (0..<Self.places).map { Double?.some(values[$0 * Self.indicators + column]) }
        }
        let recipe = IndexRecipe(
            indicators: (0..<Self.indicators).map { IndexIndicator("x\($0)", error: error) },
            choice: IndexChoice(weighting: weighting, aggregation: aggregation))
        return try IndexModel(recipe, try IndexFigures(columns))
    }

    func run() throws {
        try intervals()
        try sensitivity()
        try weights()
        try frontier()
        try detector()
    }

    private func intervals() throws {
        for (name, aggregation) in [("arithmetic", Aggregation.arithmetic), ("topsis", .topsis)] {
            let model = try model(aggregation)
            var doubt = RankDoubt(weightSpread: 0.3)
            doubt.samples = 10_000
            for threads in [1, 2] {
                doubt.threads = threads
                let asked = doubt
                report("intervals \(name) \(threads)", try seconds(3) { _ = try model.rankIntervals(asked) })
            }
            let found = try model.rankIntervals(doubt)
            try files.write(found.map(\.mean), "mean \(name)")
            try files.write(found.map { Double($0.low) }, "low \(name)")
            try files.write(found.map { Double($0.high) }, "high \(name)")
            try files.write(try model.index().scores, "scores \(name)")
        }
    }

    private func sensitivity() throws {
        let model = try model(.arithmetic, error: 0.05)
        var doubt = RankDoubt(weightSpread: 0.3)
        (doubt.normalisations, doubt.aggregations, doubt.figures, doubt.omission) = ([.rank], [.topsis], true, true)
        doubt.threads = 1
        let asked = doubt
        report("sensitivity peer", try seconds(1) { _ = try model.sensitivity(asked, base: 1_024) })
        let found = try model.sensitivity(doubt, base: 1_024)
        try files.write(found.ranking.map(\.total.estimate), "total")
        try files.write(found.ranking.map(\.first.estimate), "first")
        report("sensitivity evaluations", Double(found.evaluations))
        report("sensitivity shift", found.meanShift)
        // Every way at once, as many evaluations as the target names.
        var all = doubt
        (all.weightings, all.normalisations, all.outliers) = (
            [.entropy, .critic, .principalComponents], [.rank, .zScore], [.winsorise, .percentiles]
        )
        all.threads = 2
        let every = all
        let base = 50_000 / 9 + 1
        report("sensitivity whole", try seconds(1) { _ = try model.sensitivity(every, base: base) })
        report("sensitivity whole evaluations", Double(try model.sensitivity(every, base: 64).evaluations / 64 * base))
    }

    private func weights() throws {
        let columns = try model(.arithmetic).index().normalised
        report("entropy", try seconds(20) { _ = try entropyWeights(columns.map { $0.map { $0 + 0.001 } }) })
        report("critic", try seconds(20) { _ = try criticWeights(columns) })
        try files.write(try entropyWeights(columns.map { $0.map { $0 + 0.001 } }), "entropy")
        try files.write(try criticWeights(columns), "critic")
    }

    private func frontier() throws {
        let values = try files.numbers("table")
        func column(_ index: Int) -> [Double] { (0..<Self.places).map { values[$0 * Self.indicators + index] } }
        let (inputs, outputs) = ([column(0), column(1), column(2)], [column(3), column(4)])
        for threads in [1, 2] {
            report(
                "slacks \(threads)",
                try seconds(3) { _ = try slacksBasedMeasure(inputs: inputs, outputs: outputs, threads: threads) })
        }
        try files.write(try slacksBasedMeasure(inputs: inputs, outputs: outputs).units.map(\.efficiency), "slacks")
    }

    private func detector() throws {
        let (values, strata) = (try files.numbers("villages"), try files.numbers("strata").map { "\(Int($0))" })
        report("detector", try seconds(20) { _ = try factorDetector(values, strata: strata) })
        let found = try factorDetector(values, strata: strata)
        report("detector q", found.q)
        report("detector p", found.pValue)
    }
}
