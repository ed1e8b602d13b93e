/// LongVideoBench's rows: `correct_choice` from 0, and `candidates` or `option0` to `option4`, of
/// which `N/A` fills those that a question does not have.
enum LongVideoBenchRows: ChoiceFormat {
  static let name = "longvideobench"
  static let choiceCount: Int? = nil

  static func matches(_ row: ChoiceRow) -> Bool {
    row.has("correct_choice") && (row.has("candidates") || row.has("option0"))
  }

  static func question(_ row: ChoiceRow) -> ChoiceQuestion {
    var choices = row.list("candidates") ?? row.numbered("option")
    while choices.count > 2, choices.last == "N/A" { choices.removeLast() }
    let place =
      row.integer("correct_choice")
      ?? row.text("correct_choice").flatMap(AnswerKey.place(ofLetter:))
    let key = AnswerKey(index: place, among: choices)
    return ChoiceQuestion(
      key: row.text("id", "question_id") ?? row.place, video: row.text("video_id", "video_path"),
      text: row.text("question") ?? "", choices: choices, answer: key.index, place: row.place,
      faults: key.faults)
  }
}
