import Foundation
import Testing

/// `skillet rate status`: how a tournament stands.
@Suite struct RateStatusTests {
  private func status(in box: Sandbox) throws -> [String: Any] {
    let run = try Tool.run(["rate", "status", "T.skillet", "--json"], in: box)
    try #require(run.code == 0, "\(run.story)")
    return try run.json()
  }

  @Test func itCountsAndSaysHowJudgesAgreeBesideChance() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 4], ["--seed", "18446744073709551615"], in: box)
      _ = try Tournaments.next(in: box)
      try Tournaments.record(
        zip("abcde", ["left", "left", "left", "left", "right"]).map { "1,\($1),\($0)" }
          + zip("abcde", ["left", "right", "right", "left", "right"]).map { "2,\($1),\($0)" },
        in: box)
      let json = try status(in: box)
      #expect(json["seed"] as? String == "18446744073709551615")
      #expect(json["judges"] as? Int == 5 && json["corrections"] as? Int == 0)
      let agreement = try #require(json["agreement"] as? [String: Any])
      func figure(_ key: String) -> Double { (agreement[key] as? NSNumber)?.doubleValue ?? .nan }
      #expect(abs(figure("majorityShare") - 0.7) < 1e-12)
      #expect(abs(figure("majorityChance") - 0.6875) < 1e-12, "five coins")
      #expect(abs(figure("pairwise") - (0.6 + 0.4) / 2) < 1e-12)
      #expect(figure("pairwiseChance") == 0.5)
      // By hand: Do = (2*4*1/4 + 2*2*3/4) = 5, De = 2*6*4/9, alpha = 1 - 5/(48/9).
      #expect(abs(figure("alpha") - (1 - 5 / (48.0 / 9))) < 1e-12)
      let skill = try #require((json["skills"] as? [[String: Any]])?.first)
      #expect(skill["votes"] as? Int == 10 && skill["missing"] as? Int == 3)
      #expect(skill["completeRounds"] as? Int == 0)
    }
  }

  @Test func itSaysHowTheRankingMovedAndWhatARoundMoreWouldGain() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 10], ["--rounds", "4", "--votes", "3"], in: box)
      for _ in 0..<4 { _ = try Tournaments.judgeRound(votes: 3, in: box) }
      let skill = try #require((try status(in: box)["skills"] as? [[String: Any]])?.first)
      #expect(skill["completeRounds"] as? Int == 4)
      let movement = try #require(skill["kendallBetweenRounds"] as? [Double])
      #expect(movement.count == 3 && movement.allSatisfy { (-1...1).contains($0) }, "\(movement)")
      let forecast = try #require(skill["forecast"] as? [String: Any])
      let (now, next) = (
        try #require(forecast["kendallNow"] as? Double),
        try #require(forecast["kendallNext"] as? Double)
      )
      #expect((0.3...1).contains(now) && (0.3...1).contains(next), "\(forecast)")
      let text = try Tool.run(["rate", "status", "T.skillet"], in: box)
      #expect(text.out.contains("Krippendorff's alpha") && text.out.contains("one more round"))
      let again = try Tool.run(["rate", "status", "T.skillet"], in: box)
      #expect(again.out == text.out, "the same file says the same")
      let plain = try Tool.run(["rate", "status", "T.skillet", "--no-forecast"], in: box)
      #expect(!plain.out.contains("one more round is"), "\(plain.story)")
    }
  }

  @Test func anEmptyTournamentHasAStatusToo() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 3], in: box)
      let run = try Tool.run(["rate", "status", "T.skillet"], in: box)
      #expect(run.code == 0 && run.out.contains("no votes yet"), "\(run.story)")
      #expect(try Tournaments.export("csv", in: box).count == 1)
    }
  }
}
