/// NExT-QA's CSV: `a0` to `a4`, `answer` from 0, `qid` within a video.
enum NExTQARows: ChoiceFormat {
  static let name = "nextqa"
  static let choiceCount: Int? = 5

  static func matches(_ row: ChoiceRow) -> Bool { row.has("a0", "a1", "question", "answer") }

  static func question(_ row: ChoiceRow) -> ChoiceQuestion {
    let choices = row.numbered("a")
    let key = AnswerKey(index: row.integer("answer"), among: choices)
    let video = row.text("video", "video_id")
    let name = [video, row.text("qid")].compactMap { $0 }.joined(separator: "_")
    return ChoiceQuestion(
      key: name.isEmpty ? row.place : name, video: video, text: row.text("question") ?? "",
      choices: choices, answer: key.index, place: row.place, faults: key.faults)
  }
}
