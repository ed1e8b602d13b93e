import Foundation
import Testing

/// `skillet rate record`: answers into the ledger.
@Suite struct RateRecordTests {
  private func record(_ arguments: [String], in box: Sandbox) throws -> Tool.Outcome {
    try Tool.run(["rate", "record", "T.skillet"] + arguments, in: box)
  }

  @Test func anAnswerIsAcknowledgedCorrectedAndTakenBack() throws {
    try inSandbox { box in
      try Tournaments.start(in: box)
      _ = try Tournaments.next(in: box)
      var run = try record(["1", "left", "--judge", "anna"], in: box)
      #expect(run.code == 0 && run.out == "judgement 1: pair 1 left, by anna\n", "\(run.story)")
      run = try record(["1", "right", "--judge", "anna"], in: box)
      #expect(run.code == 65 && run.err.contains("judged pair 1 already"), "\(run.story)")
      run = try record(["1", "right", "--judge", "anna", "--correct"], in: box)
      #expect(run.out.contains("judgement 2: pair 1 right, by anna, in place of judgement 1"))
      run = try record(["1", "withdraw", "--judge", "anna", "--json"], in: box)
      let json = try run.json()
      #expect(json["judgement"] as? Int == 3 && json["replaces"] as? Int == 2, "\(run.story)")
      run = try record(["1", "tie", "--judge", "anna"], in: box)
      #expect(run.code == 0, "\(run.story)")
      #expect(
        try Tournaments.export("evalica", in: box).dropFirst().map { $0.suffix(4) } == [",tie"])
      #expect(try Tournaments.export("csv", in: box).count == 5, "every row stays")
    }
  }

  @Test func linesAreAcknowledgedOneByOneAndBadOnesPassedOver() throws {
    try inSandbox { box in
      try Tournaments.start(in: box)
      _ = try Tournaments.next(in: box)
      let lines = [
        "1,left,anna", "1,left,anna", "", "nonsense", "9,tie,anna", "2,right", "2,up,bob",
      ]
      let run = try Tool.run(
        ["rate", "record", "T.skillet", "-"], in: box, input: lines.joined(separator: "\n"))
      #expect(run.code == 2, "\(run.story)")
      #expect(run.out == "judgement 1: pair 1 left, by anna\n", "\(run.story)")
      #expect(run.complaints.count == 5, "\(run.story)")
      for line in [2, 4, 5, 6, 7] { #expect(run.err.contains("line \(line): "), "\(run.story)") }
      let named = try Tool.run(
        ["rate", "record", "T.skillet", "-", "--judge", "bob", "--json"], in: box,
        input: "1,tie\n2,right\n")
      #expect(named.code == 0 && named.out.split(separator: "\n").count == 2, "\(named.story)")
    }
  }

  @Test func moreVotesAreAskedForWhereTheFirstDisagree() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 2], in: box)
      _ = try Tournaments.next(in: box)
      try Tournaments.record(
        zip("abcde", ["left", "right", "left", "right", "left"]).map { "1,\($1),\($0)" }, in: box)
      let pair = try #require(try Tournaments.next(in: box).first)
      #expect(pair["votes"] as? Int == 5 && pair["needed"] as? Int == 8)
      try Tournaments.record("fgh".map { "1,left,\($0)" }, in: box)
      #expect(try Tournaments.next(in: box).isEmpty)
    }
  }

  @Test func severalProcessesRecordAtOnce() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 8], in: box)
      _ = try Tournaments.next(in: box)
      let (writers, each) = (4, 40)
      let runs = try (0..<writers).map { writer in
        let lines = (0..<each).map { "\($0 % 4 + 1),left,w\(writer)-\($0)\n" }.joined()
        return try Run(["rate", "record", "T.skillet", "-"], in: box, input: lines)
      }
      var acknowledged: [String] = []
      for run in runs {
        let outcome = try run.finish(limit: 120)
        #expect(outcome.code == 0, "\(outcome.story)")
        acknowledged += outcome.out.split(separator: "\n").map(String.init)
      }
      #expect(acknowledged.count == writers * each)
      #expect(try Tournaments.export("csv", in: box).count == writers * each + 1)
      #expect(try box.names() == ["T.skillet", "clips.csv"])
    }
  }
}
