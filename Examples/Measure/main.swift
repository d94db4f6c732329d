// Inequality of product per resident between provinces, with the interval that the sample leaves.
import Hinterland

let atlas = try OpenAtlas("china").atlas
var selection = Selection()
(selection.group, selection.weight, selection.year) = ("province", "resident_population", "2023")
let theil = try TheilT().answer(of: AtlasFigures(atlas), selection)
for period in theil.result {
    let parts = period.found.parts
    guard let interval = parts.intervals?.total else { continue }
    print(period.label, parts.found.total, "from", interval.low, "to", interval.high, "between", parts.found.between)
}
