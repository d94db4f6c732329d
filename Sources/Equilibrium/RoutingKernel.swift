public import LinearAlgebra
import RealModule

/// Trade costs over every route of a network, each used the more the cheaper it is (Allen & Arkolakis 2022,
/// doi:10.1093/restud/rdac001).
///
/// A link that multiplies a good's cost by t ≥ 1 carries a = t^{−θ}; all routes together give τ^{−θ} = B = (I −
/// A)^{−1}. Rows are consumers: a_kl is the link over which k buys from l. B holds the way of length zero, so that τ_nn
/// < 1; where a study has an own cost of its own, it is combined with this kernel openly.
public struct RoutingKernel: Sendable {
    /// θ, above zero.
    public let tradeElasticity: Double
    /// A.
    public let links: Matrix
    /// B, which is τ^{−θ}.
    public let kernel: Matrix

    /// - Parameter links: A, not negative; zero where there is no link.
    /// - Throws: `EquilibriumError` where links are so cheap that routes without end add up to infinity (spectral
    ///   radius of A at least one).
    /// - Complexity: O(N³).
    public init(links: Matrix, tradeElasticity: Double) throws(EquilibriumError) {
        guard links.rows == links.columns else {
            throw .badShape("links are \(links.rows) × \(links.columns): expected a square matrix")
        }
        let n = links.rows
        if let bad = links.elements.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw .badValue(
                place: bad / n, quantity: "a link's t^{−θ}", value: links.elements[bad], expected: "0 or more")
        }
        let inverse = Matrix(rows: n, columns: n) { ($0 == $1 ? 1 : 0) - links[$0, $1] }.inverse()
        // A has a radius below one if and only if (I − A)⁻¹ exists and is not negative (Berman & Plemmons 1994,
        // doi:10.1137/1.9781611971262).
        guard let inverse, inverse.elements.allSatisfy({ $0 >= -1e-12 && $0.isFinite }),
            (0..<n).allSatisfy({ inverse[$0, $0] >= 1 - 1e-12 })
        else { throw .badShape("links are too cheap: over them routes without end would add up to infinity") }
        self.tradeElasticity = tradeElasticity
        self.links = links
        kernel = inverse.map { max(0, $0) }
    }

    /// The kernel with more weight on some links, without a new inverse.
    ///
    /// - Parameter changes: what is added to a_kl, by row and column (Sherman & Morrison 1950,
    ///   doi:10.1214/aoms/1177729893, one after the other).
    /// - Complexity: O(N²) a change.
    public func adding(_ changes: [(row: Int, column: Int, weight: Double)]) throws(EquilibriumError) -> Matrix {
        var b = kernel.elements
        let n = kernel.rows
        for change in changes {
            // (I − A − w e_k e_lᵀ)⁻¹ = B + w B e_k e_lᵀ B / (1 − w b_lk)
            let rest = 1 - change.weight * b[change.column * n + change.row]
            if !(rest > 0) {
                throw .badShape(
                    "link \(change.row)–\(change.column) is too cheap: routes over it would add up to infinity")
            }
            let into = (0..<n).map { b[$0 * n + change.row] * change.weight / rest }
            let out = Array(b[(change.column * n)..<((change.column + 1) * n)])
            for row in 0..<n where into[row] != 0 {
                for column in 0..<n { b[row * n + column] += into[row] * out[column] }
            }
        }
        return Matrix(rows: n, columns: n) { b[$0 * n + $1] }
    }
}

/// What every link is worth, those that are there and those that are not.
public struct RoutingGains: Sendable {
    /// D_kl = Σ_ni b_nk (∂O/∂ln τ_ni / b_ni) b_li.
    public let weights: Matrix
    private let links: Matrix
    private let tradeElasticity: Double

    init(weights: Matrix, _ kernel: RoutingKernel) {
        self.weights = weights
        links = kernel.links
        tradeElasticity = kernel.tradeElasticity
    }

    /// ∂O/∂ln t_kl of a link that is there: negative where a faster link is a gain.
    public func existing(_ row: Int, _ column: Int) -> Double { links[row, column] * weights[row, column] }

    /// The gain to first order of a link of cost t where there is none, or of a second one.
    public func candidate(_ row: Int, _ column: Int, cost: Double) -> Double {
        added(row, column, weight: Double.pow(cost, -tradeElasticity))
    }

    /// The gain to first order of so much more weight t^{−θ} on a link.
    public func added(_ row: Int, _ column: Int, weight: Double) -> Double {
        -weight / tradeElasticity * weights[row, column]
    }
}

extension BaseYear {
    /// Every link's worth by an objective, where trade costs are those of a routing kernel alone: four products, since
    /// ∂O/∂ln τ over B has rank two.
    ///
    /// - Throws: `EquilibriumError` where the base year's shares do not come from this kernel.
    /// - Complexity: O(N²) after the sensitivity.
    public func routingGains(_ found: CostSensitivity, over routing: RoutingKernel) throws(EquilibriumError)
        -> RoutingGains
    {
        let n = observed.places
        let b = routing.kernel
        guard b.rows == n else { throw .badShape("the routing kernel has \(b.rows) places, the base year \(n)") }
        let demand = b.times(producerScale)
        // Every share from this kernel, looked at along a diagonal.
        for place in 0..<n {
            let producer = (place * 7 + 1) % n
            let share = b[place, producer] * producerScale[producer] / demand[place]
            if abs(share - tradeShares[place, producer]) > 1e-9 {
                throw .badShape("the base year's trade shares are not those of this routing kernel")
            }
        }
        let theta = parameters.tradeElasticity
        let bought = b.transposedTimes((0..<n).map { observed.output[$0] / demand[$0] })
        let priced = b.transposedTimes((0..<n).map { found.buyers[$0] / demand[$0] })
        let sold = b.times((0..<n).map { found.sellers[$0] * producerScale[$0] })
        let supplied = demand
        return RoutingGains(
            weights: Matrix(rows: n, columns: n) { -theta * (bought[$0] * sold[$1] + priced[$0] * supplied[$1]) },
            routing)
    }

    /// The same where trade costs hold more than the kernel (border steps, own costs): two products of N × N matrices.
    ///
    /// - Complexity: O(N³).
    public func routingGainsDense(_ found: CostSensitivity, over routing: RoutingKernel) -> RoutingGains {
        routing.gains(tradeCost: found.tradeCost)
    }
}

extension RoutingKernel {
    /// Every link's worth from ∂O/∂ln τ of every pair; zero where nobody trades, as at a junction.
    ///
    /// - Parameter tradeCost: row consumer, column producer, over this kernel's places.
    /// - Complexity: O(N³).
    public func gains(tradeCost: Matrix) -> RoutingGains {
        let (b, n) = (kernel, kernel.rows)
        let ratio = Matrix(rows: n, columns: n) { b[$0, $1] > 0 ? tradeCost[$0, $1] / b[$0, $1] : 0 }
        let turned = b.transposed()
        return RoutingGains(weights: turned.multiplied(by: ratio).multiplied(by: turned), self)
    }
}
