public import Asking
public import Scenarios
import Wording

/// A change with its interval: "+4.8 % (+2.5 to +6.9)", or the change alone where none was drawn.
public func estimateText(_ estimate: Estimate, _ language: Language = .english) -> String {
    let point = percentText(estimate.point)
    guard let low = estimate.low, let high = estimate.high else { return point }
    return "\(point) \(intervalText(low, high, language))"
}
