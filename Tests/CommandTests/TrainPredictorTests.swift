import Foundation
import Testing

/// `skillet train predictor` and `skillet segment --predictor MODEL`, end to end on tiny clips.
@Suite struct TrainPredictorTests {
  /// What is trained, and which actions its data set has.
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var options: [String]
    var isDiscrete = false
  }

  static let small = ["--steps", "5", "--validation", "2"]
  static let cases = [
    Case(
      testDescription: "mixture with pictures",
      options: ["--members", "2", "--skills", "3"], isDiscrete: true),
    Case(
      testDescription: "mixture of numbers",
      options: ["--members", "1", "--skills", "3", "--action-codes", "6"]),
    Case(
      testDescription: "mixture of numbers with pictures",
      options: ["--members", "1", "--skills", "2", "--action-codes", "6", "--pictures"]),
    Case(
      testDescription: "spread",
      options: ["--kind", "spread", "--members", "2", "--horizon", "8"]),
    Case(
      testDescription: "spread of choices",
      options: ["--kind", "spread", "--members", "2", "--horizon", "8"], isDiscrete: true),
    Case(
      testDescription: "spread of made-up codes",
      options: ["--kind", "spread", "--members", "1", "--no-actions", "--pictures"]),
    Case(
      testDescription: "spread of motion",
      options: ["--kind", "spread", "--members", "1", "--no-actions"]),
    Case(
      testDescription: "features",
      options: ["--kind", "feature", "--members", "2", "--components", "4"]),
    Case(
      testDescription: "features, the next row alone",
      options: ["--kind", "feature", "--members", "1", "--horizon", "1"], isDiscrete: true),
    Case(
      testDescription: "mixture of made-up actions",
      options: ["--members", "1", "--skills", "3", "--no-actions"], isDiscrete: true),
    Case(testDescription: "published rule", options: ["--kind", "action"], isDiscrete: true),
    Case(
      testDescription: "published rule, state space",
      options: ["--kind", "action", "--memory", "state-space", "--action-codes", "6"]),
    Case(
      testDescription: "likelihood ratio",
      options: ["--kind", "likelihood-ratio", "--members", "2"], isDiscrete: true),
    Case(testDescription: "change of numbers", options: ["--kind", "action-change"]),
    Case(
      testDescription: "change of choices", options: ["--kind", "action-change"],
      isDiscrete: true),
  ]

  private func train(_ options: [String], in box: Sandbox, out: String = "m.safetensors") throws
    -> Tool.Outcome
  {
    try Tool.run(
      ["train", "predictor", "data", "--out", out] + Self.small + options, in: box, limit: 120)
  }

  private func segment(_ options: [String], in box: Sandbox) throws -> Tool.Outcome {
    try Tool.run(
      ["segment", "data/d3.mp4", "--predictor", "m.safetensors", "--json", "--force", "--out", "o"]
        + options, in: box)
  }

  @Test(arguments: cases) func aModelIsTrainedAndCuts(of one: Case) throws {
    try inSandbox { box in
      try Demonstrations.write(box) {
        one.isDiscrete ? Demonstrations.discrete($0) : Demonstrations.continuous($0)
      }
      let run = try train(one.options + ["--json"], in: box)
      #expect(run.code == 0 && run.err == "", "\(run.story)")
      #expect(try box.names().filter { !$0.hasPrefix("data") } == ["m.safetensors"])
      let model = try box.data("m.safetensors")

      // A model that is there is not replaced unasked.
      let again = try train(one.options, in: box)
      #expect(again.code == 73 && again.err.contains("--force"), "\(again.story)")
      #expect(try box.data("m.safetensors") == model)
      let settings = try run.json()
      #expect(settings["schema"] as? String == "skillet.predictor/1")
      let training = try #require(settings["training"] as? [String: Any])
      #expect(training["demonstrations"] as? Int == 2 && training["rows"] as? Int == 84)
      #expect(training["validation"] as? [String] == ["d2", "d3"])
      #expect(training["hasTruth"] as? Bool == true && training["figures"] != nil)

      for options in [
        [], ["--streaming"], ["--streaming", "--look-ahead", "2"], ["--sensitivity", "fine"],
        ["--sensitivity", "coarse"], ["--threshold", "90%"], ["--threshold", "0.1nats"],
        ["--count", "2"], ["--streaming", "--count", "2"], ["--actions", "data/d3.json"],
      ] {
        let cut = try segment(options, in: box)
        #expect(cut.code == 0, "\(cut.story)")
        let segments = try Segments(try cut.json())
        try segments.expectTiling(story: cut.story)
        #expect(segments.frames == 52, "\(cut.story)")
        if options.contains("--count") { #expect(segments.starts.count <= 3, "\(cut.story)") }
        #expect(try box.lines("o/signal.csv").count == 53)
      }
      let first = try segment([], in: box)
      let files = try box.contents().filter { $0.key.hasPrefix("o") }
      let second = try segment([], in: box)
      #expect(first.out == second.out)
      #expect(try box.contents().filter { $0.key.hasPrefix("o") } == files)
    }
  }

  @Test func theSameCommandGivesTheSameBytes() throws {
    try inSandbox { box in
      try Demonstrations.write(box, sidecar: Demonstrations.discrete)
      let options = ["--members", "2", "--skills", "2", "--no-pictures"]
      var models: [Data] = []
      for _ in 0..<2 {
        #expect(try train(options + ["--force"], in: box).code == 0)
        models.append(try box.data("m.safetensors"))
      }
      #expect(models[0] == models[1])
      #expect(try train(options + ["--force", "--seed", "2"], in: box).code == 0)
      #expect(try box.data("m.safetensors") != models[0])
    }
  }

  @Test func aJumpIsCutWhereItIs() throws {
    try inSandbox { box in
      try Demonstrations.write(box) { Demonstrations.continuous($0) }
      let run = try train(["--kind", "action-change"], in: box)
      #expect(run.code == 0 && run.out.hasSuffix("wrote m.safetensors\n"), "\(run.story)")
      let cut = try segment([], in: box)
      #expect(try Segments(try cut.json()).starts == [0, 8, 16, 24, 32, 40, 48], "\(cut.story)")
      let stream = try segment(["--streaming", "--look-ahead", "2"], in: box)
      #expect(try Segments(try stream.json()).starts == [0, 8, 16, 24, 32, 40, 48])
    }
  }

  @Test func anInterruptedTrainingIsTakenUp() throws {
    try inSandbox { box in
      try Demonstrations.write(box) { Demonstrations.continuous($0) }
      let arguments = [
        "train", "predictor", "data", "--out", "m.safetensors", "--kind", "spread", "--members",
        "2", "--steps", "60", "--validation", "2", "--jobs", "1", "--horizon", "8",
      ]
      let before = try box.names()
      let run = try Run(arguments, in: box)
      let isRunning = try run.wait { try box.names().contains("m.safetensors.checkpoint.member0") }
      run.send(SIGINT)
      let stopped = try run.finish()
      #expect(isRunning, "\(stopped.story)")
      #expect(stopped.code == 130 && stopped.out == "", "\(stopped.story)")
      #expect(stopped.err.contains("--resume"), "\(stopped.story)")
      let left = try box.names().subtracting(before)
      #expect(!left.contains("m.safetensors") && left.contains("m.safetensors.checkpoint.member0"))

      // Other settings do not fit the checkpoint.
      let other = try Tool.run(
        arguments.map { $0 == "60" ? "50" : $0 } + ["--resume"], in: box)
      #expect(other.code != 0 && other.complaints.count == 1, "\(other.story)")
      #expect(try box.names().subtracting(before) == left)

      let resumed = try Tool.run(arguments + ["--resume"], in: box, limit: 120)
      #expect(resumed.code == 0, "\(resumed.story)")
      #expect(try box.names().subtracting(before) == ["m.safetensors"])
      let model = try box.data("m.safetensors")
      let whole = try Tool.run(arguments + ["--force"], in: box, limit: 120)
      #expect(whole.code == 0, "\(whole.story)")
      #expect(try box.data("m.safetensors") == model)
    }
  }

  @Test func withoutTruthTheThresholdIsTheUsualOne() throws {
    try inSandbox { box in
      try Demonstrations.write(box) {
        Demonstrations.continuous($0).replacingOccurrences(of: "segments", with: "parts")
      }
      for kind in ["spread", "action-change"] {
        let run = try train(["--kind", kind, "--members", "1", "--force"], in: box)
        #expect(run.code == 0 && run.out.contains("no true boundaries were known"), "\(run.story)")
        #expect(try segment([], in: box).code == 0)
      }
    }
  }
}
