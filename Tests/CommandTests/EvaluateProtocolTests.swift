import Foundation
import Testing

/// The named protocols of `skillet evaluate` as a person runs them.
@Suite struct EvaluateProtocolTests {
  private func frames(_ runs: (String, Int)...) -> [UInt8] {
    Array(runs.map { String(repeating: $0.0 + "\n", count: $0.1) }.joined().utf8)
  }

  /// Truth of two videos, and two predictions of it: one late, one with other names.
  private func make(_ box: Sandbox) throws {
    try box.write("truth/v.txt", frames(("a", 30), ("b", 30), ("c", 30)))
    try box.write("truth/w.txt", frames(("a", 40), ("c", 50)))
    try box.write("late/v.txt", frames(("a", 33), ("b", 30), ("c", 27)))
    try box.write("late/w.txt", frames(("a", 40), ("c", 50)))
    try box.write("odd/v.txt", frames(("x", 20), ("y", 40), ("z", 30)))
    try box.write("odd/w.txt", frames(("x", 20), ("y", 70)))
  }

  private func evaluate(
    _ arguments: [String], in box: Sandbox, code: Int32 = 0
  ) throws -> Tool.Outcome {
    let run = try Tool.run(["evaluate"] + arguments, in: box)
    #expect(run.code == code, "\(run.story)")
    return run
  }

  private func number(_ outcome: Tool.Outcome, _ keys: String...) throws -> Double {
    var value: Any = try outcome.json()
    for key in keys {
      value = try #require((value as? [String: Any])?[key], "no \(key): \(outcome.story)")
    }
    return try #require(value as? NSNumber).doubleValue
  }

  @Test func everyProtocolPrintsFiguresIntervalsChanceAndRules() throws {
    try inSandbox { box in
      try make(box)
      for (arguments, words) in [
        (["segments"], ["F1@10", "edit", "acc", "uniform", "random", "MS-TCN"]),
        (["mof"], ["MoF/video", "MoF global", "IoU", "Hungarian"]),
        (["gebd"], ["F1@0.05", "F1@0.5", "raters"]),
        (["trecvid"], ["F1 ±0", "F1 ±1", "greedily"]),
        (["covering"], ["covering", "Hausdorff", "Rand"]),
        (
          ["boundary", "--rates", "1,5,30", "--tolerance", "0.2s", "--frame-rate", "30"],
          ["F1@5Hz", "segF1", "samples a second"]
        ), (["boundary"], ["segF1", "uniform F1"]),
      ] {
        let run = try evaluate(arguments + ["late", "--truth", "truth"], in: box)
        for word in words + ["uniform", "random", "seed 0", "2 videos"] {
          #expect(run.out.contains(word), "no \(word): \(run.story)")
        }
        let json = try evaluate(arguments + ["late", "--truth", "truth", "--json"], in: box)
        #expect(try json.json()["videos"] is [Any], "\(json.story)")
      }
    }
  }

  @Test func segmentsAndMatchedClustersScoreAsByHand() throws {
    try inSandbox { box in
      try make(box)
      let late = try evaluate(["segments", "late", "--truth", "truth", "--json"], in: box)
      #expect(try number(late, "figures", "edit", "value") == 100)
      #expect(abs(try number(late, "figures", "accuracyPooled", "value") - 17400.0 / 180) < 1e-9)
      let odd = try evaluate(["mof", "odd", "--truth", "truth", "--json"], in: box)
      #expect(
        abs(try number(odd, "figures", "mofPerVideo", "value") - (800.0 / 9 + 700.0 / 9) / 2) < 1e-9
      )
      let none = try evaluate(["segments", "odd", "--truth", "truth", "--json"], in: box)
      #expect(try number(none, "figures", "f1At10", "value") == 0)
    }
  }

  @Test func twoPredictionsAreComparedVideoByVideo() throws {
    try inSandbox { box in
      try make(box)
      let options = ["--compare", "late", "odd", "--truth", "truth"]
      let text = try evaluate(["boundary"] + options + ["--tolerance", "3"], in: box)
      #expect(text.out.contains("late less odd") && text.out.contains("wins"), "\(text.story)")
      let json = try evaluate(["segments", "--json"] + options, in: box)
      #expect(try number(json, "figures", "accuracy", "wins") == 2)
      #expect(try number(json, "figures", "accuracy", "losses") == 0)
      #expect(try number(json, "figures", "accuracy", "difference", "low") > 90)
      try FileManager.default.removeItem(atPath: box.path("odd/w.txt"))
      let partial = try evaluate(["boundary"] + options, in: box, code: 65)
      #expect(partial.complaints.last?.contains("w") == true, "\(partial.story)")
    }
  }

  @Test func runsAreRepeated() throws {
    try inSandbox { box in
      try make(box)
      let options = ["repeat", "late", "odd", "truth", "--truth", "truth"]
      let text = try evaluate(options + ["--tolerance", "3"], in: box)
      for word in ["spread", "±", "within a video", "3 runs of 2 videos"] {
        #expect(text.out.contains(word), "no \(word): \(text.story)")
      }
      let json = try evaluate(options + ["--by", "segments", "--json"], in: box)
      let figures = try #require(try json.json()["figures"] as? [String: Any])
      let accuracy = try #require(figures["accuracy"] as? [String: Any])
      #expect((accuracy["values"] as? [Any])?.count == 3, "\(json.story)")
      _ = try evaluate(options + ["--by", "mof"], in: box)
    }
  }

  @Test func bothSpellingsOfALevelAreAccepted() throws {
    try inSandbox { box in
      try make(box)
      for level in ["skill", "skills"] {
        _ = try evaluate(["boundary", "late", "--truth", "truth", "--level", level], in: box)
      }
      try box.write("set/groundTruth/v.txt", frames(("a", 90)))
      try box.write("set/groundTruth_stage3/v.txt", frames(("a", 45), ("b", 45)))
      let options = ["boundary", "late/v.txt", "--truth", "set", "--json", "--level"]
      let fine = try evaluate(options + ["stage3"], in: box)
      #expect(try number(fine, "pooled", "boundaries", "truth") == 1)
      let coarse = try evaluate(options + ["skill"], in: box)
      #expect(try number(coarse, "pooled", "boundaries", "truth") == 0)
      #expect(
        try evaluate(options + ["stage"], in: box, code: 66).err.contains("groundTruth_stage"))
    }
  }

  @Test func oneVideoHasNoInterval() throws {
    try inSandbox { box in
      try make(box)
      for name in ["segments", "mof", "covering", "trecvid", "gebd"] {
        let run = try evaluate([name, "late/v.txt", "--truth", "truth/v.txt"], in: box)
        #expect(run.out.contains("cannot be estimated from one video"), "\(run.story)")
      }
      let run = try evaluate(["boundary", "late/v.txt", "--truth", "truth/v.txt"], in: box)
      #expect(run.out.contains("one video: no interval"), "\(run.story)")
    }
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    try inSandbox { box in
      try make(box)
      for name in ["segments", "mof", "covering", "gebd"] {
        let options = [name, "odd", "--truth", "truth", "--seed", "5", "--json"]
        let (first, second) = (try evaluate(options, in: box), try evaluate(options, in: box))
        #expect(first.out == second.out && !first.out.isEmpty, "\(first.story)")
      }
    }
  }

  @Test func whatIsWrongIsToldInOneLine() throws {
    try inSandbox { box in
      try make(box)
      try box.write("short/v.txt", frames(("a", 80)))
      try box.write("empty/v.txt", [])
      try box.write("other/u.txt", frames(("a", 90)))
      try box.write("twice/v.txt", frames(("a", 90)))
      try box.write("twice/v.csv", Array("label\na\n".utf8))
      try box.write("mapping.txt", Array("0 a\n1 b\n".utf8))
      try box.write("broken.txt", Array("a b c\n".utf8))
      for (arguments, code, word) in [
        (["segments", "short"], 65, "80 frames"), (["segments", "empty"], 65, "there is no label"),
        (["segments", "other"], 65, "no truth is named \"u\""),
        (["mof", "short"], 65, "short/v.txt"),
        (["segments", "twice"], 65, "predicted before"),
        (["segments", "late", "--mapping", "mapping.txt"], 65, "\"c\""),
        (["segments", "late", "--mapping", "broken.txt"], 65, "broken.txt"),
        (["segments", "late", "--mapping", "gone.txt"], 66, "gone.txt"),
        (["covering", "gone"], 66, "gone"), (["gebd", "other"], 65, "\"u\""),
        (["mof", "late", "--background", "a", "b", "c"], 65, "none of its frames"),
        (["boundary", "late", "--rates", "1,5", "--tolerance", "1s"], 65, "--frame-rate"),
      ] {
        let run = try evaluate(arguments + ["--truth", "truth"], in: box, code: Int32(code))
        #expect(run.out == "" && run.complaints.count == 1, "\(run.story)")
        #expect(run.err.contains(word), "no \(word): \(run.story)")
      }
      for arguments in [
        ["segments", "--truth", "truth"], ["segments", "late", "--truth", "truth", "--iou", "0,1"],
        ["boundary", "--compare", "late", "--truth", "truth"],
        ["boundary", "late", "--compare", "late", "odd", "--truth", "truth"],
        ["boundary", "late", "--truth", "truth", "--rates", "1,5"],
        ["trecvid", "late", "--truth", "truth", "--tolerance", "0.5"],
        ["gebd", "late", "--truth", "truth", "--distances", "2"],
        ["boundary", "late", "--truth", "truth", "--level", "coarse"],
        ["repeat", "--truth", "truth"],
      ] {
        #expect(try evaluate(arguments, in: box, code: 64).out == "")
      }
    }
  }
}
