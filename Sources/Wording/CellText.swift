public import Asking

extension NumberStyle {
    /// A number as people read it.
    public func text(_ value: Double) -> String {
        switch self {
        case .significant(let digits): Wording.significant(value, digits)
        case .fixed(let digits): Wording.fixed(value, digits)
        case .divided(let divisor, let digits): Wording.fixed(value / divisor, digits)
        case .percent(let digits): Wording.fixed(100 * value, digits)
        case .money: Wording.significant(value / 1e9, 2)
        case .plain: plainNumber(value)
        case .change: percentText(value)
        case .hours: hoursText(value)
        case .scientific: Wording.scientific(value)
        case .percentage(let digits): Wording.fixed(100 * value, digits) + " %"
        case .machine: value.isFinite ? machineNumber(value) : ""
        }
    }
}

extension Cell {
    /// What stands in the cell, "–" for a missing number.
    public func text(in language: Language) -> String {
        switch self {
        case .absent, .value: ""
        case .number(nil, .machine), .interval(nil, _, _, .machine): ""
        case .number(let value, let style): value.map { Self.text($0, style, language) } ?? "–"
        case .interval(let value, let low?, let high?, let style):
            value.map { "\(Self.text($0, style, language)) (\(Self.span(low, high, style, language)))" } ?? "–"
        case .interval(let value, _, _, let style): value.map { Self.text($0, style, language) } ?? "–"
        case .drawn(let point, let low?, let high?, _, .change):
            "\(percentText(point)) \(intervalText(low, high, language))"
        case .drawn(let point, let low?, let high?, _, let style):
            "\(Self.text(point, style, language)) (\(Self.span(low, high, style, language)))"
        case .drawn(let point, _, _, _, let style): Self.text(point, style, language)
        case .missing(let remark): language(remark)
        case .text(let text): text
        case .words(let remark): language(remark)
        case .several(let remarks): language.joined(remarks)
        }
    }

    /// From one bound to the other; a dash would stand beside a minus.
    private static func span(_ low: Double, _ high: Double, _ style: NumberStyle, _ language: Language) -> String {
        let (first, last) = (text(low, style, language), text(high, style, language))
        return first.hasPrefix("−") || last.hasPrefix("−")
            ? "\(first) \(language("to", "至")) \(last)" : "\(first)–\(last)"
    }

    private static func text(_ value: Double, _ style: NumberStyle, _ language: Language) -> String {
        switch style {
        case .hours: hoursText(value, language)
        case .money: language == .chinese ? significant(value / 1e8, 2) : style.text(value)
        default: style.text(value)
        }
    }
}
