import Foundation
import Testing

/// `skillet evaluate boundary` on a truth that was made by hand.
@Suite struct EvaluateTests {
  /// A label a frame: the boundaries lie at 30 and 60 of 90.
  static let truth = [("a", 30), ("b", 30), ("c", 30)]
    .map { String(repeating: "\($0.0)\n", count: $0.1) }.joined()

  private func evaluate(_ options: [String], in box: Sandbox) throws -> Tool.Outcome {
    try Tool.run(["evaluate", "boundary"] + options, in: box)
  }

  @Test func whatSegmentFindsIsScored() throws {
    try inSandbox { box in
      try box.copy(Fixture.scenes(), as: "demo.mp4")
      try box.write("truth/demo.txt", Array(Self.truth.utf8))
      let cut = try Tool.run(["segment", "demo.mp4", "--count", "2"], in: box)
      #expect(cut.code == 0, "\(cut.story)")
      let options = ["demo.skillet", "--truth", "truth", "--tolerance", "0"]
      let text = try evaluate(options, in: box)
      #expect(text.code == 0, "\(text.story)")
      for word in ["F1", "uniform", "random"] {
        #expect(text.out.contains(word), "no \(word): \(text.out)")
      }
      let json = try evaluate(options + ["--json"], in: box)
      #expect(json.code == 0, "\(json.story)")
      #expect(try number(json.json(), "pooled", "boundaries", "f1") == 1, "\(json.story)")
    }
  }

  @Test func aToleranceIsInclusive() throws {
    try inSandbox { box in
      try box.write("truth/demo.txt", Array(Self.truth.utf8))
      let shifted = [("a", 33), ("b", 27), ("c", 30)]
        .map { String(repeating: "\($0.0)\n", count: $0.1) }.joined()
      try box.write("demo.txt", Array(shifted.utf8))
      for (tolerance, f1) in [("2", 0.5), ("3", 1)] {
        let run = try evaluate(
          ["demo.txt", "--truth", "truth", "--tolerance", tolerance, "--json"], in: box)
        #expect(run.code == 0, "\(run.story)")
        #expect(try number(run.json(), "pooled", "boundaries", "f1") == f1, "\(run.story)")
      }
    }
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    try inSandbox { box in
      try box.write("truth/demo.txt", Array(Self.truth.utf8))
      try box.write("demo.txt", Array(Self.truth.utf8))
      let options = ["demo.txt", "--truth", "truth", "--json", "--seed", "3"]
      let (first, second) = (try evaluate(options, in: box), try evaluate(options, in: box))
      #expect(first.code == 0 && first.out == second.out, "\(first.story)")
    }
  }

  @Test func missingAndBrokenFilesAreNamed() throws {
    try inSandbox { box in
      try box.write("truth/demo.txt", Array(Self.truth.utf8))
      try box.write("other.txt", Array(Self.truth.utf8))
      try box.write("broken.json", Array("{".utf8))
      try box.write("bytes.txt", [0xFF, 0xFE, 0x00])
      try box.write("empty/x.bin", [])
      for (arguments, code, name) in [
        (["missing.json", "--truth", "truth"], 66, "missing.json"),
        (["other.txt", "--truth", "nowhere"], 66, "nowhere"),
        (["empty", "--truth", "truth"], 66, "empty"),
        (["broken.json", "--truth", "truth"], 65, "broken.json"),
        (["bytes.txt", "--truth", "truth"], 65, "bytes.txt"),
        (["other.txt", "--truth", "truth", "--tolerance", "soon"], 64, "soon"),
        (["other.txt", "--truth", "truth", "--iou", "0"], 64, "--iou"),
        (["other.txt"], 64, "--truth"),
      ] {
        let run = try evaluate(arguments, in: box)
        #expect(run.code == Int32(code), "\(run.story)")
        #expect(run.out == "" && run.err.contains(name), "\(run.story)")
        if code != 64 { #expect(run.complaints.count == 1, "\(run.story)") }
      }
    }
  }

  private func number(_ document: [String: Any], _ keys: String...) throws -> Double {
    var value: Any = document
    for key in keys { value = try #require((value as? [String: Any])?[key], "no \(key)") }
    return try #require(value as? NSNumber).doubleValue
  }
}
