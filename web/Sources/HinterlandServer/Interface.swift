import Asking
import Formats
import Scenarios
import Wording

/// The description of the interface with what is said elsewhere in the places that it keeps for it: kinds of change,
/// and what addresses may be told.
///
/// - Parameter description: `openapi.json` of the page.
/// - Throws: where a place is missing, so that nothing can be forgotten.
func filledInterface(
    _ description: String, _ routes: [QuestionRoute], _ kinds: [any Change.Type]
) throws(Problem) -> String {
    let changes = changeSchemas(kinds).map { "\(quotedText($0.name)): \($0.value.json)" }.joined(separator: ",\n")
    var text = description
    for (place, content) in [("\"Change\": {}", changes)] + routes.map({ ($0.place, $0.parameters.json) }) {
        guard text.contains(place) else {
            throw Problem(
                .data, "openapi.json keeps no place for what is described elsewhere: expected \(place)")
        }
        text = text.replacing(place, with: content)
    }
    return text
}
