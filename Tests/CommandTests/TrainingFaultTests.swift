import Foundation
import Testing

/// Data sets and models that cannot be used say so in one line, and leave nothing behind.
@Suite struct TrainingFaultTests {
  private func expectFault(
    _ arguments: [String], code: Int32, _ words: String, in box: Sandbox,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try box.contents()
    let run = try Tool.run(arguments, in: box, limit: 120)
    #expect(run.code == code && run.out == "", "\(run.story)", sourceLocation: location)
    #expect(run.complaints.count == 1, "\(run.story)", sourceLocation: location)
    #expect(run.err.contains(words), "no \(words): \(run.story)", sourceLocation: location)
    try box.expectUntouched(before, run.story, location: location)
  }

  private func train(_ options: String...) -> [String] {
    ["train", "predictor", "data", "--out", "m.safetensors", "--steps", "5", "--members", "1"]
      + ["--validation", "1"] + options
  }

  private func write(
    _ box: Sandbox, _ actions: @escaping (Int, Int) -> String
  ) throws {
    var index = 0
    try Demonstrations.write(box) { count in
      defer { index += 1 }
      return actions(index, count)
    }
  }

  @Test func actionsThatDoNotFitTheVideo() throws {
    try inSandbox { box in
      for extra in [-5, 5] {
        try box.remove("data")
        try write(box) { index, count in
          let rows = index == 1 ? count + extra : count
          return "{\"actions\": \(Demonstrations.choices(rows))}"
        }
        try expectFault(train(), code: 65, "data/d1.json: cannot align", in: box)
      }
    }
  }

  @Test(arguments: ["NaN", "Infinity", "1e999", "null, 3", "\"up\""])
  func actionsThatAreNone(value: String) throws {
    try inSandbox { box in
      try write(box) { index, count in
        let rows = (0..<count).map { $0 == 3 && index == 2 ? value : "[0.5]" }
        return "{\"actions\": [\(rows.joined(separator: ", "))]}"
      }
      try expectFault(train("--kind", "spread"), code: 65, "data/d2.json", in: box)
    }
  }

  @Test(arguments: [
    ["--kind", "spread"], ["--kind", "action-change"], ["--kind", "skill-mixture"],
  ])
  func demonstrationsThatDisagree(kind: [String]) throws {
    try inSandbox { box in
      // Another kind, another width; in what is learned from and in what validates.
      for odd in [0, 1, 3] {
        try box.remove("data")
        try write(box) { index, count in
          index == odd ? Demonstrations.discrete(count) : Demonstrations.continuous(count)
        }
        try expectFault(train() + kind, code: 65, "train on one kind at a time", in: box)
        try box.remove("data")
        try write(box) { index, count in
          let rows = [String](repeating: index == odd ? "[0.5]" : "[0.5, 1]", count: count)
          return "{\"actions\": [\(rows.joined(separator: ", "))]}"
        }
        try expectFault(train() + kind, code: 65, "train on one kind at a time", in: box)
      }
    }
  }

  @Test func tooLittleToLearnFrom() throws {
    try inSandbox { box in
      try Demonstrations.write(box, clips: 1, sidecar: Demonstrations.discrete)
      try expectFault(train(), code: 65, "at least two demonstrations", in: box)
      try box.remove("data/d0.mp4")
      try expectFault(train(), code: 66, "holds no video", in: box)
      try expectFault(
        ["train", "predictor", "nowhere", "--out", "m"], code: 66, "no such file", in: box)
    }
  }

  @Test func demonstrationsWithoutActions() throws {
    try inSandbox { box in
      try Demonstrations.write(box, sidecar: Demonstrations.discrete)
      try box.remove("data/d1.json")
      try expectFault(train(), code: 66, "cannot find its actions", in: box)
      try box.copy(Demonstrations.clip(1), as: "d0.mp4")
      try expectFault(
        ["train", "predictor", "data", "d0.mp4", "--out", "m"], code: 66, "actions", in: box)
    }
  }

  @Test func truthOfOtherVideos() throws {
    try inSandbox { box in
      try Demonstrations.write(box, sidecar: Demonstrations.discrete)
      try box.write(
        "truth.json",
        Array(
          "{\"x\": {\"fps\": 25, \"frames\": 40, \"segments\": [{\"start\": 0, \"end\": 40}]}}".utf8
        ))
      try expectFault(train("--truth", "truth.json"), code: 65, "none of them", in: box)
      try box.write("truth.json", Array("{\"d3\": 1".utf8))
      try expectFault(train("--truth", "truth.json"), code: 65, "truth.json", in: box)
      try expectFault(train("--truth", "gone.json"), code: 66, "gone.json", in: box)
    }
  }

  @Test func whereTheModelCannotLie() throws {
    try inSandbox { box in
      try Demonstrations.write(box, sidecar: Demonstrations.discrete)
      let base = ["train", "predictor", "data", "--out"]
      try expectFault(base + ["gone/m.safetensors"], code: 73, "make the folder first", in: box)
      try expectFault(base + ["data"], code: 73, "is a folder", in: box)
      try expectFault(base + ["data", "--force"], code: 73, "is a folder", in: box)
    }
  }

  @Test func aTrainingThatRunsAwayKeepsWhatWasThere() throws {
    try inSandbox { box in
      try Demonstrations.write(box) { Demonstrations.continuous($0, scale: 1e30) }
      try box.write("m.safetensors", Array("mine".utf8))
      try expectFault(
        train("--kind", "spread", "--force"), code: 1, "diverged at step 0", in: box)
    }
  }

  @Test func wrongOptions() throws {
    try inSandbox { box in
      for options in [
        ["--members", "0"], ["--steps", "0"], ["--validation", "0"], ["--skills", "1"],
        ["--horizon", "2"], ["--rate", "0"], ["--rate", "nan"], ["--switch-cost", "-1"],
        ["--switch-cost", "nan"], ["--look-ahead", "-1"], ["--kind", "other"],
        ["--motion-components", "0"], ["--kind", "spread", "--pictures"],
        ["--action-codes", "1"], ["--jobs", "0"], ["--level", "other"],
      ] {
        let run = try Tool.run(["train", "predictor", "data", "--out", "m"] + options, in: box)
        #expect(run.code == 64 && run.out == "", "\(run.story)")
      }
      #expect(try box.names() == [])
    }
  }
}

extension Sandbox {
  /// Takes a file or folder within away, where it is there.
  func remove(_ name: String) throws {
    if FileManager.default.fileExists(atPath: path(name)) {
      try FileManager.default.removeItem(atPath: path(name))
    }
  }
}
