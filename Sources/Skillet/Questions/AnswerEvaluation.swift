internal import Annotations
public import Evaluation

/// A model's answers against the questions that it was asked: `skillet evaluate questions`.
public struct AnswerEvaluation: Sendable {
  /// The figures.
  public let report: AnswerReport
  /// What a person should know beside them, a sentence each.
  public private(set) var notes: [String] = []

  /// Reads both files and scores the answers.
  ///
  /// - Parameters:
  ///   - answers: JSON Lines of Skillet or of lmms-eval's sample log; `-` is standard input.
  ///   - questions: the questions document.
  ///   - onlyAnswered: whether questions without an answer are left out; they are wrong otherwise.
  ///   - bootstrap: how intervals over videos are found.
  public init(
    answers: String, questions: String, onlyAnswered: Bool = false, bootstrap: Bootstrap
  ) throws(SkilletError) {
    let document = try QuestionFiles.document(questions)
    let answersText = try StandardInput.text(of: answers)
    let said: [ModelAnswer]
    do {
      said = try ModelAnswer.read(answersText, file: answers)
    } catch {
      throw SkilletError(error)
    }
    let places = Dictionary(
      document.questions.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    var found: [Int: ModelAnswer] = [:]
    for answer in said {
      func fault(_ reason: String) -> SkilletError {
        SkilletError(.badData, "\(answers): \(answer.place): \(reason)")
      }
      let place = answer.key.map { places[$0] } ?? answer.row
      guard let place, document.questions.indices.contains(place) else {
        let name = answer.key.map { "\"\($0.printable)\"" } ?? "number \(answer.row ?? 0)"
        throw fault("there is no question \(name) in \(questions.printable)")
      }
      if let earlier = found[place] {
        let key = document.questions[place].key.printable
        throw fault("\"\(key)\" was answered already, at \(earlier.place); keep one answer")
      }
      found[place] = answer
    }
    let missing = document.questions.count - found.count
    if missing > 0 {
      notes.append(
        "\(missing) of \(document.questions.count) questions have no answer and "
          + (onlyAnswered ? "are left out" : "count as wrong; --only-answered leaves them out"))
    }
    let answered = document.questions.enumerated().compactMap { place, question in
      onlyAnswered && found[place] == nil
        ? nil : AnsweredQuestion(question, answer: found[place])
    }
    report = try SkilletError.wrapping { () throws(EvaluationError) in
      try AnswerReport(answered, bootstrap: bootstrap)
    }
  }
}
