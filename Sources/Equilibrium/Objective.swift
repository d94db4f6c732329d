import RealModule

/// One number that an equilibrium is judged by. All but the Theil index are logarithms of a ratio to the base year, so
/// a gain of .01 is 1 %.
public enum Objective: Sendable, Equatable {
    /// Welfare of all people, Σ L̄Ψ^{1/ε}.
    case nationalWelfare
    /// Real GDP of all places at base-year weights, ΣY(ŵL̂/P̂).
    case nationalRealGDP
    /// Real income per resident of a place, ŵ/P̂.
    case income(Int)
    /// Real GDP per resident of some places taken together.
    case level([Int])
    /// Real GDP per resident of the first places over that of the second: a gain is a narrower gap, so the sign is
    /// turned.
    case gap(anchors: [Int], others: [Int])
    /// Theil index of real GDP per resident over all places, weighted by people: a gain is less of it, so the sign is
    /// turned.
    case theil
}

extension Objective {
    /// Derivatives at the base year by ln(ŵ/P̂), ln L̂ and the logarithm of registered people's welfare at each place.
    struct Slopes {
        var income: [Double]
        var population: [Double]
        var welfare: [Double]
    }

    func slopes(_ base: BaseYear) -> Slopes {
        let n = base.observed.places
        let zero = [Double](repeating: 0, count: n)
        var slopes = Slopes(income: zero, population: zero, welfare: zero)
        let (output, people) = (base.observed.output, base.observed.residents)
        /// ln(Σ Y ŵL̂/P̂ / Σ L L̂) over some places, times a factor.
        func addPerHead(_ places: [Int], _ factor: Double) {
            let (allOutput, allPeople) = (places.reduce(0) { $0 + output[$1] }, places.reduce(0) { $0 + people[$1] })
            for place in places {
                slopes.income[place] += factor * output[place] / allOutput
                slopes.population[place] += factor * (output[place] / allOutput - people[place] / allPeople)
            }
        }
        switch self {
        case .nationalWelfare: slopes.welfare = base.welfareWeights
        case .nationalRealGDP:
            let all = output.reduce(0, +)
            slopes.income = output.map { $0 / all }
            slopes.population = slopes.income
        case .income(let place): slopes.income[place] = 1
        case .level(let places): addPerHead(places, 1)
        case .gap(let anchors, let others):
            addPerHead(anchors, -1)
            addPerHead(others, 1)
        case .theil:
            let (allOutput, allPeople) = (output.reduce(0, +), people.reduce(0, +))
            let theil = Self.theil(output, people)
            for place in 0..<n {
                let (share, part) = (output[place] / allOutput, people[place] / allPeople)
                let byOutput = share * (Double.log(share / part) - theil)
                slopes.income[place] = -byOutput
                slopes.population[place] = -(byOutput - share + part)
            }
        }
        return slopes
    }

    /// The objective in a new equilibrium; zero at the base year.
    public func value(_ solved: Counterfactual, _ base: BaseYear) -> Double {
        let (output, people) = (base.observed.output, base.observed.residents)
        func perHead(_ places: [Int]) -> Double {
            let before = places.reduce(0) { $0 + output[$1] } / places.reduce(0) { $0 + people[$1] }
            let after =
                places.reduce(0) { $0 + output[$1] * solved.realGDP[$1] }
                / places.reduce(0) { $0 + people[$1] * solved.population[$1] }
            return Double.log(after / before)
        }
        switch self {
        case .nationalWelfare: return Double.log(solved.nationalWelfare)
        case .nationalRealGDP: return Double.log(solved.nationalRealGDP)
        case .income(let place): return Double.log(solved.income[place])
        case .level(let places): return perHead(places)
        case .gap(let anchors, let others): return perHead(others) - perHead(anchors)
        case .theil:
            return Self.theil(output, people)
                - Self.theil(zip(output, solved.realGDP).map(*), zip(people, solved.population).map(*))
        }
    }

    private static func theil(_ output: [Double], _ people: [Double]) -> Double {
        let (allOutput, allPeople) = (output.reduce(0, +), people.reduce(0, +))
        return zip(output, people).reduce(0) { sum, place in
            let share = place.0 / allOutput
            return sum + share * Double.log(share / (place.1 / allPeople))
        }
    }

    func check(_ base: BaseYear) throws(EquilibriumError) {
        let named: [[Int]] =
            switch self {
            case .nationalWelfare, .nationalRealGDP, .theil: []
            case .income(let place): [[place]]
            case .level(let places): [places]
            case .gap(let anchors, let others): [anchors, others]
            }
        for places in named {
            if places.isEmpty { throw .badShape("an objective over no place at all") }
            if let bad = places.first(where: { !(0..<base.observed.places).contains($0) }) {
                throw .badShape("an objective names place \(bad) of \(base.observed.places)")
            }
        }
    }
}
