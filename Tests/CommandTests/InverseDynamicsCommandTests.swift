import Foundation
import Testing

/// `skillet train inverse-dynamics` and `skillet label`, end to end on tiny clips.
@Suite struct InverseDynamicsCommandTests {
  private func train(_ options: [String], in box: Sandbox) throws -> Tool.Outcome {
    try Tool.run(
      ["train", "inverse-dynamics", "few", "--out", "m.st", "--steps", "60", "--members", "2"]
        + options, in: box, limit: 120)
  }

  private let labelling = ["--label", "rest", "--labels-out", "labels"]

  @Test func itLearnsWhatIsSeenAndLabelsTheRest() throws {
    try inSandbox { box in
      try Slides.write(box)
      // Wrong actions beside a video to label are not looked at.
      try box.write("rest/d.json", Array("{\"actions\": \"nonsense\"}".utf8))
      let run = try train(labelling, in: box)
      #expect(run.code == 0 && run.err == "", "\(run.story)")
      #expect(run.out.contains("on 59 rows of c; the most frequent action alone"), "\(run.story)")
      for (name, phase) in [("d", 5), ("e", 11)] {
        let labels = try box.json("labels/\(name).actions.json")
        #expect(labels["schema"] as? String == "skillet.actions/1")
        #expect(labels["source"] as? String == "pseudo" && labels["model"] as? String == "m.st")
        #expect(labels["seed"] as? Int == 1 && labels["frames"] as? Int == 70)
        #expect(labels["null_actions"] as? [Int] == [0])
        let space = try #require(labels["action_space"] as? [String: Any])
        #expect(space["names"] as? [String] == ["left", "right"])
        let found = try #require(labels["actions"] as? [Any])
        #expect(found.count == 70 && found[69] is NSNull)
        let truth = Slides.sides(phase, frames: 70)
        let right = zip(found, truth).count { $0 as? Int == $1 }
        #expect(right >= 65, "\(right) of 69, where a guess is half")
      }
      #expect(try box.names().filter { $0.hasPrefix("rest/") }.count == 3)

      let again = try Tool.run(
        ["label", "rest", "--model", "m.st", "--out", "again", "--json"], in: box)
      #expect(again.code == 0 && again.err == "", "\(again.story)")
      let report = try again.json()
      #expect(report["schema"] as? String == "skillet.labels/1")
      #expect((report["labels"] as? [[String: Any]])?.first?["labelled"] as? Int == 69)
      for name in ["d", "e"] {
        let file = "\(name).actions.json"
        #expect(try box.data("again/\(file)") == box.data("labels/\(file)"))
      }
    }
  }

  @Test func aNarrowModelIsSmallAndHasItsCard() throws {
    try inSandbox { box in
      try Slides.write(box)
      let run = try train(["--hidden", "8", "--card", "--members", "1"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let bytes = try box.data("m.st").count
      #expect(bytes < 60_000, "\(bytes)")
      let card = String(decoding: try box.data("m.md"), as: UTF8.self)
      #expect(card.hasPrefix("# m\n") && card.contains("\(bytes) bytes"), "\(card)")
      #expect(
        card.contains("skillet train inverse-dynamics few --out m.st")
          && card.contains("| this model | "))
      let again = try train(["--hidden", "8", "--card", "--members", "1"], in: box)
      #expect(again.code == 73, "\(again.story)")
      let labelled = try train(
        labelling + ["--hidden", "8", "--members", "1", "--card", "--force"], in: box)
      #expect(labelled.code == 0 && labelled.out.contains("labels/d.actions.json"))
      #expect(try train(["--hidden", "0"], in: box).code == 64)
    }
  }

  @Test(arguments: [Slides.Kind.multiDiscrete, .continuous])
  func otherKindsOfActions(kind: Slides.Kind) throws {
    try inSandbox { box in
      try Slides.write(box, kind)
      let run = try train(labelling + ["--json", "--seed", "18446744073709551615"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let training = try #require(try run.json()["training"] as? [String: Any])
      let figures = try #require(training["figures"] as? [String: Any])
      let labels = try box.json("labels/d.actions.json")
      #expect(labels["seed"] as? String == "18446744073709551615")
      let rows = try #require(labels["actions"] as? [Any])
      let truth = Slides.sides(5, frames: 70)
      if kind == .continuous {
        let explained = try #require(figures["explained"] as? [Any])
        // The second number never changes.
        #expect(explained.count == 2 && explained[1] is NSNull, "\(run.story)")
        let right = zip(rows, truth).count { row, side in
          row as? [Double] == [Double(side) * 2 - 1, 0.5]
        }
        #expect(right >= 60, "\(right)")
      } else {
        #expect(try #require(figures["accuracy"] as? Double) > 0.9, "\(run.story)")
        #expect(zip(rows, truth).count { $0 as? [Int] == [$1, 2 - 2 * $1] } >= 65)
      }
    }
  }

  @Test func predictorsLearnFromLabelsAndSaySo() throws {
    try inSandbox { box in
      try Slides.write(box)
      #expect(try train(labelling + ["--quiet"], in: box).code == 0)
      let run = try Tool.run(
        ["train", "predictor", "rest", "few", "--actions-from", "labels", "--out", "p.st"]
          + ["--steps", "3", "--members", "1", "--skills", "2", "--no-pictures", "--json"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let training = try #require(try run.json()["training"] as? [String: Any])
      #expect(training["pseudoLabelled"] as? Int == 2, "\(run.story)")
      let cut = try Tool.run(
        ["segment", "rest/d.mp4", "--actions", "labels/d.actions.json", "--predictor", "p.st"]
          + ["--json", "--out", "o"], in: box)
      #expect(cut.code == 0 && cut.err.contains("pseudo-labels by m.st"), "\(cut.story)")
      let method = try #require(try cut.json()["method"] as? [String: Any])
      #expect((method["features"] as? String)?.contains("pseudo-actions of m.st") == true)
      let bare = try Tool.run(
        ["train", "predictor", "rest", "--actions-from", "gone", "--out", "q.st"], in: box)
      #expect(bare.code == 66 && bare.err.contains("no such folder"), "\(bare.story)")
    }
  }

  @Test func theSameCommandGivesTheSameBytes() throws {
    try inSandbox { box in
      try Slides.write(box)
      var files: [[String: Data]] = []
      for jobs in ["1", "2"] {
        let run = try Tool.run(
          ["train", "inverse-dynamics", "few", "--out", "m.st", "--steps", "8", "--force"]
            + ["--validation", "0"] + labelling, in: box,
          environment: ["OPENBLAS_NUM_THREADS": jobs])
        #expect(run.code == 0 && !run.out.contains("accuracy"), "\(run.story)")
        files.append(try box.contents())
      }
      #expect(files[0] == files[1])
      let plain = try train(labelling, in: box)
      #expect(plain.code == 73 && plain.err.contains("--force"), "\(plain.story)")
      #expect(try box.contents() == files[0])
    }
  }

  @Test func labelledVideosAreNotLabelledAgain() throws {
    try inSandbox { box in
      try Slides.write(box)
      let run = try train(["--label", "rest", "few", "--labels-out", "labels"], in: box)
      #expect(run.code == 0 && run.err.contains("3 videos have labels"), "\(run.story)")
      let names = try box.names().filter { $0.hasPrefix("labels/") }
      #expect(names == ["labels/d.actions.json", "labels/e.actions.json"])
    }
  }
}
