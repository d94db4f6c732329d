public import LinearAlgebra

/// An economy inverted: the fundamentals and shares under which the base year is exactly an equilibrium.
public struct BaseYear: Sendable {
    /// What the fundamentals were found from.
    public let observed: ObservedYear
    /// The elasticities under which they hold.
    public let parameters: ModelParameters
    /// u = c^{−θ}, relative to the first place.
    public let producerScale: [Double]
    /// v = V^ε, relative to the first place: amenities and real income, known up to scale.
    public let amenityScale: [Double]
    /// π, row consumer, column producer; rows sum to one.
    public let tradeShares: Matrix
    /// m, row place of registration, column place present; rows sum to one.
    public let migrationShares: Matrix
    /// m in single precision for first iterations; kept only where memory is the bound.
    let migrationSharesSingle: SingleMatrix?
    /// t: the income tax that pays the publicly paid.
    public let taxRate: Double
    /// Each place's part in national welfare, ω_o ∝ L̄_o Ψ_o^{1/ε}; sums to one.
    public let welfareWeights: [Double]
    /// Largest relative gap between the levels that the fundamentals give and those observed.
    public let residual: Double
    /// Of the slower of the two scalings.
    public let iterations: Int
}

extension BaseYear {
    /// Finds the fundamentals of an economy by two Sinkhorn scalings (METHODS: u ← R/[Kᵀ(X/(Ku))], v ← L/[Mᵀ(L̄/(Mv))]
    /// with K = τ^{−θ}, M = κ^{−ε}), accelerated (Anderson).
    ///
    /// - Throws: `EquilibriumError` for values out of range or a scaling that does not converge.
    /// - Complexity: O(N²) an iteration.
    public static func inverted(
        _ economy: Economy, parameters: ModelParameters, publicPay accounting: PublicPayAccounting = .inShares
    ) throws(EquilibriumError) -> BaseYear {
        try economy.check()
        try parameters.check()
        let tradeKernel = economy.tradeCost.logarithms().exponentials(factor: -parameters.tradeElasticity)
        let migrationKernel = economy.migrationCost.logarithms().exponentials(factor: -parameters.migrationElasticity)
        return try BaseYear(
            economy.observed, tradeKernel: tradeKernel, migrationKernel: migrationKernel, parameters: parameters,
            publicPay: accounting)
    }

    /// The same from kernels K = τ^{−θ} and M = κ^{−ε}.
    ///
    /// - Parameters:
    ///   - starts: scales of a like problem to start from.
    ///   - tolerance: largest relative gap of a scaling.
    public init<Migration: ShareKernel>(
        _ observed: ObservedYear, tradeKernel: Matrix, migrationKernel: Migration, parameters: ModelParameters,
        publicPay accounting: PublicPayAccounting = .inShares,
        starts: (trade: [Double]?, migration: [Double]?) = (nil, nil),
        tolerance: Double = 1e-13
    ) throws(EquilibriumError) {
        try observed.check()
        try parameters.check()
        let wage = observed.wage
        let taxRate = zip(wage, observed.publiclyPaid).map(*).reduce(0, +) / observed.output.reduce(0, +)
        var (sales, spending) = (observed.output, observed.output)
        if accounting == .inShares && taxRate > 0 {
            sales = observed.output.indices.map { observed.output[$0] - wage[$0] * observed.publiclyPaid[$0] }
            spending = observed.output.map { (1 - taxRate) * $0 }
        }
        let trade = try scaling(
            of: tradeKernel, rowTotals: spending, columnTotals: sales, what: "the inversion of trade",
            start: starts.trade,
            tolerance: tolerance)
        let migration = try scaling(
            of: migrationKernel, rowTotals: observed.registered, columnTotals: observed.residents,
            what: "the inversion of migration",
            start: starts.migration, tolerance: tolerance)
        let psi = migrationKernel.balance(columnScale: migration.scale, rowTotals: observed.registered).rowSums
        let weights = zip(
            observed.registered, exponentialsOf(logarithmsOf(psi), factor: 1 / parameters.migrationElasticity)
        ).map(*)
        let total = weights.reduce(0, +)
        let migrationShares = migrationKernel.shares(columnScale: migration.scale)
        self.init(
            observed: observed, parameters: parameters, producerScale: trade.scale, amenityScale: migration.scale,
            tradeShares: tradeKernel.shares(columnScale: trade.scale), migrationShares: migrationShares,
            migrationSharesSingle: observed.places >= 1_000 ? SingleMatrix(migrationShares) : nil, taxRate: taxRate,
            welfareWeights: weights.map { $0 / total }, residual: max(trade.residual, migration.residual),
            iterations: max(trade.iterations, migration.iterations))
    }
}

/// How the base year's trade shares treat people who are paid publicly.
public enum PublicPayAccounting: Sendable {
    /// Private sales are Y − wE and spending (1 − t)Y, so that the base year is an equilibrium and no change changes
    /// nothing.
    case inShares
    /// Shares as if nobody were paid publicly (sales and spending Y), as the reference case "jobs" has them. Then the
    /// base year is not an equilibrium where E is not zero: jobs that stay where they are would already change the
    /// answer.
    case notInShares
}

/// A column scale u with u ∘ Kᵀ(rows/(K u)) = columns.
public struct Scaling: Sendable {
    /// Relative to the first column.
    public let scale: [Double]
    /// Largest relative gap between a column's total and its target.
    public let residual: Double
    /// Until the gap was below the tolerance.
    public let iterations: Int
}

/// Scales a kernel so that shares along its rows, weighted by row totals, add up to the column totals
/// (Sinkhorn 1964, doi:10.1214/aoms/1177703591), in logarithms and with Anderson acceleration.
///
/// The two totals must agree; the scale is known up to a factor, fixed by its first element.
public func scaling(
    of kernel: some BalanceKernel, rowTotals: [Double], columnTotals: [Double], what: String, start: [Double]? = nil,
    tolerance: Double = 1e-13
) throws(EquilibriumError) -> Scaling {
    func step(_ logScale: [Double]) -> [Double] {
        let received = kernel.balance(columnScale: exponentialsOf(logScale), rowTotals: rowTotals).received
        let image = logarithmsOf(zip(columnTotals, received).map(/))
        return image.map { $0 - image[0] }
    }
    let first = start.map { logarithmsOf($0) } ?? Array(repeating: 0, count: columnTotals.count)
    let origin = first.map { $0 - first[0] }
    func solved(memory: Int, iterations: Int) throws(FixedPointFailure) -> FixedPoint {
        try fixedPoint(from: origin, memory: memory, tolerance: tolerance, maximumIterations: iterations, of: step)
    }
    do throws(FixedPointFailure) {
        // The plain scaling always converges, if slowly: it steps in where the acceleration fails.
        var result = try? solved(memory: 10, iterations: 3_000)
        if result == nil { result = try solved(memory: 0, iterations: 20_000) }
        guard let result else { throw .cancelled }
        return Scaling(scale: exponentialsOf(result.solution), residual: result.residual, iterations: result.iterations)
    } catch {
        throw EquilibriumError(error, what: what, unknownsPerPlace: columnTotals.count)
    }
}

extension EquilibriumError {
    /// Unknowns stand place after place, several vectors of them one behind the other.
    package init(_ failure: FixedPointFailure, what: String, unknownsPerPlace places: Int) {
        switch failure {
        case .notConverged(let iterations, let residual, let worst):
            self = .notConverged(what: what, iterations: iterations, residual: residual, place: worst % places)
        case .cancelled: self = .cancelled
        case .leftTheDomain(let iteration, let worst):
            self = .notConverged(what: what, iterations: iteration, residual: .infinity, place: worst % places)
        }
    }
}
