/// Video-MME's rows: four `options` that begin with their letters, `answer` a letter.
enum VideoMMERows: ChoiceFormat {
  static let name = "video-mme"
  static let choiceCount: Int? = 4

  static func matches(_ row: ChoiceRow) -> Bool {
    row.has("options", "answer", "question") && row["options"]?.array != nil
      && (row.has("videoID") || row.has("question_id", "duration"))
  }

  static func question(_ row: ChoiceRow) -> ChoiceQuestion {
    let choices = LetteredChoices(row.list("options") ?? [], isRequired: true)
    let key = AnswerKey(letter: row.text("answer"), among: choices.texts)
    return ChoiceQuestion(
      key: row.text("question_id") ?? row.place, video: row.text("videoID", "video_id"),
      text: row.text("question") ?? "", choices: choices.texts, answer: key.index,
      place: row.place, faults: choices.faults + key.faults)
  }
}

/// Choices that begin with their letters: `A. fill kettle`.
struct LetteredChoices {
  /// The choices without their letters.
  private(set) var texts: [String] = []
  /// Letters that are missing or out of order.
  private(set) var faults: [ChoiceQuestion.Fault] = []

  /// Takes the letters off, where all choices have theirs; `isRequired` makes it a fault if not.
  init(_ choices: [String], isRequired: Bool) {
    let bare = choices.enumerated().map { Self.bare($0.element, letter: $0.offset) }
    guard let wrong = bare.firstIndex(of: nil) else {
      texts = bare.compactMap { $0 }
      return
    }
    texts = choices
    if isRequired {
      faults.append(
        ChoiceQuestion.Fault(
          .choiceLetters,
          "choice \(wrong), counted from 0, is \"\(choices[wrong])\" and should begin with "
            + "\"\(AnswerKey.letter(wrong)). \""))
    }
  }

  /// The text behind the letter of a place; nil where that does not stand there.
  private static func bare(_ text: String, letter: Int) -> String? {
    var rest = text[...].drop { $0.isWhitespace || $0 == "(" }
    guard let first = rest.first, String(first) == AnswerKey.letter(letter) else { return nil }
    rest.removeFirst()
    guard let mark = rest.first, ".):".contains(mark) else { return nil }
    return String(rest.dropFirst().drop { $0.isWhitespace })
  }
}
