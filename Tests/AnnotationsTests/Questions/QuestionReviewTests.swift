import Annotations
import Testing

@Suite struct QuestionReviewTests {
  @Test(arguments: 0..<8) func whatIsLeftIsBalancedAndStillRight(seed: Int) throws {
    let document = MadeQuestions.document(23)
    var generator = Generator(seed: seed)
    let verdicts = QuestionVerdicts(
      verdicts: document.questions.filter { _ in Bool.random(using: &generator) }.map {
        .init(key: $0.key, isAccepted: Int.random(in: 0..<3, using: &generator) > 0, note: "n")
      })
    let (reviewed, moved) = try document.applying(verdicts, file: "v")
    let rejected = Set(verdicts.verdicts.filter { !$0.isAccepted }.map(\.key))
    let kept = document.questions.filter { !rejected.contains($0.key) }
    #expect(reviewed.questions.map(\.key) == kept.map(\.key), "seed \(seed)")
    var counts = [0, 0, 0, 0, 0]
    for (before, after) in zip(kept, reviewed.questions) {
      counts[after.answer] += 1
      #expect(after.choices[after.answer] == after.answerText, "seed \(seed)")
      #expect(after.choices.sorted() == before.choices.sorted())
      let made = try #require(after.proof).distractors.map(\.choice)
      #expect(made == (0..<5).filter { $0 != after.answer })
    }
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1, "seed \(seed): \(counts)")
    #expect(zip(kept, reviewed.questions).count { $0.answer != $1.answer } == moved)
  }

  @Test func notesAreKept() throws {
    let verdicts = QuestionVerdicts(verdicts: [
      .init(key: "q0", isAccepted: true, note: "good"),
      .init(key: "q1", isAccepted: false, note: "two answers"),
    ])
    let back = try QuestionVerdicts(text: try verdicts.json.text(), file: "v")
    #expect(back == verdicts)
    let (document, _) = try MadeQuestions.document(3).applying(back, file: "v")
    #expect(document.questions[0].extra.first?.value["note"]?.string == "good")
    let review = try #require(document.extra.first { $0.key == "review" }?.value)
    #expect(review["rejected"]?.array?.first?["note"]?.string == "two answers")
    #expect(review["undecided"]?.integer == 1)
  }

  @Test(arguments: [
    ("[]", "schema"), ("{\"schema\": \"skillet.verdicts/1\"}", "verdicts"),
    (
      "{\"schema\": \"skillet.verdicts/1\", \"verdicts\": [{\"key\": \"a\"}]}",
      "verdicts[0].verdict"
    ),
    (
      """
      {"schema": "skillet.verdicts/1", "verdicts": [{"key": "a", "verdict": "maybe"}]}
      """, "accept or reject"
    ),
    (
      """
      {"schema": "skillet.verdicts/1", "verdicts": [{"key": "a", "verdict": "accept"},
       {"key": "a", "verdict": "reject"}]}
      """, "verdicts[1].key"
    ),
  ]) func damageNamesItsPlace(text: String, words: String) {
    let error = #expect(throws: AnnotationError.self) {
      try QuestionVerdicts(text: text, file: "v")
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func aVerdictOnNoQuestionIsRefused() {
    let verdicts = QuestionVerdicts(verdicts: [.init(key: "zz", isAccepted: true)])
    #expect(throws: AnnotationError.self) {
      try MadeQuestions.document(2).applying(verdicts, file: "v")
    }
  }
}
