import Foundation
import Testing

@Suite struct QuestionsLintTests {
  static let perceptionComp = """
    [{"key": "1", "video_id": "v", "question": "What colour?", "answer_choice_0": "red",
      "answer_choice_1": "blue", "answer_choice_2": "green", "answer_choice_3": "black",
      "answer_choice_4": "white", "answer_id": 1, "answer": "red"},
     {"key": "2", "video_id": "v", "question": "what  colour?", "answer_choice_0": "red",
      "answer_choice_1": "blue", "answer_choice_2": "green", "answer_choice_3": "black",
      "answer_id": 2, "answer": "green"}]
    """

  @Test func `faults are listed with their questions and end with 65`() throws {
    let box = try Sandbox()
    try box.write("p.json", Self.perceptionComp.utf8)
    let run = try Tool.run(["questions", "lint", "p.json", "--json"], in: box)
    #expect(run.code == 65 && run.err.isEmpty, "\(run.story)")
    let report = try run.json()
    #expect(report["questions"] as? Int == 2)
    #expect(report["keyBalance"] as? [Int] == [0, 1, 1, 0, 0])
    #expect(report["duplicateTexts"] as? Int == 1)
    #expect(report["answerMismatches"] as? Int == 1)
    #expect(report["choiceCountFaults"] as? Int == 1)
    let faults = try #require(report["faults"] as? [[String: String]])
    #expect(
      faults.map { "\($0["key"] ?? "") \($0["kind"] ?? "")" }
        == ["1 answerMismatch", "2 choiceCount", "2 duplicateText"])
    #expect(report["blindBaselines"] as? [String: Double] != nil)
    let table = try Tool.run(["questions", "lint", "-"], in: box, input: Self.perceptionComp)
    #expect(table.code == 65 && table.out.contains("3 faults."), "\(table.story)")
  }

  @Test func `a sound document has no faults and ends with 0`() throws {
    let box = try QuestionSets.sandbox(hasVideo: false)
    let run = try Tool.run(["questions", "lint", "questions.json"], in: box)
    #expect(run.code == 0 && run.out.contains("No faults."), "\(run.story)")
    #expect(run.out.contains("key: A 2, B 2, C 2, D 2, E 2"))
  }

  @Test(arguments: [
    ("absent.json", nil, 66, "no such file"), ("f", "", 65, "it is empty"),
    ("f", "[{\"key\": 1}]", 65, "[0]"), ("f", "[{]", 65, "line 1, column 3"),
    ("f", "{\"schema\": \"skillet.questions/9\"}", 65, "schema"),
    ("f", "{\"schema\": \"skillet.segments/1\"}", 65, "schema"), ("f", "\u{1B}[31m", 65, "table"),
  ]) func `what is no set of questions says so in a line`(
    file: String, text: String?, code: Int32, words: String
  ) throws {
    let box = try Sandbox()
    if let text { try box.write(file, text.utf8) }
    let run = try Tool.run(["questions", "lint", file, "--json"], in: box)
    #expect(run.code == code && run.out.isEmpty, "\(run.story)")
    #expect(run.complaints.count == 1 && run.err.contains(words), "\(run.story)")
  }

  @Test(.enabled(if: Fixture.shared != nil, "needs ../shared/data"))
  func `NExT-QA's validation set is read whole`() throws {
    let shared = try #require(Fixture.shared)
    let file = shared.appendingPathComponent("questions/nextqa/val.csv").path
    let run = try Tool.run(["questions", "lint", file, "--json"], in: try Sandbox(), limit: 300)
    #expect(run.code == 65, "\(run.err)")
    let report = try run.json()
    #expect(report["questions"] as? Int == 4996)
    // Counted by `cut`: the column answer of the file.
    #expect(report["keyBalance"] as? [Int] == [1013, 1013, 991, 967, 1012])
    #expect(report["answerMismatches"] as? Int == 0 && report["choiceCountFaults"] as? Int == 0)
    let blind = try #require(report["blindBaselines"] as? [String: Double])
    #expect((blind["learned-text"] ?? 0) > 0.25)
  }
}
