/// MVBench's rows: `candidates` without letters, `answer` the text of one of them.
enum MVBenchRows: ChoiceFormat {
  static let name = "mvbench"
  static let choiceCount: Int? = nil

  static func matches(_ row: ChoiceRow) -> Bool {
    row.has("candidates", "answer", "question") && row["candidates"]?.array != nil
  }

  static func question(_ row: ChoiceRow) -> ChoiceQuestion {
    let choices = row.list("candidates") ?? []
    let key = AnswerKey(text: row.text("answer"), among: choices)
    let span = [row.text("start"), row.text("end")].compactMap { $0 }
    return ChoiceQuestion(
      key: row.text("question_id", "id", "key") ?? row.place,
      video: row.text("video", "video_id").map { ([$0] + span).joined(separator: " ") },
      text: row.text("question") ?? "", choices: choices, answer: key.index, place: row.place,
      faults: key.faults)
  }
}
