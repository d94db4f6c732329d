import Asking
import Atlases
import Wording

/// Classes of a map of travel: a value is of the class of how many bounds it reaches. Each set is of one hue from
/// little to much: neither needs red told from green.
struct TravelClasses: Sendable {
    let bounds: [Double]
    let unit: Remark
    /// One more than bounds.
    let colours: [String]

    /// Hours.
    static let hours = TravelClasses(
        bounds: [1, 2, 3, 4, 6], unit: Remark("h", "小时"),
        colours: ["#08306b", "#2168ad", "#4f9bcb", "#94c4df", "#c9ddf0", "#e8eff7"])
    /// Per cent nearer.
    static let gains = TravelClasses(
        bounds: [1, 5, 15, 30, 45], unit: Remark("%", "%"),
        colours: ["#f4f1ea", "#fde0b5", "#f7b267", "#e0833a", "#b3541e", "#7a2f10"])

    /// Nil for no value.
    func number(of value: Double?) -> Int? {
        guard let value, value.isFinite else { return nil }
        return bounds.count { value >= $0 }
    }

    func value(of value: Double?) -> Value { .optional(number(of: value).map(Double.init)) }

    /// The classes with their colours, words and how many values each has.
    func value(of values: [Double?]) -> Value {
        let numbers = values.map(number)
        return .list(
            colours.indices.map { index in
                .fields(
                    ("colour", .text(colours[index])), ("text", .remark(text(index))),
                    ("count", .count(numbers.count { $0 == index })))
            })
    }

    private func text(_ index: Int) -> Remark {
        func with(_ bound: Double) -> Remark {
            Remark("\(plainNumber(bound)) \(unit.english)", "\(plainNumber(bound)) \(unit.chinese)")
        }
        if index == 0 { return Remark("below \(with(bounds[0]).english)", "低于 \(with(bounds[0]).chinese)") }
        let low = bounds[index - 1]
        if index == bounds.count { return Remark("above \(with(low).english)", "高于 \(with(low).chinese)") }
        let (from, to) = (plainNumber(low), with(bounds[index]))
        return Remark("\(from) to \(to.english)", "\(from) 至 \(to.chinese)")
    }
}
