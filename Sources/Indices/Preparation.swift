import Computation
import RealModule

/// From figures to values that compare: logarithms, gaps, outliers, normalisation. Cells lie column after column; a gap
/// is not a number.
struct Preparation: Sendable {
    let rows: Int
    let indicators: [IndexIndicator]
    /// Rows of one place, in order of time.
    let paths: [[Int]]
    /// Rows of one group.
    let groups: [[Int]]

    /// Values from 0 to 1, or standard scores, larger is better.
    ///
    /// - Parameter seed: of gaps filled by a draw; nil fills them as the choice says.
    func normalised(_ figures: [Double], _ choice: IndexChoice, drawing seed: UInt64? = nil) -> [Double] {
        var cells = figures
        cells.withUnsafeMutableBufferPointer { cells in
            for (index, indicator) in indicators.enumerated() {
                let column = UnsafeMutableBufferPointer(rebasing: cells[(index * rows)..<((index + 1) * rows)])
                settle(column)
                oriented(column, indicator)
                if let seed {
                    draw(column, choice.gaps, RandomStream(seed: seed, piece: index))
                } else {
                    fill(column, choice.gaps)
                }
                tame(column, choice.outliers)
                settle(column)
                normalise(column, indicator, choice.normalisation)
            }
        }
        return cells
    }

    /// Logarithms taken, and turned so that larger is better.
    private func oriented(_ column: UnsafeMutableBufferPointer<Double>, _ indicator: IndexIndicator) {
        if indicator.logarithm { for row in column.indices { column[row] = Double.log(column[row]) } }
        switch indicator.direction {
        case .higher: break
        case .lower: for row in column.indices { column[row] = -column[row] }
        case .near(let best):
            let goal = indicator.logarithm ? Double.log(best) : best
            for row in column.indices { column[row] = -abs(column[row] - goal) }
        }
    }

    private func fill(_ column: UnsafeMutableBufferPointer<Double>, _ treatment: GapTreatment) {
        guard column.contains(where: \.isNaN) else { return }
        switch treatment {
        case .drop: break
        case .mean: fill(column, Array(column.indices)) { known in known.reduce(0, +) / Double(known.count) }
        case .median: fill(column, Array(column.indices)) { known in quantile(0.5, ofSorted: known.sorted()) }
        case .groupMean:
            for group in groups { fill(column, group) { known in known.reduce(0, +) / Double(known.count) } }
        case .interpolate: for path in paths { interpolate(column, path) }
        }
        // Where this is not the recipe's own treatment but one it is doubted by, a group or path may know nothing.
        if treatment != .drop {
            fill(column, Array(column.indices)) { known in known.reduce(0, +) / Double(known.count) }
        }
    }

    private func fill(_ column: UnsafeMutableBufferPointer<Double>, _ rows: [Int], _ value: ([Double]) -> Double) {
        let known = rows.map { column[$0] }.filter { !$0.isNaN }
        if known.isEmpty || known.count == rows.count { return }
        let filling = value(known)
        for row in rows where column[row].isNaN { column[row] = filling }
    }

    /// Fills each gap as it might have been: with the figure of a place drawn from those that the treatment looks at
    /// (hot deck; Andridge & Little 2010, doi:10.1111/j.1751-5823.2010.00103.x); between years with the line and one of
    /// the errors that lines make where the figure is known.
    private func draw(
        _ column: UnsafeMutableBufferPointer<Double>, _ treatment: GapTreatment, _ stream: RandomStream
    ) {
        var stream = stream
        let gaps = column.indices.filter { column[$0].isNaN }
        if gaps.isEmpty { return }
        let known = column.indices.filter { !column[$0].isNaN }.map { column[$0] }
        if known.isEmpty { return }
        let errors = treatment == .interpolate ? interpolationErrors(column) : []
        var donors: [Int: [Double]] = [:]
        if treatment == .groupMean {
            for group in groups {
                let own = group.map { column[$0] }.filter { !$0.isNaN }
                for row in group { donors[row] = own }
            }
        }
        if treatment == .interpolate { fill(column, treatment) }
        for row in gaps {
            if !errors.isEmpty {
                column[row] += errors[stream.index(below: errors.count)]
            } else {
                let own = donors[row].flatMap { $0.isEmpty ? nil : $0 } ?? known
                column[row] = own[stream.index(below: own.count)]
            }
        }
    }

    /// What each known figure between two others differs from the line between them.
    private func interpolationErrors(_ column: UnsafeMutableBufferPointer<Double>) -> [Double] {
        paths.flatMap { path -> [Double] in
            let known = path.indices.filter { !column[path[$0]].isNaN }
            return zip(zip(known, known.dropFirst()), known.dropFirst(2)).map { ends, after in
                let (before, step) = ends
                let (from, to) = (column[path[before]], column[path[after]])
                return column[path[step]] - from - (to - from) * Double(step - before) / Double(after - before)
            }
        }
    }

    private func interpolate(_ column: UnsafeMutableBufferPointer<Double>, _ path: [Int]) {
        let known = path.indices.filter { !column[path[$0]].isNaN }
        guard let first = known.first, let last = known.last else { return }
        for step in path.indices where column[path[step]].isNaN {
            let before = known.last { $0 < step } ?? first
            let after = known.first { $0 > step } ?? last
            let (from, to) = (column[path[before]], column[path[after]])
            column[path[step]] =
                before < step && after > step
                ? from + (to - from) * Double(step - before) / Double(after - before) : before < step ? from : to
        }
    }

    /// What differs by rounding alone does not differ: stretched to the whole scale, noise would decide.
    private func settle(_ column: UnsafeMutableBufferPointer<Double>) {
        let (least, most) = ends(column)
        if !(least < most && isNoise(most - least, size: max(abs(least), abs(most)))) { return }
        for row in column.indices where !column[row].isNaN { column[row] = least }
    }

    private func tame(_ column: UnsafeMutableBufferPointer<Double>, _ treatment: OutlierTreatment) {
        switch treatment {
        case .none: break
        case .percentiles:
            let (low, high) = (tail(column, 0.025, fromBelow: true), tail(column, 0.025, fromBelow: false))
            for row in column.indices { column[row] = min(max(column[row], low), high) }
        case .winsorise: winsorise(column)
        }
    }

    /// A quantile near one end (type 7), from the few values beyond it.
    private func tail(_ column: UnsafeMutableBufferPointer<Double>, _ share: Double, fromBelow: Bool) -> Double {
        let sign = fromBelow ? 1.0 : -1.0
        let position = share * Double(column.count - 1)
        let wanted = Int(position) + 2
        if wanted > 64 || wanted > column.count {
            let sorted = column.sorted()
            return quantile(fromBelow ? share : 1 - share, ofSorted: sorted)
        }
        let least = foremost(column, wanted, sign)
        let below = Int(position)
        return sign * (least[below] + (position - Double(below)) * (least[below + 1] - least[below]))
    }

    /// The least so many of values times a sign, in order; most values are turned away by the last of them.
    private func foremost(_ column: UnsafeMutableBufferPointer<Double>, _ wanted: Int, _ sign: Double) -> [Double] {
        var least = Array(repeating: Double.infinity, count: wanted)
        least.withUnsafeMutableBufferPointer { least in
            for value in column {
                let own = sign * value
                if own >= least[wanted - 1] { continue }
                var at = wanted - 1
                while at > 0 && least[at - 1] > own {
                    least[at] = least[at - 1]
                    at -= 1
                }
                least[at] = own
            }
        }
        return least
    }

    private func winsorise(_ column: UnsafeMutableBufferPointer<Double>) {
        var (high, low) = ([Double](), [Double]())
        for step in 0..<5 {
            let (skewness, kurtosis) = shape(UnsafeBufferPointer(column))
            if abs(skewness) <= 2 || kurtosis <= 3.5 || step + 1 >= column.count { return }
            if high.isEmpty {
                (high, low) = (foremost(column, min(6, column.count), -1), foremost(column, min(6, column.count), 1))
            }
            if skewness > 0 {
                let next = -high[step + 1]
                for row in column.indices where column[row] > next { column[row] = next }
            } else {
                let next = low[step + 1]
                for row in column.indices where column[row] < next { column[row] = next }
            }
        }
    }

    private func normalise(
        _ column: UnsafeMutableBufferPointer<Double>, _ indicator: IndexIndicator, _ method: Normalisation
    ) {
        switch method {
        case .minMax:
            let (least, most) = ends(column)
            scale(column, from: least, width: most - least)
        case .zScore:
            let (deviation, mean) = spread(UnsafeBufferPointer(column))
            for row in column.indices { column[row] = deviation > 0 ? (column[row] - mean) / deviation : 0 }
        case .rank: rankShares(column)
        case .none: break
        case .target:
            // Turned values; the target lies above the worst, or every place has reached it.
            var goal = indicator.target ?? 0
            if indicator.logarithm { goal = Double.log(goal) }
            switch indicator.direction {
            case .higher: break
            case .lower: goal = -goal
            case .near: goal = 0
            }
            let (least, _) = ends(column)
            for row in column.indices {
                column[row] = goal > least ? min(1, (column[row] - least) / (goal - least)) : 1
            }
        }
    }

    private func ends(_ column: UnsafeMutableBufferPointer<Double>) -> (Double, Double) {
        var (least, most) = (Double.infinity, -Double.infinity)
        for value in column {
            least = value < least ? value : least
            most = value > most ? value : most
        }
        return (least, most)
    }

    /// A column that is the same everywhere stands in the middle, without weight.
    private func scale(_ column: UnsafeMutableBufferPointer<Double>, from least: Double, width: Double) {
        if !(width > 0) { return column.update(repeating: 0.5) }
        for row in column.indices { column[row] = (column[row] - least) / width }
    }

    private func rankShares(_ column: UnsafeMutableBufferPointer<Double>) {
        let order = increasing(column)
        let tie = tieWidth(from: column[order[0]], to: column[order[order.count - 1]])
        let values = order.map { column[$0] }
        var first = 0
        while first < order.count {
            var last = first
            while last + 1 < order.count && values[last + 1] - values[first] <= tie { last += 1 }
            let share = rows > 1 ? Double(first + last) / 2 / Double(rows - 1) : 0.5
            for place in first...last { column[order[place]] = share }
            first = last + 1
        }
    }
}

/// Values of columns from 0 to 1, whatever they were: what entropy weights, obstacles and frontiers are asked of.
func unitCells(_ cells: [Double], rows: Int) -> [Double] {
    var cells = cells
    for start in stride(from: 0, to: cells.count, by: rows) {
        let column = cells[start..<(start + rows)]
        guard let least = column.min(), let most = column.max() else { continue }
        for cell in start..<(start + rows) { cells[cell] = most > least ? (cells[cell] - least) / (most - least) : 0.5 }
    }
    return cells
}

/// Skewness and kurtosis (not its excess) of a column; nothing of one that is the same everywhere.
private func shape(_ column: UnsafeBufferPointer<Double>) -> (skewness: Double, kurtosis: Double) {
    let (deviation, mean) = spread(column)
    if deviation == 0 { return (0, 0) }
    var (cubes, fourths) = (0.0, 0.0)
    let scale = 1 / deviation
    for value in column {
        let z = (value - mean) * scale
        cubes += z * z * z
        fourths += z * z * z * z
    }
    return (cubes / Double(column.count), fourths / Double(column.count))
}
