/// Rows of lmms-eval's tasks and others: a question, a list of choices under one of the usual names,
/// and an answer that is a place, a letter or the text of a choice.
enum PlainRows: ChoiceFormat {
  static let name = "rows"
  static let choiceCount: Int? = nil

  private static let lists = ["choices", "options", "candidates", "option"]
  private static let series = ["option", "choice_", "choice", "a"]

  static func matches(_ row: ChoiceRow) -> Bool {
    (row.has("question") || row.has("text") || row.has("q")) && choices(row) != nil
  }

  static func question(_ row: ChoiceRow) -> ChoiceQuestion {
    let listed = LetteredChoices(choices(row) ?? [], isRequired: false)
    let key = answer(row, among: listed.texts)
    return ChoiceQuestion(
      key: row.text("key", "question_id", "qid", "id", "index", "doc_id") ?? row.place,
      video: row.text("video_id", "video", "videoID", "video_path", "video_name"),
      text: row.text("question", "text", "q") ?? "", choices: listed.texts, answer: key.index,
      place: row.place, faults: listed.faults + key.faults)
  }

  private static func choices(_ row: ChoiceRow) -> [String]? {
    for name in lists {
      if let list = row.list(name) { return list }
      if let members = row[name]?.members { return members.map { $0.value.string ?? "" } }
    }
    for name in series {
      let texts = row.numbered(name)
      if texts.count > 1 { return texts }
    }
    let letters = ["A", "B", "C", "D", "E", "F"].prefix { row.has($0) }
    return letters.count > 1 ? letters.map { row.text($0) ?? "" } : nil
  }

  private static func answer(_ row: ChoiceRow, among choices: [String]) -> AnswerKey {
    let stated = row.text("answer", "correct_answer", "target", "label", "a")
    if let index = row.integer("answer_id", "answer_index", "answer_idx", "correct_choice") {
      return AnswerKey(index: index, text: stated, among: choices)
    }
    if row["answer"]?.integer != nil || row["label"]?.integer != nil {
      return AnswerKey(index: row.integer("answer", "label"), among: choices)
    }
    let byText = AnswerKey(text: stated, among: choices)
    guard byText.index == nil, let stated else { return byText }
    if AnswerKey.place(ofLetter: stated) != nil { return AnswerKey(letter: stated, among: choices) }
    if let index = Int(stated.trimmingBlanks) { return AnswerKey(index: index, among: choices) }
    let bare = LetteredChoices([stated], isRequired: false).texts
    return bare == [stated] ? byText : AnswerKey(text: bare[0], among: choices)
  }
}
