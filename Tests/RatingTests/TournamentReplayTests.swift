import Rating
import Testing

@Suite struct TournamentReplayTests {
  @Test(arguments: PairingStrategy.allCases) func `everybody plays every round, nobody twice`(
    strategy: PairingStrategy
  ) {
    for items in [8, 9] {
      var judges = SimulatedJudges(items: items, slope: 1, votes: 3, seed: 2)
      let after = TournamentReplay(strategy, items: items, rounds: 5).play(seed: 1) {
        judges.vote($0, $1)
      }
      #expect(after.map(\.count) == (1...5).map { $0 * (items / 2) })
      let pairs = (after.last ?? []).map { ItemPair($0.left, $0.right) }
      #expect(Set(pairs).count == pairs.count)
    }
  }

  @Test func `a round robin meets everybody once`() {
    for items in [6, 7] {
      let after = TournamentReplay(.roundRobin, items: items, rounds: 20).play(seed: 3) {
        Comparison(left: $0, right: $1, leftVotes: 1, rightVotes: 0)
      }
      #expect(after.last?.count == items * (items - 1) / 2)
    }
  }

  @Test func `vote shares rank better than majorities, as the derived table says`() throws {
    let rows = RatingStudy(strategies: [.swiss], rounds: [6], trials: 60)
      .simulate(items: 16, slope: 0.5)
    func row(_ rule: ScoringRule) throws -> RatingStudy.Row {
      try #require(rows.first { $0.rule == rule })
    }
    let votes = try row(.bradleyTerryVotes)
    #expect(votes.overElo - votes.overEloMargin > 0)
    let elo = try row(.eloMajority)
    #expect(abs(votes.spearman - 0.77) < 0.1)
    #expect(abs(elo.spearman - 0.7) < 0.1)
  }
}

@Suite struct AbsoluteScoreTests {
  @Test func `standardised scores have mean 0 and deviation 1, and missing ones stay missing`() {
    #expect(AbsoluteScore.standardised([1, nil, 3]) == [-1, nil, 1])
    #expect(AbsoluteScore.standardised([2, 2]) == [0, 0])
  }

  @Test func `levels count the cuts that are reached`() {
    #expect(AbsoluteScore.levels([-2, -1, 0.5, nil, 3], cuts: [-1, 0, 1]) == [0, 1, 2, nil, 3])
  }

  @Test func `equals share a rank`() {
    #expect(AbsoluteScore.ranks([1, 3, nil, 3 - 1e-12, 2]) == [4, 1, nil, 1, 3])
  }
}
