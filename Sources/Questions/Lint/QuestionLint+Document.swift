public import Annotations

extension QuestionLint {
  /// Checks a document of Skillet's: as any set, and that every question has its proof, and that the
  /// key is balanced exactly.
  public init(_ document: QuestionsDocument, file: String, seed: UInt64 = 0) {
    let durations = Dictionary(document.videos.map { ($0.id, $0.duration) }) { first, _ in first }
    let questions = document.questions.enumerated().map { place, question in
      var faults = ProofCheck.faults(of: question, duration: durations[question.video] ?? 0)
      let isChoice = question.choices.indices.contains(question.answer)
      if !isChoice {
        faults.append(
          .init(
            .answerMismatch,
            "the answer is choice \(question.answer), counted from 0, of \(question.choices.count)")
        )
      } else if question.answerText != question.choices[question.answer] {
        faults.append(
          .init(
            .answerMismatch,
            "the answer is \"\(question.answerText)\", but choice "
              + "\(Question.letter(question.answer)) is \"\(question.choices[question.answer])\""))
      }
      return ChoiceQuestion(
        key: question.key, video: question.video, text: question.text, choices: question.choices,
        answer: isChoice ? question.answer : nil, place: "questions[\(place)]", faults: faults)
    }
    let set = ChoiceQuestionSet(
      file: file, format: QuestionsDocument.schema, choiceCount: 5, questions: questions)
    self.init(set, isBalanced: true, seed: seed)
  }
}
