import LinearAlgebra
import RealModule

/// What people have, by market of registration and market they are in: something that all who are there have, and
/// something of their own.
struct IncomeByOrigin {
    /// By market present: wage after tax, transfers, and rent where it goes to all residents.
    let there: [Double]
    /// By market of registration: rent from home; where ownership is `stayers` only for those at home.
    let own: [Double]
    let ownership: LandOwnership

    func of(_ home: Int, in present: Int) -> Double {
        switch ownership {
        case .residents: there[present]
        case .stayers: there[present] + (home == present ? own[home] : 0)
        case .registered: there[present] + own[home]
        }
    }
}

/// Who lives where in a new equilibrium.
struct People {
    /// L′ by market, and by market of registration Ψ̂ and m′_oo.
    let arrived: [Double]
    let psi: [Double]
    let stayed: [Double]
    /// m′; nil where nobody asked for it.
    let shares: Matrix?
}

/// m′ = m κ̂^{−ε} (V̂/…)^ε over the markets with registered people.
struct SectorMigration {
    /// m κ̂^{−ε}.
    let kernel: Matrix
    let registered: [Double]
    let epsilon: Double
    let before: IncomeByOrigin

    /// - Parameter inFull: whether m′ is wanted; it is made anyway where what people own differs by origin wherever
    ///   they go.
    func people(_ after: IncomeByOrigin, logLiving: [Double], inFull: Bool) -> People {
        if inFull || after.ownership == .registered || before.ownership == .registered {
            return whole(after, logLiving)
        }
        // Everybody is drawn alike, but for the rent that those have who stay.
        let n = registered.count
        let ratio = zip(logarithmsOf(after.there), logarithmsOf(before.there)).map(-)
        let pull = exponentialsOf(zip(ratio, logLiving).map(-), factor: epsilon)
        let home = (0..<n).map { place -> Double in
            let gained = after.of(place, in: place) / before.of(place, in: place)
            return gained == after.there[place] / before.there[place]
                ? 0
                : pull[place] * (Double.pow(gained * before.there[place] / after.there[place], epsilon) - 1)
                    * kernel[place, place]
        }
        if home.allSatisfy({ $0 == 0 }) {
            let balance = kernel.balance(columnScale: pull, rowTotals: registered)
            return People(
                arrived: zip(pull, balance.received).map(*), psi: balance.rowSums,
                stayed: (0..<n).map { kernel[$0, $0] * pull[$0] / balance.rowSums[$0] }, shares: nil)
        }
        let psi = zip(kernel.times(pull), home).map(+)
        let weights = zip(registered, psi).map(/)
        let received = kernel.transposedTimes(weights)
        return People(
            arrived: (0..<n).map { pull[$0] * received[$0] + weights[$0] * home[$0] }, psi: psi,
            stayed: (0..<n).map { (kernel[$0, $0] * pull[$0] + home[$0]) / psi[$0] }, shares: nil)
    }

    private func whole(_ after: IncomeByOrigin, _ logLiving: [Double]) -> People {
        let n = registered.count
        let gained = Matrix(rows: n, columns: n) { after.of($0, in: $1) / before.of($0, in: $1) }.logarithms()
        let pull = Matrix(rows: n, columns: n) { gained[$0, $1] - logLiving[$1] }
        let weighed = pull.exponentials(factor: epsilon).multipliedElementwise(by: kernel)
        let ones = [Double](repeating: 1, count: n)
        let psi = weighed.times(ones)
        let shares = weighed.scaled(rows: psi.map { 1 / $0 }, columns: ones)
        return People(
            arrived: shares.transposedTimes(registered), psi: psi, stayed: (0..<n).map { shares[$0, $0] },
            shares: shares)
    }
}
