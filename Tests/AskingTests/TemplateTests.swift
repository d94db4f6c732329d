import Asking
import AtlasFiles
import Testing

/// Settings stand in braces; a brace in a user's own text is no setting.
@Suite struct TemplateTests {
    let given = "A{value}"

    @Test func whatIsInterpolatedStandsAsItIs() {
        let problem = Problem(.use, "{value} is \(given): name {value}", "{value} 为 \(given)")
        #expect("\(problem)" == "--value is A{value}: name --value")
        let remark = problem.remark { "<\($0)>" }
        #expect(remark.english == "<value> is A{value}: name <value>" && remark.chinese == "<value> 为 A{value}")
    }

    @Test func aSettingIsNamedOnceAndTheRestByAnother() {
        let problem = Problem(.use, "{id} and {sector} of \(given)").named { $0 == "id" ? "{sector}" : nil }
        #expect(problem.remark { $0 }.english.hasSuffix("sector of A{value}"))
    }

    @Test func theWordsOfAnErrorKeepTheirSettings() {
        let error = AtlasProblem(file: "{id}.csv", column: given, expected: "a column: name it with {id}")
        #expect("\(Problem(error))" == "{id}.csv, column A{value}: expected a column: name it with --id")
        #expect("\(error)" == "\(Problem(error))")
        #expect(Problem(.use, "\(error)").remark { _ in "x" }.english.hasSuffix("name it with --id"))
    }

    @Test func partsAndListsKeepTheirs() {
        let part: Template = "; name {year}"
        let words: Template = "\(given)\(words: part), \(words: .settings(["a", "b"]))"
        #expect(words.description == "A{value}; name {year}, {a}, {b}")
        #expect("\(Problem(.data, words))" == "A{value}; name --year, --a, --b")
    }
}
