import Asking
import Atlases
import Reports
import Scenarios

/// Sentences of an answer in both languages.
struct AnswerWords: Sendable {
    let texts: [AnswerText]

    init(_ run: ScenarioRun) {
        texts = [.english, .chinese].map { AnswerText(study: run.study, answer: run.answer, language: $0) }
    }

    func callAsFunction(_ text: (AnswerText) -> String) -> Remark { Remark(text(texts[0]), text(texts[1])) }
}
