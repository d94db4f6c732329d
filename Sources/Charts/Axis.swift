import RealModule
import Wording

/// A scale from values to a stretch of the picture, with round ticks.
public struct Axis: Sendable {
    /// What the axis counts, with its unit.
    public let title: String
    /// The value at the low end, with air below the least value shown.
    public let low: Double
    /// The value at the high end, with air above.
    public let high: Double
    /// Whether equal ratios take equal room; false where a value is not above zero, though it was asked for.
    public let logarithmic: Bool

    /// Fits the values with some air; logarithmic only where all are above zero.
    public init(title: String, values: [Double], logarithmic: Bool = false, fromZero: Bool = false) {
        self.title = title
        let finite = values.filter(\.isFinite)
        self.logarithmic = logarithmic && !finite.isEmpty && finite.allSatisfy { $0 > 0 }
        var (least, most) = (finite.min() ?? 0, finite.max() ?? 1)
        if self.logarithmic {
            let air = max(0.02, 0.04 * Double.log10(most / least))
            (low, high) = (least * .pow(10, -air), most * .pow(10, air))
            return
        }
        if fromZero { (least, most) = (min(0, least), max(0, most)) }
        if least == most { (least, most) = (least - max(1, abs(least)) * 0.1, most + max(1, abs(most)) * 0.1) }
        let air = 0.04 * (most - least)
        (low, high) = (fromZero && least == 0 ? 0 : least - air, fromZero && most == 0 ? 0 : most + air)
    }

    /// From 0 at the low end to 1 at the high one.
    public func position(_ value: Double) -> Double {
        logarithmic ? Double.log(value / low) / Double.log(high / low) : (value - low) / (high - low)
    }

    /// Round values inside the axis: steps of 1, 2 or 5 times a power of ten; on a logarithmic axis 1, 2 and 5 of each
    /// decade, or decades alone.
    public var ticks: [Double] {
        guard high > low, high.isFinite, low.isFinite else { return [] }
        if logarithmic {
            let decades = (Int(Double.log10(low).rounded(.down))...Int(Double.log10(high).rounded(.up))).map {
                Double.pow(10, Double($0))
            }
            let fine = decades.flatMap { [$0, 2 * $0, 5 * $0] }.filter { $0 >= low && $0 <= high }
            return fine.count <= 8 ? fine : decades.filter { $0 >= low && $0 <= high }
        }
        let rough = (high - low) / 5
        let power = Double.pow(10, Double.log10(rough).rounded(.down))
        let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? 10 * power
        let first = (low / step).rounded(.up)
        return (0..<12).map { (first + Double($0)) * step }.filter { $0 <= high }
    }
}

/// A tick's value: whole with thousands apart, or as many decimals as it needs.
public func tickText(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    if abs(value) >= 1e15 { return "\(value)" }
    if value.rounded() == value || abs(value) >= 1000 {
        return grouped(Int64(value.rounded()))
    }
    var decimals = 1
    var scaled = value * 10
    while decimals < 6 && abs(scaled - scaled.rounded()) > 1e-6 * max(1, abs(scaled)) {
        decimals += 1
        scaled *= 10
    }
    let whole = String(Int64(abs(scaled).rounded()))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - whole.count)) + whole
    return (value < 0 ? "−" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
}

/// The inside of a chart with two axes: ticks, grid and titles.
struct PlotFrame {
    let x: Axis
    let y: Axis
    let left, right, top, bottom: Double

    init(x: Axis, y: Axis, width: Double, height: Double) {
        self.x = x
        self.y = y
        left = 22 + (y.ticks.map { textWidth(tickText($0), size: 12) }.max() ?? 20)
        right = width - 14
        top = 28
        bottom = height - 46
    }

    func point(_ px: Double, _ py: Double) -> SIMD2<Double> { SIMD2(across(px), up(py)) }

    func across(_ value: Double) -> Double { left + x.position(value) * (right - left) }

    func up(_ value: Double) -> Double { bottom - y.position(value) * (bottom - top) }

    /// The part of a line that lies inside (Liang & Barsky 1984, doi:10.1145/357332.357333); nil where none does.
    func inside(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> (SIMD2<Double>, SIMD2<Double>)? {
        let move = b - a
        var (from, to) = (0.0, 1.0)
        for (step, room) in [
            (-move.x, a.x - left), (move.x, right - a.x), (-move.y, a.y - top), (move.y, bottom - a.y),
        ] {
            if step == 0 {
                if room < 0 { return nil }
            } else if step < 0 {
                from = max(from, room / step)
            } else {
                to = min(to, room / step)
            }
        }
        return from <= to ? (a + move * from, a + move * to) : nil
    }

    func draw(_ drawing: inout Drawing, tickOfX: (Double) -> String = tickText) {
        drawing.text(y.title, x: 4, y: 16, size: 12, fill: Palette.quiet)
        drawing.text(x.title, x: right, y: bottom + 38, size: 12, anchor: "end", fill: Palette.quiet)
        for tick in y.ticks {
            let at = up(tick)
            drawing.add(
                "path",
                ["d": "M\(short(left)) \(short(at))H\(short(right))", "stroke": Palette.rule, "stroke-width": "0.7"])
            drawing.text(tickText(tick), x: left - 6, y: at + 4, size: 12, anchor: "end", fill: Palette.quiet)
        }
        var end = -Double.infinity
        for tick in x.ticks {
            let (at, text) = (across(tick), tickOfX(tick))
            drawing.add(
                "path", ["d": "M\(short(at)) \(short(bottom))v4", "stroke": Palette.quiet, "stroke-width": "0.7"])
            let half = textWidth(text, size: 12) / 2
            if at - half < end { continue }
            drawing.text(text, x: at, y: bottom + 18, size: 12, anchor: "middle", fill: Palette.quiet)
            end = at + half + 6
        }
        drawing.add(
            "path",
            ["d": "M\(short(left)) \(short(bottom))H\(short(right))", "stroke": Palette.quiet, "stroke-width": "0.8"])
    }
}
