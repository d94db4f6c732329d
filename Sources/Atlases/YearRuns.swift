/// Years as people write them, those that follow one another as one run: "1990, 1992–1995".
///
/// - Parameter years: increasing.
public func yearRuns(_ years: some Sequence<Int>) -> String {
    var runs: [ClosedRange<Int>] = []
    for year in years {
        if let last = runs.last, year == last.upperBound + 1 {
            runs[runs.count - 1] = last.lowerBound...year
        } else {
            runs.append(year...year)
        }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
        .joined(separator: ", ")
}
