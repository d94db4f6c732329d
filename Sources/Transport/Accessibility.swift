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

/// What it means to be near to much (Hansen 1959, doi:10.1080/01944365908978307; Gutiérrez 2001, doi:10.1016/S0966-6923(01)00017-5).
public enum AccessibilityMeasure: Sendable, Equatable {
    /// ΣT_ij M_j / ΣM_j, hours: less is nearer.
    case weightedMeanTime
    /// ΣM_j f(T_ij).
    case potential(Decay)
    /// ΣM_j over places within so many hours.
    case daily(hours: Double)
}

extension AccessibilityMeasure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .weightedMeanTime: "weightedMeanTime"
        case .daily(let hours): "daily within \(hours) h"
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
    /// Places that can be reached (for `daily`: in time), the place itself where it counts.
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
            guard let inside else { continue }
            time = inside
        } else {
            time = hours[other]
        }
        all += masses[other]
        guard time.isFinite else { continue }
        switch measure {
        case .weightedMeanTime: sum += time * masses[other]
        case .potential(let decay): sum += masses[other] == 0 ? 0 : masses[other] * decay.weight(time)
        case .daily(let limit):
            if time > limit { continue }
            sum += masses[other]
        }
        reached += 1
        reachedMass += masses[other]
    }
    let value: Double?
    switch measure {
    case .weightedMeanTime: value = reachedMass > 0 ? sum / reachedMass : nil
    case .potential, .daily: value = sum.isFinite ? sum : nil
    }
    return Accessibility(value: value, reached: reached, massShare: all > 0 ? reachedMass / all : 0)
}
