import Foundation
import Testing

/// `skillet train assessor`, `rate predict` and `evaluate rating`, end to end on tiny clips.
@Suite struct AssessorTests {
  @Test func itLearnsFromReferenceScoresAndScoresWhatItDidNotSee() throws {
    try inSandbox { box in
      try GradedClips.write(box)
      let run = try Tool.run(
        GradedClips.training("clips/index.json", ["--equal-length"])
          + ["--folds", "3", "--scores", "s.csv", "--out", "a.safetensors", "--card"],
        in: box, limit: 120)
      #expect(run.code == 0 && run.err == "", "\(run.story)")
      #expect(run.out.contains("clips resampled to 20 pictures"), "\(run.story)")
      #expect(try box.lines("s.csv").count == 10)
      #expect(try box.text("a.md").contains("skillet train assessor clips/index.json"))
      let names = try box.names().filter { !$0.hasPrefix("clips") }
      #expect(names == ["a.md", "a.safetensors", "pairs.csv", "s.csv"])

      let judged = try Tool.run(
        ["evaluate", "rating", "s.csv", "--truth", "clips/index.json", "--json"], in: box)
      #expect(judged.code == 0 && judged.err == "", "\(judged.story)")
      let scorers = try #require(try judged.json()["scorers"] as? [[String: Any]])
      let figures = scorers.map { scorer in
        ["spearman", "pairs"].map { (scorer[$0] as? [String: Any])?["mean"] as? Double }
      }
      #expect(figures.count == 3, "\(judged.story)")
      #expect(figures[0] == [1, 1], "\(judged.story)")
      // All clips are of one length: how long they are tells nothing.
      #expect(figures[1] == [0, 0.5], "\(judged.story)")
    }
  }

  @Test func predictionsAreRankedWithinTheSkill() throws {
    try inSandbox { box in
      try GradedClips.write(box)
      let run = try Tool.run(
        GradedClips.training("pairs.csv", ["--clips", "clips", "--out", "a.safetensors"]), in: box,
        limit: 120)
      #expect(run.code == 0 && run.err == "", "\(run.story)")
      let table = try Tool.run(
        ["rate", "predict", "clips/index.json", "--assessor", "a.safetensors"], in: box)
      #expect(table.code == 0 && table.err == "", "\(table.story)")
      #expect(table.out.hasPrefix("skill"), "\(table.story)")
      let json = try Tool.run(
        ["rate", "predict", "clips", "--assessor", "a.safetensors", "--json"], in: box)
      #expect(json.code == 0 && json.err.contains("no skill is known"), "\(json.story)")
      let scores = try #require(try json.json()["scores"] as? [[String: Any]])
      #expect(scores.count == 9)
      #expect(scores.compactMap { $0["rank"] as? Int }.allSatisfy { (1...9).contains($0) })
      let standard = scores.compactMap { $0["standard"] as? Double }
      #expect(abs(standard.reduce(0, +)) < 1e-9 && standard.count == 9)
      for rank in 1...3 {
        let item = scores.first { $0["rank"] as? Int == rank }?["item"] as? String
        #expect(item?.hasSuffix("q2") == true, "rank \(rank): \(json.story)")
      }
      let alone = try Tool.run(
        ["rate", "predict", "clips/push_s1_q1.mp4", "--assessor", "a.safetensors", "--csv"],
        in: box)
      #expect(alone.code == 0 && alone.err.contains("nothing to compare"), "\(alone.story)")
      // A score is the same alone and among others.
      let line = try #require(alone.out.split(separator: "\n").last)
      let own = scores.first { $0["item"] as? String == "push_s1_q1" }?["score"] as? Double
      let (mine, stated) = (try #require(own), try #require(Double(line.split(separator: ",")[1])))
      #expect(abs(mine - stated) < 1e-4)
    }
  }

  @Test func theAssessorCanBeGivenInPlaceOfScores() throws {
    try inSandbox { box in
      try GradedClips.write(box)
      _ = try Tool.run(
        GradedClips.training("pairs.csv", ["--clips", "clips", "--out", "a.st", "--cut-length"]),
        in: box, limit: 120)
      let run = try Tool.run(
        ["evaluate", "rating", "--assessor", "a.st", "--truth", "clips/index.json"]
          + ["--within", "skill"], in: box)
      #expect(run.code == 0 && run.err.contains("first 20 pictures"), "\(run.story)")
      for row in ["score ", "duration only", "mean motion only", "chance", "score less"] {
        #expect(run.out.contains("\n" + row), "\(run.story)")
      }
    }
  }

  @Test func anyScoresCanBeJudgedAgainstAnyTruth() throws {
    try inSandbox { box in
      try box.write("s.csv", Array("item,score\na.mp4,0.1\nb,7\nc,3\n".utf8))
      try box.write("t.csv", Array("clip,truth\nx/a.mp4,1\nb,2\nc,3\nd,4\n".utf8))
      let run = try Tool.run(
        ["evaluate", "rating", "s.csv", "--truth", "t.csv", "--json"], in: box)
      #expect(run.code == 0, "\(run.story)")
      #expect(run.err.contains("1 items of t.csv have no score"), "\(run.story)")
      #expect(run.err.contains("give --clips to measure it"), "\(run.story)")
      let scorers = try #require(try run.json()["scorers"] as? [[String: Any]])
      let rho = (scorers[0]["spearman"] as? [String: Any])?["mean"] as? Double
      #expect(scorers.count == 1 && rho == 0.5, "\(run.story)")
    }
  }

  @Test func durationAndMotionAreMeasuredOfTheClips() throws {
    try inSandbox { box in
      try GradedClips.write(box)
      var lines = ["item,score"]
      for performer in 0..<3 {
        for quality in 0..<3 { lines.append("\(GradedClips.name(performer, quality)),\(quality)") }
      }
      try box.write("s.csv", Array((lines.joined(separator: "\n") + "\n").utf8))
      for (options, rho) in [([], 1.0), (["--equal-length"], 0.0), (["--cut-length"], 0.0)] {
        let run = try Tool.run(
          ["evaluate", "rating", "s.csv", "--truth", "clips/index.json", "--clips", "clips"]
            + ["--json"] + options, in: box)
        #expect(run.code == 0 && run.err == "", "\(run.story)")
        let scorers = try #require(try run.json()["scorers"] as? [[String: Any]])
        #expect(scorers.count == 3)
        let found = (scorers[1]["spearman"] as? [String: Any])?["mean"] as? Double
        #expect(found == rho, "\(options): \(run.story)")
      }
    }
  }

  @Test func theSameCommandGivesTheSameBytes() throws {
    try inSandbox { box in
      try GradedClips.write(box)
      var files: [[String: Data]] = []
      for jobs in ["1", "2"] {
        let run = try Tool.run(
          GradedClips.training("pairs.csv", ["--clips", "clips", "--out", "a.st", "--force"])
            + ["--folds", "2", "--split-by", "clip", "--scores", "s.json"], in: box,
          environment: ["OPENBLAS_NUM_THREADS": jobs], limit: 120)
        #expect(run.code == 0, "\(run.story)")
        files.append(try box.contents())
      }
      #expect(files[0] == files[1])
    }
  }

  @Test func theVotesOfATournamentAreLearnedFrom() throws {
    try inSandbox { box in
      try GradedClips.write(box)
      let votes = try box.lines("pairs.csv").dropFirst().map {
        $0.split(separator: ",").prefix(2).joined(separator: ",") + ",left"
      }
      try box.write(
        "votes.csv", Array((["left,right,winner"] + votes).joined(separator: "\n").utf8))
      let steps = [
        ["rate", "start", "clips", "--out", "t.skillet"],
        ["rate", "import", "t.skillet", "votes.csv", "--add"],
      ]
      for step in steps {
        let run = try Tool.run(step, in: box)
        #expect(run.code == 0, "\(run.story)")
      }
      let run = try Tool.run(
        GradedClips.training("t.skillet", ["--clips", "clips", "--out", "a.st"]), in: box,
        limit: 120)
      #expect(run.code == 0 && run.out.contains("pairs put right"), "\(run.story)")
    }
  }
}
