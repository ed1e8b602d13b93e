/// PerceptionComp's own JSON: `answer_choice_0` to `_4`, `answer_id` from 0 and its text once more.
enum PerceptionCompRows: ChoiceFormat {
  static let name = "perceptioncomp"
  static let choiceCount: Int? = 5

  static func matches(_ row: ChoiceRow) -> Bool { row.has("answer_choice_0") }

  static func question(_ row: ChoiceRow) -> ChoiceQuestion {
    let choices = row.numbered("answer_choice_")
    let key = AnswerKey(
      index: row.integer("answer_id"), text: row.text("answer"), among: choices)
    return ChoiceQuestion(
      key: row.text("key") ?? row.place, video: row.text("video_id"),
      text: row.text("question") ?? "", choices: choices, answer: key.index, place: row.place,
      faults: key.faults)
  }
}
