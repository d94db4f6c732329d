// How far every city is from Wuhan, nearest first.
import Hinterland

let atlas = try OpenAtlas("china").atlas
var question = HoursQuestion()
question.from = "Wuhan"
let hours = try question.answer(on: atlas).result
for row in hours.rows.prefix(5) { print(row.region.nameEnglish, row.passengers?.hours ?? .infinity) }
