// What a railway and a transfer would do to every city.
import Hinterland

let study = try Study(OpenAtlas("china").atlas, year: 2023)
let scenario = Scenario(
    name: "A line to Ankang",
    changes: [
        NewLink(from: "610100", to: "610900", mode: .rail, speedKmh: 350, lengthKm: 171, cost: 34e9),
        Transfer(from: "310000", to: "610900", amount: 1e9),
    ])
let answer = try study.answer(scenario)
for (place, change) in zip(study.places, answer[.peopleMove]?.places ?? []) where change.income.point > 0.001 {
    print(place.region.nameEnglish, change.income.point)
}
