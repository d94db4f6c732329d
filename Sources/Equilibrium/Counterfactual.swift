public import Computation
import LinearAlgebra
import RealModule

/// Whether people choose their place anew.
public enum Mobility: Sendable {
    /// Everybody stays: L̂ = 1.
    case peopleStay
    /// People choose among all places, at the cost of moving.
    case peopleMove
}

/// A new equilibrium, as factors on the base year. Numeraire: total income is that of the base year.
public struct Counterfactual: Sendable {
    /// ŵ.
    public let wage: [Double]
    /// L̂.
    public let population: [Double]
    /// P̂, the price index of goods.
    public let priceIndex: [Double]
    /// Real income per resident before tax and rent: ŵ/P̂, with transfers (ŵ + D/(YL̂))/P̂.
    public let income: [Double]
    /// ŵL̂/P̂.
    public let realGDP: [Double]
    /// Of the people registered there: Ψ̂^{1/ε}, or Σ_n m_on V̂_n/κ̂_on where people stay.
    public let welfare: [Double]
    /// Welfare of all people, Σ L̄Ψ^{1/ε} after over before.
    public let nationalWelfare: Double
    /// Mean of the places' welfare factors, weighted by registered people.
    public let nationalWelfareMeanOfHats: Double
    /// ΣY(ŵL̂/P̂)/ΣY.
    public let nationalRealGDP: Double
    /// Income tax in the new equilibrium.
    public let taxRate: Double
    /// Private workers over those of the base year.
    public let privateWorkers: [Double]
    /// Largest logarithmic gap between demand and supply, of labour and of people, over all places.
    public let residual: Double
    /// In single and double precision together.
    public let iterations: Int
}

/// How the equilibrium is iterated to.
public enum Solver: Sendable, Equatable {
    /// The plain fixed point, taking a share of each step; slow and hard to upset.
    case damped(Double)
    /// Anderson acceleration; about twenty iterations.
    case anderson
    /// Newton's step with the Jacobian of the base year, stored once (`StoredJacobian`), accelerated; about eight
    /// iterations.
    case chord(StoredJacobian)

    /// Chords count as equal, whatever Jacobian they store.
    public static func == (a: Solver, b: Solver) -> Bool {
        switch (a, b) {
        case (.anderson, .anderson), (.chord, .chord): true
        case (.damped(let x), .damped(let y)): x == y
        case (.anderson, _), (.chord, _), (.damped, _): false
        }
    }
}

/// What a solution costs and how exact it is.
public struct SolverOptions: Sendable {
    /// `anderson` unless said.
    public var solver = Solver.anderson
    /// Largest logarithmic change of any wage or number of private workers in a last step.
    public var tolerance = 1e-12
    /// More than these end in `EquilibriumError.notConverged`.
    public var maximumIterations = 2_000
    /// First iterations on matrices in single precision, finished in double: pays where memory is the bound (N above
    /// about 1,000).
    public var singlePrecisionFirst = false
    /// Asked once an iteration; a cancelled solution throws `EquilibriumError.cancelled`.
    public var cancel: CancelToken?

    /// As exact as double precision allows unless said.
    public init(
        solver: Solver = .anderson, tolerance: Double = 1e-12, maximumIterations: Int = 2_000,
        singlePrecisionFirst: Bool = false,
        cancel: CancelToken? = nil
    ) {
        self.solver = solver
        self.tolerance = tolerance
        self.maximumIterations = maximumIterations
        self.singlePrecisionFirst = singlePrecisionFirst
        self.cancel = cancel
    }
}

extension Counterfactual {
    /// Where a like problem can start from: the unknowns of this solution.
    public var warmStart: [Double] { logarithmsOf(wage) + logarithmsOf(privateWorkers) }
}

extension BaseYear {
    /// Solves the new equilibrium by exact hats (Dekle, Eaton & Kortum 2008, doi:10.1057/imfsp.2008.17; one sector with
    /// migration: Tombe & Zhu 2019, doi:10.1257/aer.20150811).
    ///
    /// π′ = π (ĉτ̂)^{−θ}/Φ̂ and m′ = m (V̂/κ̂)^ε/Ψ̂; ŵ and L̂ solve R′ = π′ᵀX′ and L′ = m′ᵀL̄. Zero shares stay zero.
    ///
    /// - Parameters:
    ///   - start: logarithms of ŵ and of private workers over the base year's to start from (2N values); nil starts
    ///     from no change.
    /// - Throws: `EquilibriumError.notConverged` rather than an answer whose residual exceeds the tolerance.
    /// - Complexity: O(N²) an iteration, each reading the two share matrices once.
    public func counterfactual(
        _ shock: Shock, mobility: Mobility = .peopleMove, start: [Double]? = nil,
        options: SolverOptions = SolverOptions()
    ) throws(EquilibriumError) -> Counterfactual {
        let system = try HatSystem(self, shock, mobility)
        do {
            var first = start ?? system.start
            var spent = 0
            if options.singlePrecisionFirst {
                // Six digits are enough here; a failure at this stage only costs its iterations.
                let single = system.inSinglePrecision()
                let rough = try? fixedPoint(
                    from: first, memory: 10, tolerance: 3e-6, maximumIterations: 100, cancel: options.cancel,
                    of: single.step)
                first = rough?.solution ?? first
                spent = rough?.iterations ?? 0
            }
            return system.answer(try system.solved(from: first, options), spent: spent)
        } catch {
            throw EquilibriumError(error, what: "the new equilibrium", unknownsPerPlace: observed.places)
        }
    }

    /// The same answer from random starting points: the largest logarithmic difference of any wage or population from
    /// `answer`.
    ///
    /// A small number is evidence that the equilibrium is unique, not a proof.
    public func multiStartSpread(
        _ shock: Shock, mobility: Mobility, answer: Counterfactual, starts: Int, seed: UInt64
    ) throws(EquilibriumError) -> Double {
        var stream = RandomStream(seed: seed)
        var spread = 0.0
        for _ in 0..<starts {
            let start = (0..<(2 * observed.places)).map { _ in stream.uniform() - 0.5 }
            let other = try counterfactual(shock, mobility: mobility, start: start)
            for place in 0..<observed.places {
                spread = max(spread, abs(Double.log(other.wage[place] / answer.wage[place])))
                spread = max(spread, abs(Double.log(other.population[place] / answer.population[place])))
            }
        }
        return spread
    }
}
