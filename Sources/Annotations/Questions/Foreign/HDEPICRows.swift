/// HD-EPIC's rows, as it publishes them and as lmms-eval reads them: `choices`, `correct_idx`.
enum HDEPICRows: ChoiceFormat {
  static let name = "hd-epic"
  static let choiceCount: Int? = 5

  static func matches(_ row: ChoiceRow) -> Bool { row.has("choices", "correct_idx") }

  static func question(_ row: ChoiceRow) -> ChoiceQuestion {
    let choices = row.list("choices") ?? []
    let key = AnswerKey(index: row.integer("correct_idx"), among: choices)
    return ChoiceQuestion(
      key: row.text("question_id", "id", "key") ?? row.place, video: videos(row),
      text: row.text("question") ?? "", choices: choices, answer: key.index, place: row.place,
      faults: key.faults)
  }

  /// The clips that a question is about, as one name.
  private static func videos(_ row: ChoiceRow) -> String? {
    if let names = row.list("video_ids") {
      let times = (row.list("start_times") ?? []) + (row.list("end_times") ?? [])
      return (names + times).joined(separator: " ")
    }
    guard let inputs = row["inputs"]?.members else { return nil }
    return inputs.map { input in
      ["id", "start_time", "end_time"].compactMap { input.value[$0]?.string }
        .joined(separator: " ")
    }.joined(separator: " ")
  }
}
