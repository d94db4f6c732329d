public import LinearAlgebra

/// The elasticities of the one-sector model.
public struct ModelParameters: Sendable, Equatable {
    /// θ: how strongly purchases react to cost.
    public var tradeElasticity: Double
    /// ε: how strongly people's choice of a place reacts to its utility.
    public var migrationElasticity: Double
    /// α: productivity gained per cent of (private) workers present.
    public var agglomeration: Double
    /// μ: share of spending on goods; 1 − μ goes to housing.
    public var goodsShare: Double

    /// Checked when an economy is inverted, not here.
    public init(tradeElasticity: Double, migrationElasticity: Double, agglomeration: Double, goodsShare: Double) {
        self.tradeElasticity = tradeElasticity
        self.migrationElasticity = migrationElasticity
        self.agglomeration = agglomeration
        self.goodsShare = goodsShare
    }

    /// The bound of agglomeration under which one type of people, moving freely at symmetric trade costs, has one
    /// equilibrium: α ≤ (1−μ)/μ + 1/(με) (Allen & Arkolakis 2014, doi:10.1093/qje/qju016). Frictions by origin break
    /// the theorem, so a run also probes several starting points.
    public var uniquenessBound: Double {
        (1 - goodsShare) / goodsShare + 1 / (goodsShare * migrationElasticity)
    }

    func check() throws(EquilibriumError) {
        for (name, value) in [("tradeElasticity", tradeElasticity), ("migrationElasticity", migrationElasticity)]
        where !(value.isFinite && value > 0) {
            throw .badParameter(name: name, value: value, expected: "above 0")
        }
        if !(agglomeration.isFinite && agglomeration >= 0) {
            throw .badParameter(name: "agglomeration", value: agglomeration, expected: "0 or more")
        }
        if !(goodsShare > 0 && goodsShare <= 1) {
            throw .badParameter(name: "goodsShare", value: goodsShare, expected: "in (0, 1]")
        }
    }
}

/// What is observed in the base year, in one order of places.
public struct ObservedYear: Sendable {
    /// Y: output, which is the income of the workers present (any one unit of money).
    public var output: [Double]
    /// L: people present.
    public var residents: [Double]
    /// L̄: people registered; sums to the same total as `residents`.
    public var registered: [Double]
    /// E: those of the residents whose work is paid publicly, at the local wage.
    public var publiclyPaid: [Double]

    /// One value a place each; without `publiclyPaid` nobody is paid publicly. Checked when an economy is inverted.
    public init(output: [Double], residents: [Double], registered: [Double], publiclyPaid: [Double]? = nil) {
        self.output = output
        self.residents = residents
        self.registered = registered
        self.publiclyPaid = publiclyPaid ?? Array(repeating: 0, count: output.count)
    }

    /// N: how many places there are.
    public var places: Int { output.count }

    /// w = Y / L.
    var wage: [Double] { zip(output, residents).map(/) }

    func check() throws(EquilibriumError) {
        let n = places
        guard n > 0 else { throw .badShape("an economy needs at least one place") }
        for (name, vector) in [("residents", residents), ("registered", registered), ("publiclyPaid", publiclyPaid)]
        where vector.count != n {
            throw .badShape("\(name) has \(vector.count) values for \(n) places")
        }
        for place in 0..<n {
            for (name, value) in [
                ("output", output[place]), ("residents", residents[place]), ("registered", registered[place]),
            ]
            where !(value.isFinite && value > 0) {
                throw .badValue(place: place, quantity: name, value: value, expected: "above 0")
            }
            if !(publiclyPaid[place] >= 0 && publiclyPaid[place] < residents[place]) {
                throw .badValue(
                    place: place, quantity: "publicly paid residents", value: publiclyPaid[place],
                    expected: "0 or more, below the residents")
            }
        }
        let (present, home) = (residents.reduce(0, +), registered.reduce(0, +))
        if abs(present / home - 1) > 1e-6 {
            throw .badShape("residents sum to \(present) and registered people to \(home): scale them to one total")
        }
    }
}

/// An observed year with the costs of trading and moving.
@dynamicMemberLookup
public struct Economy: Sendable {
    /// Its members can be read and set on the economy itself.
    public var observed: ObservedYear
    /// τ, row consumer, column producer; infinite where there is no trade.
    public var tradeCost: Matrix
    /// κ, row place of registration, column place present; infinite where nobody moves.
    public var migrationCost: Matrix

    /// Vectors of N values, matrices N × N; checked when the economy is inverted.
    public init(
        output: [Double], residents: [Double], registered: [Double], tradeCost: Matrix, migrationCost: Matrix,
        publiclyPaid: [Double]? = nil
    ) {
        observed = ObservedYear(
            output: output, residents: residents, registered: registered, publiclyPaid: publiclyPaid)
        self.tradeCost = tradeCost
        self.migrationCost = migrationCost
    }

    /// Levels of the observed year, as if they were the economy's own.
    public subscript<T>(dynamicMember member: WritableKeyPath<ObservedYear, T>) -> T {
        get { observed[keyPath: member] }
        set { observed[keyPath: member] = newValue }
    }

    /// N: how many places there are.
    public var places: Int { observed.places }

    func check() throws(EquilibriumError) {
        let n = places
        try observed.check()
        for (name, matrix) in [("trade cost", tradeCost), ("migration cost", migrationCost)] {
            if matrix.rows != n || matrix.columns != n {
                throw .badShape("\(name) is \(matrix.rows) × \(matrix.columns) for \(n) places")
            }
            if let bad = matrix.elements.firstIndex(where: { !($0 > 0) }) {
                throw .badValue(
                    place: bad / n, quantity: name, value: matrix.elements[bad],
                    expected: "above 0 (infinite where nothing passes)")
            }
        }
    }
}
