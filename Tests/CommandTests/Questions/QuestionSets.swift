import Annotations
import Foundation
import Testing

/// Small questions documents with proofs, about the video of ``Fixture/scenes()``.
enum QuestionSets {
  /// Labels that try to become markup, Python or a new row.
  static let hostile = [
    "don't", "say \"hi\"", "</script><img src=x onerror=alert(1)>", "<b>bold</b>", "back\\slash",
    "'] + [__import__('os').system('touch pwned')] + ['", "tab\there", "two\nlines", "{{key}}",
    "{exit()}", "&amp; &lt;", "None", "日本 🫖", "=1+1", "a, b",
  ]

  /// So many questions; the key goes round, and half of them are about another name of the video.
  static func document(_ count: Int, path: String?, hostile: Bool = false) -> QuestionsDocument {
    let videos = ["tea/1", "<i>2</i>"].map {
      DescribedVideo(id: $0, path: path, durationMicroseconds: 3_600_000, topic: "make tea")
    }
    let questions = (0..<count).map { number -> Question in
      let answer = number % 5
      let choices = (0..<5).map { place in
        hostile ? Self.hostile[(number + place * 2) % Self.hostile.count] : "do \(number) \(place)"
      }
      let steps = [
        QuestionStep(
          id: "s1", text: hostile ? "Find <b>X</b>." : "Find X.", skill: .semantic, binds: "X",
          value: "the pan", evidence: [TimeSpan(start: 0.2, end: 0.6)]),
        QuestionStep(
          id: "s2", text: "What follows X?", skill: .temporal, dependsOn: ["s1"],
          value: choices[answer], evidence: [TimeSpan(start: 2.4, end: 2.6, frames: 60..<65)]),
      ]
      return Question(
        key: "q\(number)", video: videos[number % 2].id,
        text: hostile ? "What <u>then</u>, \"\(number)\"?" : "What then, \(number)?",
        choices: choices, answer: answer,
        proof: QuestionProof(
          logic: .sequential, steps: steps, answerType: "action", program: "after(X) < 3",
          distractors: (0..<5).filter { $0 != answer }.map {
            Distractor(choice: $0, kind: .trueElsewhere, detail: "done at another time")
          }, temporalCertificate: 3, window: 1),
        difficulty: QuestionDifficulty(
          steps: 2, evidenceSpread: 0.6, nearestDistractor: 0.5, level: 1 + number % 3))
    }
    return QuestionsDocument(videos: videos, questions: questions)
  }

  /// A folder with `questions.json`, and `scenes.mp4` beside it unless told otherwise.
  static func sandbox(
    _ count: Int = 10, hostile: Bool = false, hasVideo: Bool = true
  ) throws -> Sandbox {
    let box = try Sandbox()
    let document = document(count, path: "scenes.mp4", hostile: hostile)
    try box.write("questions.json", Array(try document.json.text().utf8))
    if hasVideo { try box.copy(try Fixture.scenes(), as: "scenes.mp4") }
    return box
  }
}

/// Python as the harnesses run it.
enum Python {
  static let isHere: Bool = {
    do {
      try Fixture.run("python3", ["-c", "import ast, json, csv"])
      return true
    } catch {
      return false
    }
  }()
}
