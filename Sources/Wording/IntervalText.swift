public import Asking

/// An interval with two digits at its larger end: "(+2.5 to +6.9)".
public func intervalText(_ low: Double, _ high: Double, _ language: Language) -> String {
    let (a, b) = (100 * low, 100 * high)
    guard a.isFinite, b.isFinite else { return "" }
    var digits = 0
    var bound = 9.95
    while max(abs(a), abs(b)) < bound && digits < 6 {
        digits += 1
        bound /= 10
    }
    func signed(_ value: Double) -> String {
        let text = fixed(abs(value), digits)
        let isZero = !text.contains { ("1"..."9").contains($0) }
        return isZero ? "0" : (value < 0 ? "−" : "+") + text
    }
    return language("(\(signed(a)) to \(signed(b)))", "（\(signed(a)) 至 \(signed(b))）")
}
