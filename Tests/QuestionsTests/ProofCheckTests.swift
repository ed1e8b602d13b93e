import Annotations
import Questions
import Testing

@Suite struct ProofCheckTests {
  private static func question(_ number: Int) -> Question {
    let answer = number % 5
    return Question(
      key: "q\(number)", video: "v", text: "Question \(number)?",
      choices: (0..<5).map { "c\(number) \($0)" }, answer: answer,
      proof: QuestionProof(
        logic: .sequential,
        steps: [
          QuestionStep(
            id: "s1", text: "Find X.", skill: .semantic, binds: "X", value: "x",
            evidence: [TimeSpan(start: 1, end: 2)]),
          QuestionStep(
            id: "s2", text: "What then?", skill: .temporal, dependsOn: ["s1"],
            evidence: [TimeSpan(start: 40, end: 41)]),
        ], answerType: "action",
        distractors: (0..<5).filter { $0 != answer }.map {
          Distractor(choice: $0, kind: .breaksOneCondition, detail: "", breaks: "s2")
        }, temporalCertificate: 40, window: 10),
      difficulty: QuestionDifficulty(
        steps: 2, evidenceSpread: 0.6, nearestDistractor: 0.5, level: 1))
  }

  private static func lint(_ change: (inout Question) -> Void) -> QuestionLint {
    var questions = (0..<5).map(question)
    change(&questions[2])
    return QuestionLint(
      QuestionsDocument(
        videos: [DescribedVideo(id: "v", durationMicroseconds: 60_000_000)], questions: questions),
      file: "f")
  }

  @Test func aSoundProofHasNoFault() {
    #expect(Self.lint { _ in }.faults.isEmpty)
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    var words: String
    var change: @Sendable (inout Question) -> Void
    var testDescription: String { words }
  }

  static let damages = [
    Damage(words: "there is no proof") { $0.proof = nil },
    Damage(words: "1 steps") { $0.proof?.steps.removeLast() },
    Damage(words: "two steps are called \"s1\"") { $0.proof?.steps[1].id = "s1" },
    Damage(words: "depends on s9") { $0.proof?.steps[1].dependsOn = ["s1", "s9"] },
    Damage(words: "no step depends on another") { $0.proof?.steps[1].dependsOn = [] },
    Damage(words: "no step names a time") {
      $0.proof?.steps[0].evidence = []
      $0.proof?.steps[1].evidence = []
    },
    Damage(words: "behind the video's end") {
      $0.proof?.steps[1].evidence = [TimeSpan(start: 50, end: 61)]
    },
    Damage(words: "has no text") { $0.proof?.steps[0].text = "" },
    Damage(words: "not every wrong choice") { $0.proof?.distractors.removeLast() },
    Damage(words: "breaks s7") { $0.proof?.distractors[0].breaks = "s7" },
    Damage(words: "which condition it breaks") { $0.proof?.distractors[0].breaks = nil },
    Damage(words: "the type of the answer") { $0.proof?.answerType = "" },
    Damage(words: "are enough to answer") { $0.proof?.temporalCertificate = 4 },
    Damage(words: "should be above 0") { $0.proof?.window = 0 },
    Damage(words: "the difficulty is missing") { $0.difficulty = nil },
    Damage(words: "the difficulty counts 7 steps") { $0.difficulty?.steps = 7 },
    Damage(words: "should be 1, 2 or 3") { $0.difficulty?.level = 4 },
    Damage(words: "not within 0...1") { $0.difficulty?.evidenceSpread = 1.5 },
  ]

  @Test(arguments: damages) func damageIsAFaultOfTheProof(damage: Damage) {
    let faults = Self.lint(damage.change).faults
    #expect(faults.contains { $0.kind == .proof && $0.detail.contains(damage.words) }, "\(faults)")
    #expect(faults.allSatisfy { $0.key == "q2" })
  }

  @Test func anAnswerTextThatDisagreesIsAMismatch() {
    #expect(Self.lint { $0.answerText = "other" }.count(.answerMismatch) == 1)
    #expect(Self.lint { $0.answer = 5 }.count(.answerMismatch) == 1)
  }

  @Test func theKeyIsBalancedUpToOne() {
    let lint = Self.lint { question in
      question.answer = 0
      question.answerText = question.choices[0]
    }
    #expect(lint.faults.contains { $0.kind == .keyBalance && $0.key == "" })
  }
}
