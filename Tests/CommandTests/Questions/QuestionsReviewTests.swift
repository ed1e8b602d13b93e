import Annotations
import Foundation
import Testing

@Suite struct QuestionsReviewTests {
  @Test func `the page holds pictures and proofs, escapes every label and allows one script`()
    throws
  {
    let box = try QuestionSets.sandbox(15, hostile: true)
    let run = try Tool.run(["questions", "review", "questions.json", "--out", "r.html"], in: box)
    #expect(run.code == 0 && run.err.isEmpty && run.out == "r.html\n", "\(run.story)")
    let page = try box.text("r.html")
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(page.components(separatedBy: "<article").count == 16)
    #expect(page.components(separatedBy: "data:image/jpeg;base64,").count == 31)
    for raw in ["<img src=x", "<b>bold", "<u>then", "<i>2", "say \"hi\"", "<b>X</b>", "style=\""] {
      #expect(!page.contains(raw), "\(raw)")
    }
    #expect(page.contains("&lt;img src=x onerror=alert(1)&gt;") && page.contains("{{key}}"))
    let found = try #require(
      page.split(separator: "\n").first { $0.contains("http-equiv=\"Content-Security-Policy\"") })
    let policy = String(found)
    #expect(policy.contains("default-src &#39;none&#39;") && !policy.contains("unsafe"))
    #expect(policy.contains("script-src &#39;sha256-"))
    let again = try Tool.run(["questions", "review", "questions.json", "--out", "s.html"], in: box)
    #expect(again.code == 0)
    #expect(try box.data("s.html") == box.data("r.html"))
    #expect(
      try Tool.run(["questions", "review", "questions.json", "--out", "r.html"], in: box).code == 73
    )
  }

  @Test func `without the video the page has times and says why there are no pictures`() throws {
    let box = try QuestionSets.sandbox(hasVideo: false)
    let run = try Tool.run(["questions", "review", "questions.json", "--out", "r.html"], in: box)
    #expect(run.code == 0 && run.err.contains("--videos"), "\(run.story)")
    let page = try box.text("r.html")
    #expect(!page.contains("data:image/jpeg") && page.contains("00:00:02.400 – 00:00:02.600"))
    #expect(page.contains("videos were not found"))
  }

  @Test func `a sample is drawn by its seed`() throws {
    let box = try QuestionSets.sandbox(40, hasVideo: false)
    func keys(_ seed: String) throws -> [Substring] {
      let run = try Tool.run(
        [
          "questions", "review", "questions.json", "--out", "r.html", "--sample", "8", "--seed",
          seed,
          "--force", "--quiet",
        ], in: box)
      #expect(run.code == 0, "\(run.story)")
      return try box.text("r.html").matches(of: /data-key="(q\d+)"/).map(\.1)
    }
    let first = try keys("1")
    #expect(first.count == 8 && Set(first).count == 8)
    #expect(try keys("1") == first)
    #expect(try keys("2") != first)
  }

  @Test func `verdicts are applied, and what is left passes lint`() throws {
    let box = try QuestionSets.sandbox(10, hasVideo: false)
    try box.write(
      "v.json",
      """
      {"schema": "skillet.verdicts/1", "verdicts": [
        {"key": "q0", "verdict": "reject", "note": "unclear"}, {"key": "q5", "verdict": "reject"},
        {"key": "q1", "verdict": "accept", "note": "good"}]}
      """.utf8)
    let run = try Tool.run(
      ["questions", "review", "questions.json", "--verdicts", "v.json", "--out", "new.json"],
      in: box)
    #expect(
      run.code == 0 && run.err.contains("1 accepted, 2 rejected, 7 undecided"), "\(run.story)")
    let lint = try Tool.run(["questions", "lint", "new.json", "--json"], in: box)
    #expect(lint.code == 0, "\(lint.story)")
    #expect(try lint.json()["questions"] as? Int == 8)
    #expect((try lint.json()["keyBalance"] as? [Int])?.max() == 2)
  }

  @Test(arguments: [
    ("{}", "schema"), ("[", "line 1"),
    (
      """
      {"schema": "skillet.verdicts/1", "verdicts": [{"key": "zz", "verdict": "accept"}]}
      """, "there is no question \"zz\""
    ),
  ]) func `damaged verdicts write nothing`(text: String, words: String) throws {
    let box = try QuestionSets.sandbox(10, hasVideo: false)
    try box.write("v.json", text.utf8)
    let run = try Tool.run(
      ["questions", "review", "questions.json", "--verdicts", "v.json", "--out", "new.json"],
      in: box)
    #expect(run.code == 65 && run.err.contains(words), "\(run.story)")
    let names = try box.names()
    #expect(!names.contains("new.json"))
  }
}
