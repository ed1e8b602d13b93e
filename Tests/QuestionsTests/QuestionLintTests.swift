import Annotations
import Questions
import Testing

@Suite struct QuestionLintTests {
  private func set(
    _ questions: [ChoiceQuestion], choiceCount: Int? = 5
  ) -> ChoiceQuestionSet {
    ChoiceQuestionSet(file: "f", format: "rows", choiceCount: choiceCount, questions: questions)
  }

  private func question(
    _ number: Int, video: String = "v", text: String? = nil, choices: [String]? = nil,
    answer: Int? = nil
  ) -> ChoiceQuestion {
    ChoiceQuestion(
      key: "q\(number)", video: video, text: text ?? "Question \(number)?",
      choices: choices ?? (0..<5).map { "c\(($0 * 3 + number * 7) % 11)" },
      answer: answer ?? number % 5, place: "[\(number)]")
  }

  @Test func aSoundSetHasNoFault() {
    let lint = QuestionLint(set((0..<60).map { question($0) }))
    #expect(lint.faults.isEmpty, "\(lint.faults)")
    #expect(lint.keyBalance == [12, 12, 12, 12, 12] && lint.questions == 60)
    #expect(lint.baselines.count == BlindBaselines.names.count)
  }

  @Test func eachFaultIsNamedOnce() {
    let lint = QuestionLint(
      set([
        question(0), question(1, text: " Question  0? "), question(2, text: "  "),
        question(3, choices: ["a", "b", "c", "d"]),
        question(4, choices: ["a", "B", "b ", "", "e"]),
        question(5, video: "w", text: "Question 0?"), question(0, text: "Other?"),
      ]))
    #expect(
      lint.faults.map { "\($0.key) \($0.kind.rawValue)" } == [
        "q1 duplicateText", "q2 emptyQuestion", "q3 choiceCount", "q4 repeatedChoice",
        "q4 emptyChoice", "q0 duplicateKey",
      ])
    #expect(lint.json["duplicateTexts"]?.integer == 1)
    #expect(lint.json["choiceCountFaults"]?.integer == 1)
  }

  @Test func theNumberOfChoicesIsTheCommonestWhereAFormatLeavesItOpen() {
    let four = (0..<5).map { question($0, choices: ["a\($0)", "b", "c", "d"], answer: $0 % 4) }
    let lint = QuestionLint(set(four + [question(9)], choiceCount: nil))
    #expect(lint.faults.map(\.key) == ["q9"])
    let even = QuestionLint(set([four[0], question(9)], choiceCount: nil))
    #expect(even.faults.map(\.key) == ["q0"])
  }

  /// PerceptionComp's key: C is right in 351 of 1,114 questions.
  @Test func aSkewedKeyIsAFault() {
    let answers = (0..<1114).map { $0 < 351 ? 2 : [0, 1, 3, 4][$0 % 4] }
    let lint = QuestionLint(
      set(answers.enumerated().map { question($0.offset, answer: $0.element) }))
    let fault = lint.faults.first { $0.kind == .keyBalance }
    #expect(fault?.detail.contains("always answering C is right in 31.5 %") == true)
    #expect(fault?.key == "")
  }

  @Test func aBalancedKeyAndFewQuestionsAreNoFault() {
    #expect(QuestionLint.isFlagged([3, 1, 1, 0, 0]) == false)
    #expect(QuestionLint.isFlagged([60, 50, 45, 40, 55]) == false)
    #expect(QuestionLint.isFlagged([160, 50, 45, 40, 55]) == true)
  }

  @Test func answersThatTheTextGivesAwayAreAFault() {
    let giveaway = (0..<100).map { number in
      question(
        number,
        choices: (0..<5).map { $0 == number % 5 ? "a much longer choice than that" : "c\($0)" })
    }
    let lint = QuestionLint(set(giveaway))
    #expect(lint.longestChoiceAccuracy == 1)
    #expect(
      lint.faults.contains { $0.kind == .blindBaseline && $0.detail.contains("longest-choice") })
    #expect(!lint.faults.contains { $0.kind == .keyBalance })
  }

  @Test func keysOfTheReportAreThoseThatScriptsRead() {
    let members = QuestionLint(set([question(0)])).json.members ?? []
    #expect(
      members.map(\.key) == [
        "questions", "keyBalance", "duplicateTexts", "answerMismatches", "choiceCountFaults",
        "longestChoiceAccuracy", "blindBaselines", "faults",
      ])
  }
}

extension QuestionLint {
  /// Whether a key with these counts is called skewed.
  fileprivate static func isFlagged(_ counts: [Int]) -> Bool {
    var questions: [ChoiceQuestion] = []
    for (answer, count) in counts.enumerated() {
      for _ in 0..<count {
        let number = questions.count
        questions.append(
          ChoiceQuestion(
            key: "\(number)", text: "\(number)?", choices: (0..<5).map { "\(number) \($0)" },
            answer: answer))
      }
    }
    let set = ChoiceQuestionSet(file: "f", format: "rows", choiceCount: 5, questions: questions)
    return QuestionLint(set).faults.contains { $0.kind == .keyBalance }
  }
}
