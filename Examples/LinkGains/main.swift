// Which planned railway would help everybody most.
import Hinterland

var question = LinkQuestion()
(question.candidates, question.top) = (.planned, 3)
let found = try question.answer(on: OpenAtlas("china").atlas)
print(found.ranking.gains.map(\.name.english))
