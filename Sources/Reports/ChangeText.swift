import Asking
import Atlases
import Charts
public import Scenarios
import Wording

extension AnswerText {
    /// What a change does, in words.
    public func describe(_ change: any Change) -> String {
        change.sentence(in: language) { kind, value in
            switch (kind, value) {
            case (.number(_, let unit, _), .number(let number)): self.number(number, unit)
            case (.choice(let choices), .text(let id)):
                choices.first { $0.id == id }.map { language($0.name) } ?? id
            case (.sector, .text(let id)): sector(id)
            case (.place, .text(let code)): place(code)
            case (.places, .list(let codes)):
                codes.map { if case .text(let code) = $0 { place(code) } else { "" } }.joined(
                    separator: language(", ", "、"))
            case (.weights, .fields(let weights)): "\(weights.count)"
            case (_, .number(let number)): plainNumber(number)
            case (_, .text(let text)): text
            case (_, let other): "\(other)"
            }
        }
    }

    /// A number with its unit where a sentence would not say it.
    private func number(_ value: Double, _ unit: String) -> String {
        switch unit {
        case money: costText(value)
        case "share": "\(plainNumber((1e6 * value).rounded() / 1e4)) %"
        case "jobs": grouped(Int64(value))
        default: plainNumber(value)
        }
    }

    private func place(_ code: String) -> String { language.name(study.atlas.region(code)) }

    /// The name of a sector of the atlas.
    public func sector(_ id: String) -> String {
        guard let record = study.atlas.sectors.first(where: { $0.id == id }) else { return id }
        return language(record.nameEnglish, record.name)
    }
}
