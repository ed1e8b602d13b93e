import Foundation
import Testing

/// `skillet train ordering` and `skillet order clips`, end to end on tiny clips.
@Suite struct OrderClipsTests {
  private func train(_ options: [String], in box: Sandbox, out: String = "o.safetensors") throws
    -> Tool.Outcome
  {
    try Tool.run(
      ["train", "ordering", "data", "--out", out, "--steps", "4", "--lists", "2", "--width", "8"]
        + options, in: box, limit: 120)
  }

  private func order(_ options: [String], in box: Sandbox) throws -> Tool.Outcome {
    try Tool.run(["order", "clips"] + options, in: box, limit: 120)
  }

  static let cases = [
    [], ["--segments"], ["--loss", "pairwise"], ["--head", "read-process-write"], ["--reversed"],
    ["--encoder", "patches", "--patches", "2", "--window", "0", "--frames", "1"],
    ["--segments", "--encoder", "patches", "--patches", "2", "--jigsaw", "0"],
  ]

  @Test(arguments: cases) func aModelIsTrainedAndOrders(options: [String]) throws {
    try inSandbox { box in
      try Demonstrations.write(box) { Demonstrations.discrete($0) }
      let run = try train(options + ["--json"], in: box)
      #expect(run.code == 0 && run.err == "", "\(run.story)")
      #expect(try box.names().filter { !$0.hasPrefix("data") } == ["o.safetensors"])
      let settings = try run.json()
      #expect(settings["schema"] as? String == "skillet.ordering/1")
      let training = try #require(settings["training"] as? [String: Any])
      #expect(training["demonstrations"] as? Int == 2)
      #expect(training["validation"] as? [String] == ["d2", "d3"])
      #expect(training["segmented"] as? Int == (options.contains("--segments") ? 2 : 0))
      // A model that is there is not replaced unasked; the same seed gives the same bytes.
      let model = try box.data("o.safetensors")
      #expect(try train(options, in: box).code == 73)
      #expect(try train(options + ["--json", "--force"], in: box).out == run.out)
      #expect(try box.data("o.safetensors") == model)

      let clips = ["data/d2.mp4", "data/d0.mp4", "data/d1.mp4"]
      let found = try order(clips + ["--ordering", "o.safetensors", "--json"], in: box)
      #expect(found.code == 0 && found.err == "", "\(found.story)")
      let document = try found.json()
      let ranked = try #require(document["order"] as? [Int])
      #expect(ranked.sorted() == [0, 1, 2])
      let entries = try #require(document["clips"] as? [[String: Any]])
      let paths = entries.compactMap { ($0["clip"] as? [String: Any])?["path"] as? String }
      #expect(paths == clips)
      let precedence = try #require(document["precedence"] as? [[Double]])
      for i in 0..<3 {
        for j in 0..<3 { #expect(abs(precedence[i][j] + precedence[j][i] - 1) < 1e-9) }
        #expect(precedence[ranked[0]][ranked[i]] >= 0.5)
      }
      let probability = try #require(document["probability"] as? Double)
      #expect(probability >= 1 / 6.0 && probability <= 1)
      // The order in which clips are given changes nothing but their numbers.
      let turned = try order(
        Array(clips.reversed()) + ["--ordering", "o.safetensors", "--json"], in: box
      ).json()
      #expect((turned["order"] as? [Int])?.map { 2 - $0 } == ranked)
      let text = try order(clips + ["--ordering", "o.safetensors"], in: box)
      #expect(text.out.contains("probability of this order"), "\(text.story)")
    }
  }

  @Test func segmentsOfADocumentAreClips() throws {
    try inSandbox { box in
      try Demonstrations.write(box) { Demonstrations.discrete($0) }
      #expect(try train([], in: box).code == 0)
      let cut = try Tool.run(
        ["segment", "data/d3.mp4", "--count", "2", "--out", "d3.skillet"], in: box)
      #expect(cut.code == 0, "\(cut.story)")
      let found = try order(["d3.skillet", "--ordering", "o.safetensors", "--json"], in: box)
      #expect(found.code == 0, "\(found.story)")
      #expect((try found.json()["clips"] as? [Any])?.count == 3)
      // True segments, as simulators write them beside a video.
      let truth = try order(["data/d3.json", "--ordering", "o.safetensors", "--json"], in: box)
      #expect(truth.code == 0, "\(truth.story)")
      #expect((try truth.json()["clips"] as? [Any])?.count ?? 0 > 1)
      try box.write("alone.json", try box.data("data/d3.json"))
      let alone = try order(["alone.json", "--ordering", "o.safetensors"], in: box)
      #expect(alone.code == 66 && alone.err.contains("no video beside it"), "\(alone.story)")
      let both = try Tool.run(
        [
          "train", "ordering", "d3.skillet", "data/d0.mp4", "--out", "b.safetensors", "--steps",
          "2",
        ],
        in: box)
      #expect(both.code == 0, "\(both.story)")
    }
  }

  @Test func trainingIsTakenUpAgainWithTheSameEnd() throws {
    try inSandbox { box in
      try Demonstrations.write(box) { Demonstrations.discrete($0) }
      #expect(try train(["--patience", "0", "--steps", "60"], in: box).code == 0)
      let whole = try box.data("o.safetensors")
      let run = try Run(
        [
          "train", "ordering", "data", "--out", "p.safetensors", "--lists", "2", "--width", "8",
          "--patience", "0", "--steps", "60",
        ], in: box)
      _ = run.wait { FileManager.default.fileExists(atPath: box.path("p.safetensors.checkpoint")) }
      run.send(SIGINT)
      let stopped = try run.finish()
      // A quick machine may have ended before the signal came.
      guard stopped.code != 0 else { return }
      #expect(stopped.code == 130 && stopped.err.contains("--resume"), "\(stopped.story)")
      let again = try train(
        ["--patience", "0", "--steps", "60", "--resume"], in: box, out: "p.safetensors")
      #expect(again.code == 0, "\(again.story)")
      let (a, b) = (try weights(whole), try weights(try box.data("p.safetensors")))
      #expect(a == b)
    }
  }

  /// The bytes behind the header, which holds the command line.
  private func weights(_ file: Data) throws -> Data {
    let length = file.prefix(8).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
    return file.dropFirst(8 + length)
  }

  @Test func badInputIsNamed() throws {
    try inSandbox { box in
      try Demonstrations.write(box) { Demonstrations.discrete($0) }
      #expect(try train([], in: box).code == 0)
      let model = try box.data("o.safetensors")
      try box.write("cut.safetensors", model.prefix(model.count / 2))
      try box.write("empty.mp4", [])
      let text = String(decoding: model, as: UTF8.self)
      #expect(text.contains("colour-orientation-motion/1"))
      var other = model
      let place = try #require(other.range(of: Data("colour-orientation-motion/1".utf8)))
      other.replaceSubrange(place, with: Data("colour-orientation-motion/9".utf8))
      try box.write("other.safetensors", other)
      let predictor = try Tool.run(
        [
          "train", "predictor", "data", "--out", "predictor.st", "--steps", "2", "--members", "1",
          "--skills", "2",
        ], in: box)
      #expect(predictor.code == 0, "\(predictor.story)")
      let (a, b) = ("data/d0.mp4", "data/d1.mp4")
      let faults: [([String], Int32, String)] = [
        ([a, "--ordering", "o.safetensors"], 65, "data/d0.mp4: is one clip only"),
        ([a, b, "--ordering", "cut.safetensors"], 65, "cut.safetensors"),
        ([a, b, "--ordering", "other.safetensors"], 65, "trained on other features"),
        ([a, b, "--ordering", "predictor.st"], 65, "skillet.predictor/1"),
        ([a, b, "--ordering", "none.safetensors"], 66, "none.safetensors"),
        ([a, "empty.mp4", "--ordering", "o.safetensors"], 65, "empty.mp4"),
        ([a, "gone.mp4", "--ordering", "o.safetensors"], 66, "gone.mp4"),
        ([a, a, "--ordering", "o.safetensors"], 65, "given twice"),
        ([a, b], 64, "skillet train ordering"),
      ]
      let before = try box.contents()
      for (arguments, code, words) in faults {
        let run = try order(arguments, in: box)
        #expect(run.code == code && run.out == "", "\(run.story)")
        #expect(run.complaints.count == 1 && run.err.contains(words), "\(words): \(run.story)")
      }
      try box.expectUntouched(before, "order clips")
    }
  }

  @Test func trainingFaultsAreNamed() throws {
    try inSandbox { box in
      try Demonstrations.write(box) { Demonstrations.discrete($0) }
      let faults: [([String], Int32, String)] = [
        (["data/d0.mp4"], 65, "at least two"),
        (["data", "--least-stride", "9"], 65, "two windows"),
        (["data", "--width", "6"], 64, "multiple of 4"),
        (["data", "--truth", "data/d0.json"], 64, "--segments"),
        (["nowhere"], 66, "nowhere"),
      ]
      for (arguments, code, words) in faults {
        let run = try Tool.run(
          ["train", "ordering"] + arguments + ["--out", "x.safetensors", "--steps", "2"], in: box)
        #expect(run.code == code && run.err.contains(words), "\(run.story)")
      }
      #expect(try box.names().filter { !$0.hasPrefix("data") } == [])
    }
  }
}
