import Foundation
import Testing

/// What an assessor, its pairs and its clips can have wrong: one line, the right code, nothing lost.
@Suite struct AssessorFaultTests {
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

  private func train(_ source: String, _ options: String...) -> [String] {
    GradedClips.training(source, ["--clips", "clips", "--out", "m.st"] + options)
  }

  @Test func pairsThatNothingCanBeLearnedFrom() throws {
    try inSandbox { box in
      try GradedClips.write(box)
      let (a, b) = (GradedClips.name(0, 0), GradedClips.name(0, 1))
      for (text, code, words) in [
        ("winner,loser\n\(a),\(a)\n", 65, "line 2: \(a) is judged against itself"),
        ("winner,loser\n\(a),\(b)\n\(b),\(a)\n", 65, "as often one way as the other"),
        ("left,right,winner\n\(a),\(b),tie\n", 65, "as often one way as the other"),
        ("left,right,winner\n\(a),\(b),middle\n", 65, "line 2: the winner is \"middle\""),
        ("left,right,winner\n\(a),\(b)\n", 65, "line 2: the row has 2 fields, not 3"),
        ("winner,loser\n\(a),ghost\n", 66, "line 2"),
        ("winner,loser\n\(a),ghost\n", 66, "no video called ghost"),
        ("winner,loser\n", 65, "no judgement"), ("", 65, "no item"),
        ("item,score\n\(a),1\n", 65, "names one clip"),
        ("item,score\n\(a),1\n\(b),nan\n", 65, "line 3: the score of \(b) is \"nan\""),
        ("item,score\n\(a),1\n\(b),1\n", 65, "every score is the same"),
        ("item,score\n\(a),1\n\(a).mp4,2\n", 65, "is the item of line 2 again"),
        ("{\"clips\": 3}", 65, "no list of scores or clips"),
        ("{\"clips\": [", 65, "cannot read JSON"),
      ] as [(String, Int32, String)] {
        try box.write("p.csv", Array(text.utf8))
        try expectFault(train("p.csv"), code: code, words, in: box)
      }
      try expectFault(train("gone.csv"), code: 66, "gone.csv", in: box)
      try expectFault(
        GradedClips.training("pairs.csv", ["--clips", "gone", "--out", "m.st"]), code: 66, "gone",
        in: box)
    }
  }

  @Test func clipsThatCannotBeAssessed() throws {
    try inSandbox { box in
      try GradedClips.write(box)
      let (a, b) = (GradedClips.name(0, 0), GradedClips.name(0, 1))
      try box.write("p.csv", Array("winner,loser\n\(a),\(b)\n".utf8))
      try box.write("clips/\(b).mp4", Array("no video".utf8))
      try expectFault(train("p.csv"), code: 65, "\(b).mp4", in: box)
      let single = try Fixture.make(
        "single.mp4", "-f lavfi -i testsrc2=s=64x36:r=25 -frames:v 1 -c:v mpeg4 -pix_fmt yuv420p")
      try box.remove("clips/\(b).mp4")
      try box.copy(single, as: "clips/\(b).mp4")
      try expectFault(train("p.csv"), code: 65, "has one frame", in: box)
      try expectFault(
        train("p.csv", "--equal-length", "--pictures", "9"), code: 65, "has one frame", in: box)
      try box.remove("clips/\(b).mp4")
      try box.copy(GradedClips.clip(0, 1), as: "clips/\(b).mp4")
      try expectFault(
        train("p.csv", "--equal-length", "--pictures", "23"), code: 65, "fewer than the 23",
        in: box)
    }
  }

  @Test func splitsThatCannotBeMade() throws {
    try inSandbox { box in
      try GradedClips.write(box)
      try expectFault(
        train("clips/index.json", "--folds", "4", "--scores", "s.csv"), code: 65, "4 folds",
        in: box)
      try expectFault(
        train("clips/index.json", "--folds", "2", "--split-by", "skill", "--scores", "s.csv"),
        code: 65, "1 skill(s)", in: box)
    }
  }

  @Test func aTrainingThatRunsAwayKeepsWhatWasThere() throws {
    try inSandbox { box in
      try GradedClips.write(box)
      try box.write("m.st", Array("mine".utf8))
      try expectFault(
        train("pairs.csv", "--force", "--learning-rate", "1e6", "--validation", "0")
          + ["--weight-decay", "100"], code: 1, "diverged at step", in: box)
    }
  }

  @Test func filesThatAreNoAssessor() throws {
    try inSandbox { box in
      try GradedClips.write(box)
      let made = try Tool.run(train("pairs.csv", "--quiet"), in: box, limit: 120)
      #expect(made.code == 0, "\(made.story)")
      let bytes = Array(try box.data("m.st"))
      func predict(_ model: String, _ clips: String = "clips") -> [String] {
        ["rate", "predict", clips, "--assessor", model, "--quiet"]
      }
      try expectFault(predict("gone.st"), code: 66, "gone.st", in: box)
      for length in [0, 7, 100, bytes.count / 2, bytes.count - 1] {
        try box.write("cut.st", bytes.prefix(length))
        try expectFault(predict("cut.st"), code: 65, "cut.st", in: box)
      }
      func swapped(_ old: String, _ new: String) -> [UInt8] {
        bytes.replacing(Array(old.utf8), with: Array(new.utf8))
      }
      try box.write("other.st", swapped("clip-motion/1", "clip-motion/9"))
      try expectFault(predict("other.st"), code: 65, "features clip-motion/9", in: box)
      try box.write("kind.st", swapped("skillet.assessor/1", "skillet.predictor1"))
      try expectFault(predict("kind.st"), code: 65, "not skillet.assessor/1", in: box)
      try expectFault(predict("m.st", "gone.mp4"), code: 66, "gone.mp4", in: box)
      try box.write("list.csv", Array("item,skill\nghost,push\n".utf8))
      try expectFault(predict("m.st", "list.csv"), code: 66, "ghost", in: box)
      try box.write("s.csv", Array("mine".utf8))
      try expectFault(
        predict("m.st") + ["--out", "s.csv"], code: 73, "exists already", in: box)
    }
  }

  @Test func scoresThatCannotBeJudged() throws {
    try inSandbox { box in
      try box.write("t.csv", Array("item,score\na,1\nb,2\nc,2\n".utf8))
      for (text, code, words) in [
        ("item,score\na,1\nz,2\n", 65, "z is no item of t.csv"),
        ("item,score\na,1\nb,\n", 65, "b has no score"),
        ("item,score\na,1\nb,inf\n", 65, "line 3: the score of b is \"inf\""),
        ("item,score\nb,1\nc,2\n", 65, "different reference scores"),
        ("item,score\na,1\n", 65, "different reference scores"),
        ("thing,score\na,1\n", 65, "no column is called item"),
      ] as [(String, Int32, String)] {
        try box.write("s.csv", Array(text.utf8))
        try expectFault(
          ["evaluate", "rating", "s.csv", "--truth", "t.csv", "--quiet"], code: code, words,
          in: box)
      }
    }
  }

  @Test func wrongOptions() throws {
    try inSandbox { box in
      for options in [
        [], ["--out", "m", "--members", "0"], ["--out", "m", "--steps", "0"],
        ["--out", "m", "--hidden", "-1"], ["--out", "m", "--validation", "1"],
        ["--out", "m", "--pictures", "9"], ["--out", "m", "--equal-length", "--cut-length"],
        ["--out", "m", "--folds", "2"], ["--scores", "s"], ["--folds", "1", "--scores", "s"],
        ["--folds", "2", "--scores", "s", "--card"], ["--out", "m", "--learning-rate", "nan"],
      ] {
        let run = try Tool.run(["train", "assessor", "pairs.csv"] + options, in: box)
        #expect(run.code == 64 && run.out == "", "\(run.story)")
      }
      for options in [[], ["s.csv", "--assessor", "a"], ["s.csv", "--equal-length"]] {
        let run = try Tool.run(["evaluate", "rating", "--truth", "t.csv"] + options, in: box)
        #expect(run.code == 64 && run.out == "", "\(run.story)")
      }
      #expect(try box.names() == [])
    }
  }
}
