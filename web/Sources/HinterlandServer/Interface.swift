import Asking
import Formats
import Scenarios
import Wording
import Workbench

/// The description of the interface with what the catalogues hold in the places that it keeps for them: kinds of
/// change, and what measures take.
///
/// - Throws: where a place is missing, so that no kind can be forgotten.
func filledInterface(_ description: String) throws(Problem) -> String {
    let changes = changeSchemas().map { "\(quotedText($0.name)): \($0.value.json)" }.joined(separator: ",\n")
    let measures = MeasureCatalogueParameters()
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
