import Foundation
import Testing

@Suite struct GenerateQuestionsTests {
  /// A recording of fourteen steps in COIN's shape; some are done twice.
  static let steps = [
    "wash the plum", "cut the apple", "peel the pear", "open the jar", "stir the soup",
    "cut the apple", "taste the soup", "fill the cup", "wipe the table", "open the jar",
    "light the candle", "set the table", "empty the cup", "wash the plum",
  ]

  static var coin: String {
    let rows = steps.enumerated().map { index, step in
      let start = 4 + index * 12
      return
        #"{"id": "\#(index)", "segment": [\#(start), \#(start + 5 + index % 5)], "label": "\#(step)"}"#
    }
    return
      #"[{"cooking": {"class": "CookSoup", "duration": 190, "annotation": [\#(rows.joined(separator: ","))]}}]"#
  }

  private func made(_ sandbox: Sandbox, _ arguments: [String] = []) throws -> Tool.Outcome {
    try sandbox.write("coin.json", Self.coin.utf8)
    return try Tool.run(
      ["questions", "generate", "coin.json", "--out", "q.json", "--count", "3"] + arguments,
      in: sandbox)
  }

  @Test func questionsAreMadeOfAnnotationsAndPassTheLint() throws {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    let outcome = try made(sandbox)
    #expect(outcome.code == 0, "\(outcome.story)")
    #expect(outcome.out.contains("3 questions about 1 videos"))
    let lint = try Tool.run(["questions", "lint", "q.json"], in: sandbox)
    #expect(!lint.out.contains("proof  "), "\(lint.story)")
  }

  @Test func theSameSeedGivesTheSameFile() throws {
    let (one, two) = (try Sandbox(), try Sandbox())
    defer { [one, two].forEach { $0.remove() } }
    _ = try made(one, ["--seed", "5"])
    _ = try made(two, ["--seed", "5"])
    #expect(try two.data("q.json") == one.data("q.json"))
  }

  @Test func aFileThatExistsIsKept() throws {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    _ = try made(sandbox)
    #expect(try made(sandbox).code == 73)
    #expect(try made(sandbox, ["--force"]).code == 0)
  }

  @Test func tooFewFactsAreSaid() throws {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    let outcome = try made(sandbox, ["--per-video", "2"])
    #expect(outcome.code == 2)
    #expect(outcome.out.contains("Only 2 of 3 could be made"))
  }

  @Test(arguments: [
    ["--steps", "1"], ["--steps", "5-3"], ["--skills", "smell"], ["--logic", "fuzzy"],
    ["--count", "0"], ["--window", "-1"],
  ])
  func settingsThatMakeNoSenseAreRefused(_ arguments: [String]) throws {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    #expect(try made(sandbox, arguments).code == 64)
  }

  @Test func aSpanBehindTheEndOfTheVideoIsBadData() throws {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    let text = Self.coin.replacing(#""duration": 190"#, with: #""duration": 100"#)
    try sandbox.write("coin.json", text.utf8)
    let outcome = try Tool.run(["questions", "facts", "coin.json"], in: sandbox)
    #expect(outcome.code == 65)
    #expect(outcome.err.contains("behind the end of the video"))
  }
}
