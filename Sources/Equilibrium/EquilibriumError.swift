/// Why the model gave no answer. Places are indices into the economy; a caller with names replaces them.
public enum EquilibriumError: Error, Sendable, Equatable {
    /// Parts that do not fit together, in words.
    case badShape(String)
    /// An elasticity or share outside its range.
    case badParameter(name: String, value: Double, expected: String)
    /// A value of one place outside its range.
    case badValue(place: Int, quantity: String, value: Double, expected: String)
    /// The iteration for `what` ended with `residual`, largest at `place`.
    case notConverged(what: String, iterations: Int, residual: Double, place: Int)
    /// A calibration's target cannot be reached by the parameter that should reach it.
    case targetOutOfReach(what: String, target: Double, lowest: Double, highest: Double)
    /// The token of the caller said so.
    case cancelled

    /// In English, with places named by the caller.
    public func message(placeName: (Int) -> String) -> String {
        switch self {
        case .badShape(let text): text
        case .badParameter(let name, let value, let expected): "parameter \(name) is \(value): expected \(expected)"
        case .badValue(let place, let quantity, let value, let expected):
            "\(placeName(place)): \(quantity) is \(value): expected \(expected)"
        case .notConverged(let what, let iterations, let residual, let place):
            """
            \(what) did not converge: residual \(residual) after \(iterations) iterations, worst at \
            \(placeName(place)); no answer is given
            """
        case .cancelled: "cancelled"
        case .targetOutOfReach(let what, let target, let lowest, let highest):
            "\(what): the target \(target) lies outside what the calibration can reach (\(lowest) to \(highest))"
        }
    }
}
