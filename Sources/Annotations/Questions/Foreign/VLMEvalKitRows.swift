/// VLMEvalKit's table: `candidates` a list as Python writes it, `answer` a text or a letter.
enum VLMEvalKitRows: ChoiceFormat {
  static let name = "vlmevalkit"
  static let choiceCount: Int? = nil

  static func matches(_ row: ChoiceRow) -> Bool {
    row.has("index", "question", "answer")
      && (row["candidates"]?.string != nil || row.has("A", "B"))
  }

  static func question(_ row: ChoiceRow) -> ChoiceQuestion {
    var faults: [ChoiceQuestion.Fault] = []
    var choices: [String] = []
    if let cell = row["candidates"]?.string {
      do {
        choices = try PythonList(parsing: cell).texts
      } catch {
        faults.append(
          ChoiceQuestion.Fault(.choiceCount, "its candidates cannot be read: \(error.reason)"))
      }
    } else {
      choices = ["A", "B", "C", "D", "E", "F"].compactMap { row.text($0) }.filter { !$0.isEmpty }
    }
    let stated = row.text("answer").flatMap { $0.isEmpty ? nil : $0 }
    var key = AnswerKey(text: stated, among: choices)
    if key.index == nil, let stated, AnswerKey.place(ofLetter: stated) != nil {
      key = AnswerKey(letter: stated, among: choices)
    }
    return ChoiceQuestion(
      key: row.text("index") ?? row.place, video: row.text("video", "video_path"),
      text: row.text("question") ?? "", choices: choices, answer: key.index, place: row.place,
      faults: faults + key.faults)
  }
}
