import Foundation
import Testing

/// What cannot be learned from or labelled is said in one line, and leaves nothing behind.
@Suite struct LabelFaultTests {
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

  private func train(_ labelled: String..., options: [String] = []) -> [String] {
    ["train", "inverse-dynamics"] + labelled + ["--out", "m.st", "--steps", "3", "--members", "1"]
      + options
  }

  @Test func tooLittleToLearnFrom() throws {
    try inSandbox { box in
      try Slides.write(box)
      try expectFault(train("rest"), code: 66, "cannot find its actions", in: box)
      try expectFault(train("gone"), code: 66, "no such file", in: box)
      try expectFault(train("few/a.mp4"), code: 65, "only labelled video", in: box)
      let alone = try Tool.run(
        train("few/a.mp4", options: ["--validation", "0"]), in: box)
      #expect(alone.code == 0, "\(alone.story)")
    }
  }

  @Test func actionsThatDisagree() throws {
    try inSandbox { box in
      try Slides.write(box)
      try box.write("few/b.json", Array(Slides.actions(3, frames: 60, .continuous).utf8))
      try expectFault(train("few"), code: 65, "train on one kind at a time", in: box)
      let unnamed = "{\"actions\": \(Slides.sides(3, frames: 60))}"
      try box.write("few/b.json", Array(unnamed.utf8))
      try expectFault(train("few"), code: 65, "other names", in: box)
    }
  }

  @Test func whereNothingCanLie() throws {
    try inSandbox { box in
      try Slides.write(box)
      let labels = ["--label", "rest", "--labels-out"]
      try expectFault(train("few", options: labels + ["few/a.mp4"]), code: 73, "a file", in: box)
      try box.write("l/e.actions.json", Array("mine".utf8))
      try expectFault(train("few", options: labels + ["l"]), code: 73, "--force", in: box)
      let taken = ["--label", "few", "--labels-out", "new"]
      let run = try Tool.run(train("few", options: taken), in: box)
      #expect(run.code == 65 && run.err.contains("learned from"), "\(run.story)")
      for options in [
        ["--label", "rest"], ["--labels-out", "l"], ["--members", "0"], ["--validation", "-1"],
        ["--rate", "nan"], ["--action-codes", "1"], ["--jobs", "0"], ["--steps", "0"],
      ] {
        let run = try Tool.run(train("few", options: options), in: box)
        #expect(run.code == 64 && run.out == "", "\(run.story)")
      }
      #expect(try box.names().contains("new") == false)
    }
  }

  @Test func filesThatAreNoModel() throws {
    try inSandbox { box in
      try Slides.write(box)
      #expect(try Tool.run(train("few"), in: box).code == 0)
      let predictor = try Tool.run(
        ["train", "predictor", "few", "--kind", "action-change", "--out", "p.st"], in: box)
      #expect(predictor.code == 0, "\(predictor.story)")
      let whole = Array(try box.data("m.st"))
      try box.write("cut.st", whole.prefix(whole.count / 2))
      try box.write("empty.st", [])
      func label(_ model: String) -> [String] {
        ["label", "rest", "--model", model, "--out", "labels"]
      }
      try expectFault(label("p.st"), code: 65, "its schema is skillet.predictor/1", in: box)
      try expectFault(label("cut.st"), code: 65, "cut.st", in: box)
      try expectFault(label("empty.st"), code: 65, "fewer than 8", in: box)
      try expectFault(label("gone.st"), code: 66, "gone.st", in: box)
      try expectFault(
        ["segment", "rest/d.mp4", "--predictor", "m.st", "--out", "o"], code: 65,
        "its schema is skillet.inverse-dynamics/1", in: box)
      try box.write("labels/d.actions.json", Array("mine".utf8))
      try expectFault(label("m.st"), code: 73, "--force", in: box)
    }
  }

  @Test func anInterruptionLeavesNothing() throws {
    try inSandbox { box in
      try Slides.write(box)
      let before = try box.contents()
      let run = try Run(
        ["train", "inverse-dynamics", "few", "--out", "m.st", "--steps", "100000"]
          + ["--validation", "0", "--label", "rest", "--labels-out", "labels"], in: box)
      usleep(1_000_000)
      run.send(SIGINT)
      let stopped = try run.finish()
      #expect(stopped.code == 130 && stopped.out == "", "\(stopped.story)")
      try box.expectUntouched(before, stopped.story)
    }
  }
}
