public import Asking

/// A relative change as a percentage with two significant digits and its sign: .0183 → "+1.8 %"; below a
/// twenty-thousandth of a per cent "0 %".
public func percentText(_ change: Double) -> String {
    let percent = 100 * change
    guard percent.isFinite else { return "–" }
    let size = abs(percent)
    if size < 5e-5 { return "0 %" }
    var digits = 0
    var bound = 9.95
    while size < bound && digits < 6 {
        digits += 1
        bound /= 10
    }
    return (percent > 0 ? "+" : "−") + fixed(size, digits) + " %"
}

/// A number with a fixed count of decimals.
public func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return "–" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 1e18 else { return "\(value)" }
    let units = Int64(scaled)
    let whole = units / Int64(scale)
    let rest = String(units % Int64(scale))
    let sign = value < 0 && units > 0 ? "−" : ""
    return sign + grouped(whole) + (digits == 0 ? "" : "." + String(repeating: "0", count: digits - rest.count) + rest)
}

/// Hours and minutes: 2.5 → "2 h 30".
public func hoursText(_ hours: Double, _ language: Language = .english) -> String {
    guard hours.isFinite, abs(hours) < 1e6 else { return "–" }
    let minutes = Int((abs(hours) * 60).rounded())
    let sign = hours < 0 ? "−" : ""
    if minutes < 60 { return language("\(sign)\(minutes) min", "\(sign)\(minutes) 分") }
    let rest = minutes % 60
    let padded = (rest < 10 ? "0" : "") + "\(rest)"
    return language("\(sign)\(minutes / 60) h \(padded)", "\(sign)\(minutes / 60) 小时 \(padded) 分")
}

/// A very small number as a power of ten: 3.2e-13 → "3.2e-13".
public func scientific(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "–" }
    var (mantissa, exponent) = (abs(value), 0)
    while mantissa >= 10 {
        mantissa /= 10
        exponent += 1
    }
    while mantissa < 1 {
        mantissa *= 10
        exponent -= 1
    }
    return (value < 0 ? "−" : "") + fixed(mantissa, 1) + "e\(exponent)"
}

/// A parameter's value with as many digits as it needs, at most four decimals.
public func plainNumber(_ value: Double) -> String {
    var text = fixed(value, 4)
    if text.contains(".") {
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
    }
    return text
}

/// A number with a fixed count of decimals, or a dash where there is none.
public func orDash(_ value: Double?, _ digits: Int) -> String {
    value.map { fixed($0, digits) } ?? "–"
}

/// Thousands separated by a comma.
public func grouped(_ value: Int64) -> String {
    let digits = Array(String(abs(value)))
    var result = ""
    for (index, digit) in digits.enumerated() {
        if index > 0 && (digits.count - index) % 3 == 0 { result += "," }
        result.append(digit)
    }
    return (value < 0 ? "−" : "") + result
}

/// A number with so many decimals, more where it is small, and as a power of ten where it is very small.
public func significant(_ value: Double, _ digits: Int) -> String {
    if !value.isFinite { return value.isNaN ? "–" : value > 0 ? "∞" : "−∞" }
    if value == 0 || abs(value) >= 0.01 { return fixed(value, digits) }
    return abs(value) < 1e-4 ? scientific(value) : fixed(value, max(digits, 4) + 1)
}
