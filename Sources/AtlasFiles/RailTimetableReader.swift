import Asking
import Atlases

/// Reads the trains between places: a row a directed pair, cells as bytes since there are tens of thousands.
struct RailTimetableReader {
    let file: String
    let bytes: [UInt8]
    let regions: Set<String>

    init(file: String, bytes: [UInt8], regions: Set<String>) {
        (self.file, self.bytes, self.regions) = (file, bytes, regions)
    }

    private static let columns = [
        "from", "to", "minutes", "train", "from_station", "to_station", "median_minutes", "trains", "fast_trains",
        "fast_minutes", "slow_minutes", "first", "last", "any_minutes", "any_trains",
    ]

    /// - Throws: the first thing that is wrong, with row and column.
    func pairs() throws(AtlasProblem) -> [RailTimetable.Pair] {
        var cells = ByteCells(bytes)
        let header = cells.nextLine() ? cells.header() : []
        if header != Self.columns {
            throw AtlasProblem(
                file: file, row: 1, value: String(header.joined(separator: ",").prefix(60)),
                expected: "the columns \(Self.columns.joined(separator: ", "))")
        }
        var pairs: [RailTimetable.Pair] = []
        var last = ("", "")
        while cells.nextLine() {
            let pair = try pair(&cells)
            if (pair.from, pair.to) <= last {
                throw AtlasProblem(
                    file: file, row: cells.line, column: "to", value: "\(pair.from) \(pair.to)",
                    expected: "rows in the order of from and to, each pair once")
            }
            last = (pair.from, pair.to)
            pairs.append(pair)
        }
        return pairs
    }

    private func pair(_ cells: inout ByteCells) throws(AtlasProblem) -> RailTimetable.Pair {
        let (from, to) = (try place(&cells, "from"), try place(&cells, "to"))
        let minutes = try number(&cells, "minutes")
        let (train, start, end) = (
            try word(&cells, "train"), try word(&cells, "from_station"), try word(&cells, "to_station")
        )
        let median = try number(&cells, "median_minutes")
        let trains = try number(&cells, "trains")
        _ = try number(&cells, "fast_trains")
        let (fast, slow) = (try number(&cells, "fast_minutes"), try number(&cells, "slow_minutes"))
        for column in ["first", "last"] { _ = try word(&cells, column) }
        let any = try number(&cells, "any_minutes")
        let anyTrains = try number(&cells, "any_trains", isLast: true)
        guard let best = minutes ?? any else {
            throw AtlasProblem(
                file: file, row: cells.line, column: "minutes", expected: "minutes, or any_minutes where there are none"
            )
        }
        return RailTimetable.Pair(
            from: from, to: to, minutes: best, medianMinutes: median, train: train, stations: (start, end),
            trains: Int((minutes == nil ? anyTrains : trains) ?? 0), slowMinutes: slow, fastMinutes: fast,
            isCentral: minutes != nil)
    }

    private func place(_ cells: inout ByteCells, _ column: String) throws(AtlasProblem) -> String {
        let code = try word(&cells, column)
        if regions.contains(code) { return code }
        throw AtlasProblem(
            file: file, row: cells.line, column: column, value: code, expected: "the code of a region in regions.csv")
    }

    private func word(_ cells: inout ByteCells, _ column: String) throws(AtlasProblem) -> String {
        if let word = cells.word() { return word }
        throw AtlasProblem(file: file, row: cells.line, column: column, expected: "fields as in the header")
    }

    private func number(_ cells: inout ByteCells, _ column: String, isLast: Bool = false) throws(AtlasProblem)
        -> Double?
    {
        switch cells.number(isLast: isLast) {
        case .none: return nil
        case .value(let number) where (0...10_000).contains(number): return number
        case .value, .wrong:
            throw AtlasProblem(
                file: file, row: cells.line, column: column, value: cells.rest(),
                expected: "a number from 0 to 10,000 or nothing, and as many fields as in the header")
        }
    }
}
