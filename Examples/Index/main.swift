// A ranking of cities with the ranks each might as well have.
import Hinterland

var question = IndexQuestion()
question.recipe = "city-development"
let places = try question.answer(on: OpenAtlas("china")).result.latest.sorted { $0.rank < $1.rank }
for place in places.prefix(5) {
    print(place.rank, place.name.english, place.interval.map { "\($0.low)–\($0.high)" } ?? "")
}
