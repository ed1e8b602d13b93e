import Annotations

/// Small sets of questions with proofs.
enum MadeQuestions {
  /// So many questions about two videos, the key going round.
  static func document(_ count: Int, words: [String] = []) -> QuestionsDocument {
    QuestionsDocument(
      videos: ["a/1", "A_1"].map {
        DescribedVideo(id: $0, path: "\($0).mp4", durationMicroseconds: 60_000_000)
      }, questions: (0..<count).map { question($0, words: words) })
  }

  static func question(_ number: Int, words: [String] = []) -> Question {
    let answer = number % 5
    let choices = (0..<5).map { place in
      words.isEmpty ? "choice \(number) \(place)" : words[(number + place * 7) % words.count]
    }
    let steps = [
      QuestionStep(
        id: "s1", text: "Find X.", skill: .semantic, binds: "X", value: "the pan",
        evidence: [TimeSpan(start: 1, end: 2)]),
      QuestionStep(
        id: "s2", text: "What follows X?", skill: .temporal, dependsOn: ["s1"],
        value: choices[answer], evidence: [TimeSpan(start: 30, end: 32)]),
    ]
    let distractors = (0..<5).filter { $0 != answer }.map {
      Distractor(choice: $0, kind: .trueElsewhere, detail: "elsewhere", breaks: "s2")
    }
    return Question(
      key: "q\(number)", video: number % 2 == 0 ? "a/1" : "A_1", text: "Question \(number)?",
      choices: choices, answer: answer,
      proof: QuestionProof(
        logic: .sequential, steps: steps, answerType: "action", distractors: distractors,
        temporalCertificate: 31, window: 10),
      difficulty: QuestionDifficulty(
        steps: 2, evidenceSpread: 0.5, nearestDistractor: 0.5, level: 2), seed: 1)
  }
}
