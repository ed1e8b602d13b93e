import Foundation
import Testing

@Suite struct EvaluateQuestionsTests {
  private func answers(_ lines: [String]) -> [UInt8] {
    Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  @Test func `accuracy, parts and the profile come from the answers`() throws {
    let box = try QuestionSets.sandbox(10, hasVideo: false)
    // The key goes A to E twice; always answering A is right twice, and one answer is no letter.
    try box.write(
      "a.jsonl",
      answers(
        (0..<10).map { "{\"key\": \"q\($0)\", \"response\": \"\($0 == 9 ? "hm" : "A")\"}" }))
    let run = try Tool.run(
      [
        "evaluate", "questions", "a.jsonl", "--questions", "questions.json", "--json",
        "--profile-out", "profile.json",
      ], in: box)
    #expect(run.code == 0 && run.err.isEmpty, "\(run.story)")
    let report = try run.json()
    let accuracy = try #require(report["accuracy"] as? [String: Any])
    #expect(accuracy["mean"] as? Double == 0.2)
    #expect(accuracy["low"] is Double && accuracy["high"] is Double)
    #expect(report["unparsable"] as? Int == 1 && report["right"] as? Int == 2)
    for key in ["bySkill", "byLogic", "bySteps", "byDifficulty"] {
      #expect((report[key] as? [String: Any])?.isEmpty == false, "\(key)")
    }
    let profile = try box.json("profile.json")
    #expect(profile["schema"] as? String == "skillet.profile/1")
    let skills = try #require(profile["skills"] as? [String: [String: Any]])
    #expect(Set(skills.keys) == ["semantic", "temporal"])
    #expect(skills["temporal"]?["asked"] as? Int == 10)
    #expect(skills["temporal"]?["failed"] as? Int == 8)
    let again = try Tool.run(
      [
        "evaluate", "questions", "a.jsonl", "--questions", "questions.json", "--profile-out",
        "profile.json",
      ], in: box)
    #expect(again.code == 73, "\(again.story)")
  }

  @Test func `a log of lmms-eval is read as it is`() throws {
    let box = try QuestionSets.sandbox(2, hasVideo: false)
    try box.write(
      "log.jsonl",
      answers([
        """
        {"doc_id": 1, "target": "B", "filtered_resps": "B", "token_counts": [null], \
        "accuracy": {"score": 1, "key": "q1", "video_id": "x", "said": "B"}, "input": "…"}
        """,
        "{\"doc_id\": 0, \"target\": \"A\", \"resps\": [[\"B\"]], \"filtered_resps\": [\"B\"]}",
      ]))
    let run = try Tool.run(
      ["evaluate", "questions", "log.jsonl", "--questions", "questions.json"], in: box)
    #expect(run.code == 0 && run.out.contains("50.0"), "\(run.story)")
  }

  @Test func `questions without an answer are wrong unless left out`() throws {
    let box = try QuestionSets.sandbox(10, hasVideo: false)
    try box.write("a.jsonl", answers(["{\"key\": \"q0\", \"response\": \"A\"}"]))
    let arguments = ["evaluate", "questions", "a.jsonl", "--questions", "questions.json", "--json"]
    let all = try Tool.run(arguments, in: box)
    #expect(all.err.contains("9 of 10 questions have no answer"), "\(all.story)")
    #expect((try all.json()["accuracy"] as? [String: Any])?["mean"] as? Double == 0.1)
    let some = try Tool.run(arguments + ["--only-answered"], in: box)
    #expect((try some.json()["accuracy"] as? [String: Any])?["mean"] as? Double == 1)
  }

  @Test(arguments: [
    ("{\"key\": \"zz\", \"response\": \"A\"}", "line 1: there is no question \"zz\""),
    ("{\"doc_id\": 10, \"resps\": \"A\"}", "line 1: there is no question number 10"),
    (
      "{\"key\": \"q1\", \"response\": \"A\"}\n{\"doc_id\": 1, \"resps\": \"A\"}",
      "line 2: \"q1\" was answered already, at line 1"
    ), ("{\"key\": \"q1\"", "line 1, column"), ("", "it holds no answer"),
  ]) func `damaged answers name their line`(text: String, words: String) throws {
    let box = try QuestionSets.sandbox(10, hasVideo: false)
    try box.write("a.jsonl", text.utf8)
    let run = try Tool.run(
      [
        "evaluate", "questions", "a.jsonl", "--questions", "questions.json", "--profile-out", "p",
      ], in: box)
    #expect(run.code == 65 && run.err.contains(words) && run.out.isEmpty, "\(run.story)")
    let names = try box.names()
    #expect(!names.contains("p"))
  }
}
