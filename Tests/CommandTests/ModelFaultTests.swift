import Foundation
import Testing

/// `skillet segment --predictor FILE` with files and actions that do not fit.
@Suite struct ModelFaultTests {
  /// Trains a model on a data set, which stays in the folder.
  private func model(
    _ options: [String], in box: Sandbox, folder: String = "data", sidecar: (Int) -> String
  ) throws -> String {
    try Demonstrations.write(box, folder, clips: 2, sidecar: sidecar)
    let run = try Tool.run(
      ["train", "predictor", folder, "--out", "\(folder).st", "--steps", "2", "--members", "1"]
        + options, in: box)
    #expect(run.code == 0, "\(run.story)")
    return "\(folder).st"
  }

  private func expectFault(
    _ model: String, _ options: [String], code: Int32 = 65, _ words: String,
    video: String = "data/d0.mp4", in box: Sandbox, location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try box.contents()
    let run = try Tool.run(
      ["segment", video, "--predictor", model, "--out", "o"] + options, in: box)
    #expect(run.code == code && run.out == "", "\(run.story)", sourceLocation: location)
    #expect(run.complaints.count == 1, "\(run.story)", sourceLocation: location)
    #expect(run.err.contains(words), "no \(words): \(run.story)", sourceLocation: location)
    try box.expectUntouched(before, run.story, location: location)
  }

  @Test func actionsOfAnotherKindOrWidth() throws {
    try inSandbox { box in
      let kinds = [
        ["--kind", "spread"], ["--action-codes", "4", "--skills", "2"],
      ]
      for kind in kinds {
        try box.remove("data")
        let model = try model(kind + ["--force"], in: box) { Demonstrations.continuous($0) }
        try box.write("one.json", Array("\((0..<40).map { [Double($0) / 8] })".utf8))
        try expectFault(model, ["--actions", "one.json"], "trained on", in: box)
        try box.write("choices.json", Array("\(Demonstrations.choices(40))".utf8))
        try expectFault(model, ["--actions", "choices.json"], "trained on", in: box)
        try box.write("short.json", Array("\(Demonstrations.moves(30))".utf8))
        try expectFault(model, ["--actions", "short.json"], "cannot align", in: box)
      }
      let mixture = try model(
        ["--skills", "2", "--no-pictures"], in: box, folder: "turns",
        sidecar: Demonstrations.discrete)
      try expectFault(mixture, ["--actions", "data/d0.json"], "trained on", in: box)
      try box.write("more.json", Array("\((0..<40).map { $0 % 6 })".utf8))
      try expectFault(mixture, ["--actions", "more.json"], "choices", in: box)
      // Without actions there is nothing to judge.
      try box.copy(Demonstrations.clip(0), as: "bare.mp4")
      try expectFault(
        mixture, [], code: 66, "cannot find its actions", video: "bare.mp4", in: box)
    }
  }

  @Test func aModelOfMotionNeedsNoActions() throws {
    try inSandbox { box in
      let model = try model(["--kind", "spread", "--no-actions"], in: box) { _ in "{}" }
      try expectFault(model, ["--level", "stage"], code: 64, "the level skill, not stage", in: box)
      try box.copy(Demonstrations.clip(0), as: "bare.mp4")
      let run = try Tool.run(
        ["segment", "bare.mp4", "--predictor", model, "--json", "--out", "o"], in: box)
      #expect(run.code == 0, "\(run.story)")
      try Segments(try run.json()).expectTiling(story: run.story)
    }
  }

  @Test func aModelOfFeaturesNeedsNoActions() throws {
    try inSandbox { box in
      let path = try model(["--kind", "feature"], in: box) { _ in "{}" }
      try box.copy(Demonstrations.clip(0), as: "bare.mp4")
      let run = try Tool.run(
        ["segment", "bare.mp4", "--predictor", path, "--json", "--out", "cut", "--count", "2"],
        in: box)
      #expect(run.code == 0, "\(run.story)")
      let document = try run.json()
      try Segments(document).expectTiling(story: run.story)
      let method = try #require(document["method"] as? [String: Any])
      #expect(method["features"] as? String == "colour-orientation-motion/1")
      // How sure a cut is follows from its score, also where scores are below zero.
      let segments = try #require(document["segments"] as? [[String: Any]])
      let sure = segments.compactMap { $0["confidence"] as? Double }
      #expect(sure.count == 2 && sure.contains { $0 > 0.5 }, "\(run.story)")

      let asked = try Tool.run(
        [
          "train", "predictor", "data", "--kind", "feature", "--actions-from", "data", "--out", "x",
        ], in: box)
      #expect(asked.code == 64 && asked.err.contains("looks at none"), "\(asked.story)")

      // Weights that are finite in the file but not in what follows from them: 0x7BFF is the
      // largest number in half precision. The header's length stands in the first eight bytes.
      var bytes = Array(try box.data(path))
      let header = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
      for i in stride(from: 8 + header, to: bytes.count - 1, by: 2) {
        (bytes[i], bytes[i + 1]) = (0xFF, 0x7B)
      }
      try box.write("huge.st", bytes)
      try expectFault("huge.st", [], "no finite evidence", video: "bare.mp4", in: box)
    }
  }

  @Test func optionsThatAModelDoesNotTake() throws {
    try inSandbox { box in
      let model = try model(["--kind", "action-change"], in: box) { Demonstrations.continuous($0) }
      try expectFault(model, ["--threshold", "3sigma"], code: 64, "sigma", in: box)
      try expectFault(model, ["--min-length", "1s"], code: 64, "--min-length", in: box)
      for options in [
        ["--look-ahead", "3"], ["--streaming", "--look-ahead", "-1"],
        ["--count", "2", "--threshold", "90%"],
      ] {
        let run = try Tool.run(
          ["segment", "data/d0.mp4", "--predictor", model] + options, in: box)
        #expect(run.code == 64, "\(run.story)")
      }
      let plain = try Tool.run(["segment", "data/d0.mp4", "--streaming"], in: box)
      #expect(plain.code == 64, "\(plain.story)")
    }
  }

  @Test func filesThatAreNoModel() throws {
    try inSandbox { box in
      let path = try model(
        ["--skills", "2", "--no-pictures"], in: box, sidecar: Demonstrations.discrete)
      let whole = Array(try box.data(path))
      try expectFault("gone.st", [], code: 66, "gone.st", in: box)
      try expectFault("data/d0.mp4", [], "data/d0.mp4", in: box)
      try expectFault("./data", [], "data", in: box)
      let bare = ActionFiles.safetensors([
        (name: "x", type: "F32", shape: "[1]", data: ActionFiles.bytes([Float(1)]))
      ])
      func changed(_ old: String, _ new: String) -> [UInt8] {
        precondition(old.utf8.count == new.utf8.count)
        var bytes = whole
        let (a, b) = (Array(old.utf8), Array(new.utf8))
        if let at = bytes.indices.first(where: { bytes[$0...].starts(with: a) }) {
          bytes.replaceSubrange(at..<at + a.count, with: b)
        }
        #expect(bytes != whole, "no \(old)")
        return bytes
      }
      let files: [(name: String, bytes: [UInt8], words: String)] = [
        ("empty.st", [], "fewer than 8"),
        ("cut.st", Array(whole.prefix(whole.count / 2)), "cut.st"),
        ("plain.st", bare, "no predictor"),
        ("schema.st", changed("skillet.predictor/1", "skillet.predictor/7"), "schema"),
        ("hidden.st", changed("\\\"hidden\\\":96", "\\\"hidden\\\":97"), "hidden.st"),
        ("skills.st", changed("\\\"skills\\\":2", "\\\"skills\\\":0"), "skills"),
        ("name.st", changed("member0.termination.bias", "member0.termination.bits"), "name.st"),
      ]
      for file in files {
        try box.write(file.name, file.bytes)
        try expectFault(file.name, [], file.words, in: box)
      }
    }
  }
}
