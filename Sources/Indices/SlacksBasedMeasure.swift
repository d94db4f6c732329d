public import Computation
import LinearProgramming

/// Efficiency of places that turn inputs into outputs, by the slacks that the best practice leaves them.
public struct SlacksBasedMeasure: Sendable, Equatable {
    /// One place's answer.
    public struct Unit: Sendable, Equatable {
        /// From 0 to 1; 1 for those without slack.
        public let efficiency: Double
        /// What could be saved of each input.
        public let inputSlacks: [Double]
        /// What could be made more of each output.
        public let outputSlacks: [Double]
        /// What could be avoided of each undesirable output.
        public let undesirableSlacks: [Double]
        /// The places whose mixture sets the mark, with their weights.
        public let peers: [(unit: Int, weight: Double)]
        /// Largest breach of a bound by the answer, of values over the largest of their column.
        public let residual: Double

        /// Slacks and peers equal to the bit; the residual is left out.
        public static func == (a: Unit, b: Unit) -> Bool {
            a.efficiency == b.efficiency && a.inputSlacks == b.inputSlacks && a.outputSlacks == b.outputSlacks
                && a.undesirableSlacks == b.undesirableSlacks && a.peers.elementsEqual(b.peers, by: ==)
        }
    }

    /// In the order of the places given.
    public let units: [Unit]
}

/// What a larger scale does to what can be made.
public enum ReturnsToScale: String, Sendable, CaseIterable {
    /// Any multiple of what a place does can be done.
    case constant
    /// Only mixtures can be done, whose weights sum to one.
    case variable
}

/// The slacks-based measure (Tone 2001, doi:10.1016/S0377-2217(99)00407-5), with undesirable outputs too (Tone 2003):
/// the least of (1 − mean s⁻/x)/(1 + mean of s⁺/y and sᵇ/b) over mixtures of places that take no more and make no less,
/// turned into a linear programme (Charnes & Cooper 1962, doi:10.1002/nav.3800090303).
///
/// - Parameters:
///   - inputs: by input and place, above zero.
///   - outputs: by output and place, above zero.
///   - undesirable: by undesirable output and place, above zero; none where empty.
/// - Throws: `IndexError` for values that are not above zero, or a programme without an answer.
/// - Complexity: a linear programme a place, with a constraint an input and output and a variable a place; on all
///   processors.
public func slacksBasedMeasure(
    inputs: [[Double]], outputs: [[Double]], undesirable: [[Double]] = [], returns: ReturnsToScale = .constant,
    threads: Int? = nil,
    cancel: CancelToken? = nil, progress: (@Sendable (Int) -> Void)? = nil
) throws(IndexError) -> SlacksBasedMeasure {
    if inputs.isEmpty || outputs.isEmpty {
        throw .tooFew(count: 0, needed: 1, what: inputs.isEmpty ? "inputs" : "outputs")
    }
    let count = inputs[0].count
    if count < 2 { throw .tooFew(count: count, needed: 2, what: "places") }
    for (kind, columns) in [("input", inputs), ("output", outputs), ("undesirable output", undesirable)] {
        for (index, column) in columns.enumerated() {
            if column.count != count {
                throw .differentLengths(count: column.count, expected: count, what: "values of \(kind) \(index + 1)")
            }
            for (row, value) in column.enumerated() where !(value > 0 && value.isFinite) {
                throw .badValue(
                    row: row, indicator: "\(kind) \(index + 1)", value: value,
                    expected: "above 0, since slacks are taken relative to it")
            }
        }
    }
    let problem = Frontier(inputs: inputs, outputs: outputs, undesirable: undesirable, returns: returns)
    let found = parallelMap(count: count, threads: threads, cancel: cancel ?? .current, progress: progress) {
        problem.solve($0)
    }
    var units: [SlacksBasedMeasure.Unit] = []
    for one in found {
        guard let one else { throw .undefined(why: "cancelled") }
        units.append(try one.get())
    }
    return SlacksBasedMeasure(units: units)
}

/// Columns over their largest, so that no unit of measurement makes a programme lopsided.
private struct Frontier: Sendable {
    let inputs: [[Double]]
    let outputs: [[Double]]
    let undesirable: [[Double]]
    let scales: [Double]
    let returns: ReturnsToScale

    init(inputs: [[Double]], outputs: [[Double]], undesirable: [[Double]], returns: ReturnsToScale) {
        func scaled(_ columns: [[Double]]) -> [[Double]] {
            columns.map { column in
                let most = column.max() ?? 1
                return column.map { $0 / most }
            }
        }
        self.inputs = scaled(inputs)
        self.outputs = scaled(outputs)
        self.undesirable = scaled(undesirable)
        scales = (inputs + outputs + undesirable).map { $0.max() ?? 1 }
        self.returns = returns
    }

    /// Variables: t, one a place, one slack a column; all are t times what they stand for.
    func solve(_ unit: Int) -> Result<SlacksBasedMeasure.Unit, IndexError> {
        let all = inputs + outputs + undesirable
        let (m, s, b) = (inputs.count, outputs.count, undesirable.count)
        var programme = LinearProgramme(rows: all.count + (returns == .variable ? 2 : 1))
        for row in all.indices { programme.setRow(row, between: 0, and: 0) }
        programme.setRow(all.count, between: 1, and: 1)
        if returns == .variable { programme.setRow(all.count + 1, between: 0, and: 0) }
        let scale = returns == .variable ? [(row: all.count + 1, value: -1.0)] : []
        // Mixture ± slack = t · own.
        let t = programme.addColumn(cost: 1, all.indices.map { ($0, -all[$0][unit]) } + [(all.count, 1)] + scale)
        for other in inputs[0].indices {
            programme.addColumn(
                cost: 0,
                all.indices.map { ($0, all[$0][other]) }
                    + (returns == .variable ? [(row: all.count + 1, value: 1.0)] : []))
        }
        var slacks: [Int] = []
        for row in all.indices {
            let own = all[row][unit]
            if row < m {
                slacks.append(programme.addColumn(cost: -1 / (Double(m) * own), [(row, 1)]))
            } else {
                slacks.append(
                    programme.addColumn(cost: 0, [(row, row < m + s ? -1 : 1), (all.count, 1 / (Double(s + b) * own))]))
            }
        }
        do {
            let found = try programme.minimum()
            let factor = found.values[t]
            let amounts = slacks.enumerated().map { max(0, found.values[$1]) / factor * scales[$0] }
            return .success(
                SlacksBasedMeasure.Unit(
                    efficiency: min(1, max(0, found.objective)), inputSlacks: Array(amounts[..<m]),
                    outputSlacks: Array(amounts[m..<(m + s)]),
                    undesirableSlacks: Array(amounts[(m + s)...]),
                    peers: inputs[0].indices.compactMap { other in
                        let weight = found.values[t + 1 + other] / factor
                        return weight > 1e-9 ? (other, weight) : nil
                    }, residual: found.residual))
        } catch { return .failure(.programme(row: unit, why: "\(error)")) }
    }
}
