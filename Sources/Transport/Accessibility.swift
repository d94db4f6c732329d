import RealModule

/// How what lies far away counts less.
public enum Decay: Sendable, Equatable {
    /// T^{−p}.
    case power(Double)
    /// e^{−T/h}.
    case exponential(hours: Double)
    /// e^{−T²/(2h²)}.
    case gaussian(hours: Double)

    func weight(_ hours: Double) -> Double {
        switch self {
        case .power(let exponent): Double.pow(hours, -exponent)
        case .exponential(let reach): Double.exp(-hours / reach)
        case .gaussian(let reach): Double.exp(-hours * hours / (2 * reach * reach))
        }
    }
}

/// What it means to be near to much (Hansen 1959, doi:10.1080/01944365908978307; Gutiérrez 2001,
/// doi:10.1016/S0966-6923(01)00017-5).
public enum AccessibilityMeasure: Sendable, Equatable {
    /// ΣT_ij M_j / ΣM_j, hours: less is nearer.
    case weightedMeanTime
    /// ΣM_j f(T_ij).
    case potential(Decay)
    /// ΣM_j over other places within so many hours, there and back in a day being the usual reading of 2 to 4.
    case daily(hours: Double)
    /// ΣM_j over all places within so many hours, the place's own mass included: opportunities.
    case cumulative(hours: Double)
}

extension AccessibilityMeasure {
    /// The hours at which a place's own mass counts where the caller says nothing; nil: it does not.
    fileprivate var ownHours: Double? { if case .cumulative = self { 0 } else { nil } }
}

extension AccessibilityMeasure {
    /// Of hours less is nearer, of all else more.
    public var fallsWithNearness: Bool { self == .weightedMeanTime }

    /// How much nearer a place came, in per cent of what was before; negative where it fell back. Nil where a value is
    /// missing or there was nothing before.
    public func gain(before: Double?, after: Double?) -> Double? {
        guard let before, let after, before > 0 else { return nil }
        return 100 * (fallsWithNearness ? 1 - after / before : after / before - 1)
    }

    /// The numbers of places, nearest first; those without a value last.
    public func nearestFirst(_ values: [Double?]) -> [Int] {
        values.indices.sorted { a, b in
            guard let x = values[a], let y = values[b] else { return values[a] != nil || values[b] == nil && a < b }
            return x == y ? a < b : fallsWithNearness == (x < y)
        }
    }
}

/// Whether a time keeps a limit, but for what rounding adds to a sum of links.
public func isWithin(_ hours: Double, _ limit: Double) -> Bool { hours <= limit * (1 + 1e-12) }

extension AccessibilityMeasure: CustomStringConvertible {
    /// In English, with its hours or exponent, for tables and messages.
    public var description: String {
        switch self {
        case .weightedMeanTime: "weightedMeanTime"
        case .daily(let hours): "daily within \(hours) h"
        case .cumulative(let hours): "cumulative within \(hours) h"
        case .potential(.power(let exponent)): "potential, T^-\(exponent)"
        case .potential(.exponential(let hours)): "potential, exponential over \(hours) h"
        case .potential(.gaussian(let hours)): "potential, gaussian over \(hours) h"
        }
    }
}

/// A place's accessibility, and how much of the mass it stands for.
public struct Accessibility: Sendable, Equatable {
    /// Nil where nothing can be reached, or where a potential meets a place at no distance.
    public let value: Double?
    /// Places that can be reached (for `daily` and `cumulative`: in time), the place itself where it counts.
    public let reached: Int
    /// Their part in the mass of all that count.
    public let massShare: Double
}

/// Accessibility from shortest hours to every place.
///
/// Places that cannot be reached are left out of a mean and add nothing to a sum; `reached` and `massShare` tell.
///
/// - Parameters:
///   - hours: from the place, infinity where there is no way.
///   - place: its own number.
///   - inside: hours inside the place itself; nil leaves its own mass out.
/// - Complexity: O(N).
public func accessibility(
    _ measure: AccessibilityMeasure, hours: [Double], masses: [Double], from place: Int, inside: Double? = nil
) -> Accessibility {
    precondition(hours.count == masses.count, "one mass a place")
    var (sum, reachedMass, all, reached) = (0.0, 0.0, 0.0, 0)
    for other in hours.indices {
        let time: Double
        if other == place {
            guard let inside = inside ?? measure.ownHours else { continue }
            time = inside
        } else {
            time = hours[other]
        }
        all += masses[other]
        guard time.isFinite else { continue }
        switch measure {
        case .weightedMeanTime: sum += time * masses[other]
        case .potential(let decay): sum += masses[other] == 0 ? 0 : masses[other] * decay.weight(time)
        case .daily(let limit), .cumulative(let limit):
            if !isWithin(time, limit) { continue }
            sum += masses[other]
        }
        reached += 1
        reachedMass += masses[other]
    }
    let value: Double?
    switch measure {
    case .weightedMeanTime: value = reachedMass > 0 ? sum / reachedMass : nil
    case .potential, .daily, .cumulative: value = sum.isFinite ? sum : nil
    }
    return Accessibility(value: value, reached: reached, massShare: all > 0 ? reachedMass / all : 0)
}

/// Two-step floating catchment areas: what a place can draw on of a supply that all within its catchment share
/// (Radke & Mu 2000; Luo & Wang 2003, doi:10.1068/b29120; with a decay inside the catchment, Luo & Qi 2009,
/// doi:10.1016/j.healthplace.2009.06.002).
///
/// R_j = S_j / Σ_k P_k f(T_kj), A_i = Σ_j R_j f(T_ij), f being 0 beyond the catchment.
public struct FloatingCatchment: Sendable {
    /// Hours beyond which nothing is drawn on.
    public let limit: Double
    /// Nil counts all within the limit alike.
    public let decay: Decay?
    /// Hours at which a place meets itself.
    public let inside: Double
    private let supply: [Double]
    private let demand: [Double]
    private var sharing: [Double]

    /// - Parameters:
    ///   - decay: nil counts all within the catchment alike.
    ///   - inside: above zero where the decay is a power.
    public init(supply: [Double], demand: [Double], limit: Double, decay: Decay? = nil, inside: Double = 0) {
        precondition(supply.count == demand.count, "one demand a supply")
        (self.supply, self.demand, self.limit, self.decay, self.inside) = (supply, demand, limit, decay, inside)
        sharing = Array(repeating: 0, count: supply.count)
    }

    private func weight(_ hours: Double) -> Double { isWithin(hours, limit) ? decay?.weight(hours) ?? 1 : 0 }

    private func hours(_ hours: [Double], _ from: Int, _ to: Int) -> Double { from == to ? inside : hours[to] }

    /// The first step, once for every place: its demand is laid on all supplies that it reaches.
    public mutating func addDemand(of place: Int, hours row: [Double]) {
        if demand[place] == 0 { return }
        for supplier in supply.indices { sharing[supplier] += demand[place] * weight(hours(row, place, supplier)) }
    }

    /// The second step: supply a unit of demand that a place can draw on. A supply that nobody reaches is drawn on by
    /// nobody.
    public func accessibility(of place: Int, hours row: [Double]) -> Accessibility {
        var (sum, reached, reachedSupply) = (0.0, 0, 0.0)
        for supplier in supply.indices {
            let weight = weight(hours(row, place, supplier))
            if weight == 0 { continue }
            reached += 1
            reachedSupply += supply[supplier]
            if sharing[supplier] > 0 { sum += supply[supplier] / sharing[supplier] * weight }
        }
        let all = supply.reduce(0, +)
        return Accessibility(
            value: sum.isFinite ? sum : nil, reached: reached, massShare: all > 0 ? reachedSupply / all : 0)
    }
}
