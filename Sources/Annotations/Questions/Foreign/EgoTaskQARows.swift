/// EgoTaskQA's rows: `q`, `option` by letter, `a` the letter.
enum EgoTaskQARows: ChoiceFormat {
  static let name = "egotaskqa"
  static let choiceCount: Int? = 5

  static func matches(_ row: ChoiceRow) -> Bool { row.has("q", "option", "a") }

  static func question(_ row: ChoiceRow) -> ChoiceQuestion {
    let members = (row["option"]?.members ?? []).sorted { $0.key < $1.key }
    let choices = members.map { $0.value.string ?? "" }
    var key = AnswerKey(letter: row.text("a"), among: choices)
    if key.index == nil, let text = row.text("a"), choices.contains(text) {
      key = AnswerKey(text: text, among: choices)
    }
    return ChoiceQuestion(
      key: row.text("id", "question_id") ?? row.place, video: row.text("video_path", "video_id"),
      text: row.text("q") ?? "", choices: choices, answer: key.index, place: row.place,
      faults: key.faults)
  }
}
