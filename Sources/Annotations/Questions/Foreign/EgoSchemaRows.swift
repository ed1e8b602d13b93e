/// EgoSchema's rows: `option` with letters before the choices, `answer` a place from 0 as text.
enum EgoSchemaRows: ChoiceFormat {
  static let name = "egoschema"
  static let choiceCount: Int? = 5

  static func matches(_ row: ChoiceRow) -> Bool { row.has("video_idx", "option") }

  static func question(_ row: ChoiceRow) -> ChoiceQuestion {
    let choices = LetteredChoices(row.list("option") ?? [], isRequired: false)
    let key = AnswerKey(index: row.integer("answer"), among: choices.texts)
    return ChoiceQuestion(
      key: row.text("question_idx", "q_uid") ?? row.place, video: row.text("video_idx"),
      text: row.text("question") ?? "", choices: choices.texts, answer: key.index,
      place: row.place, faults: choices.faults + key.faults)
  }
}
