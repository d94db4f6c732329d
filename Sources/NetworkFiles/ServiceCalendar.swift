import AtlasFiles
package import Atlases

extension Day {
    /// Days since 1970-01-01 (proleptic Gregorian).
    package var number: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Whether the calendar has it: no 30th of February.
    package var exists: Bool {
        guard (1...12).contains(month), day >= 1 else { return false }
        let next = month == 12 ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: month + 1, day: 1)
        return day <= next.number - Day(year: year, month: month, day: 1).number
    }
}

/// On which days a service runs: weekdays within a span, with days added and days removed.
struct ServiceDays: Sendable {
    var weekdays: [Bool] = Array(repeating: false, count: 7)
    /// Day numbers, both ends included; nil where only single days are named.
    var span: ClosedRange<Int>?
    var added: Set<Int> = []
    var removed: Set<Int> = []

    func runs(_ number: Int) -> Bool {
        if added.contains(number) { return true }
        if removed.contains(number) { return false }
        guard let span, span.contains(number) else { return false }
        // Day 0, the first of 1970, was a Thursday; Monday comes first.
        return weekdays[((number + 3) % 7 + 7) % 7]
    }

    /// First and last day on which it may run.
    var bounds: ClosedRange<Int>? {
        let days = [span?.lowerBound, span?.upperBound, added.min(), added.max()].compactMap { $0 }
        guard let first = days.min(), let last = days.max() else { return nil }
        return first...last
    }
}

extension RowStream {
    /// A day written 20260105.
    func day(_ column: Int?) throws(AtlasProblem) -> Int {
        let field = bytes(column)
        if field.count == 8, let number = try? count(column, atMost: 99_991_231) {
            let day = Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
            if day.year >= 1_000, day.exists { return day.number }
        }
        throw problem(column, "a day of the calendar as 20260105")
    }

    /// Seconds of a time written 8:30:00 or 25:10:00; nil where the field is empty.
    func clock(_ column: Int?) throws(AtlasProblem) -> Int32? {
        let field = bytes(column)
        if field.isEmpty { return nil }
        if let seconds = clockSeconds(field), field.count > 5 { return seconds }
        throw problem(column, "a time as 08:30:00, hours up to 167 for what runs past midnight")
    }
}

/// Seconds of a time written 8:30, 08:30:00 or 25:10:00; nil for anything else.
public func clockSeconds(_ text: some Collection<UInt8>) -> Int32? {
    var (hours, minutes, seconds) = (0, 0, 0)
    var (part, digits) = (0, 0)
    for byte in text {
        if byte == UInt8(ascii: ":") {
            if digits == 0 || part == 2 || part == 1 && digits < 2 { return nil }
            part += 1
            digits = 0
            continue
        }
        guard byte >= 0x30, byte <= 0x39, digits < (part == 0 ? 3 : 2) else { return nil }
        let digit = Int(byte - 0x30)
        digits += 1
        switch part {
        case 0: hours = hours * 10 + digit
        case 1: minutes = minutes * 10 + digit
        default: seconds = seconds * 10 + digit
        }
    }
    guard digits == 2, part >= 1, minutes < 60, seconds < 60, hours < 168 else { return nil }
    return Int32(hours * 3_600 + minutes * 60 + seconds)
}

/// 08:05, or 08:05:30 where there are seconds; hours go on past 24.
public func clockText(_ seconds: Int32) -> String {
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let sign = seconds < 0 ? "−" : ""
    let whole = abs(seconds)
    let tail = whole % 60 == 0 ? "" : ":" + two(whole % 60)
    return sign + two(whole / 3_600) + ":" + two(whole / 60 % 60) + tail
}
