import Asking
import Formats
import MeasureAnswers
import Scenarios
import Wording
import Workbench

/// The description of the interface with what the catalogues hold in the places that it keeps for them: kinds of
/// change, and what measures take.
///
/// - Parameters:
///   - description: `openapi.json` of the page.
///   - catalogue: the measures that are offered.
///   - kinds: the kinds of change.
/// - Throws: where a place is missing, so that no kind can be forgotten.
func filledInterface(
    _ description: String, _ catalogue: MeasureCatalogue, _ kinds: [any Change.Type]
) throws(Problem) -> String {
    let changes = changeSchemas(kinds).map { "\(quotedText($0.name)): \($0.value.json)" }.joined(separator: ",\n")
    let measures = MeasureCatalogueParameters(catalogue: catalogue)
    var text = description
    for (place, content) in [
        ("\"Change\": {}", changes), ("\"{measureAtlas}\"", measures.ofAtlas.json),
        ("\"{measureTable}\"", measures.ofTable.json),
    ] {
        guard text.contains(place) else {
            throw Problem(
                .data, "openapi.json keeps no place for what is described elsewhere: expected \(place)")
        }
        text = text.replacing(place, with: content)
    }
    return text
}
