import Rating
import Testing

@Suite struct EloTests {
  @Test(arguments: ["simple", "food"]) func `evalica's ratings are met to the last bit`(
    set: String
  ) throws {
    let golden = try RatingGoldens.Evalica(set, "elo")
    let scores = Elo().scores(
      golden.comparisons.map(\.sharedMatch), items: golden.names.count)
    #expect(scores == golden.scores)
  }

  @Test func `evalica's unit test is met within its rounding`() {
    let matches = [(3, 0, 1.0), (2, 1, 0.5), (1, 2, 0), (0, 3, 1)]
      .map { Match(left: $0.0, right: $0.1, score: $0.2) }
    let scores = Elo(k: 30, initial: 1500).scores(matches, items: 4)
    for (score, expected) in zip(scores, [1501.0, 1485, 1515, 1498]) {
      #expect(abs(score - expected) < 1)
    }
  }

  @Test func `a match of weight zero changes nothing, and weight scales K`() {
    let nothing = Match(left: 0, right: 1, score: 1, weight: 0)
    #expect(Elo().scores([nothing], items: 2) == [1000, 1000])
    let double = Match(left: 0, right: 1, score: 1, weight: 2)
    let single = Match(left: 0, right: 1, score: 1)
    #expect(Elo(k: 4).scores([double], items: 2) == Elo(k: 8).scores([single], items: 2))
  }

  @Test func `the majority of five votes is one match`() {
    let votes = Comparison(left: 0, right: 1, leftVotes: 3, rightVotes: 2)
    #expect(votes.majorityMatch == Match(left: 0, right: 1, score: 1))
    #expect(votes.sharedMatch == Match(left: 0, right: 1, score: 0.6, weight: 5))
    let even = Comparison(left: 0, right: 1, leftVotes: 2, rightVotes: 2, ties: 1)
    #expect(even.majorityMatch.score == 0.5)
    let none = Comparison(left: 0, right: 1, leftVotes: 0, rightVotes: 0)
    #expect(none.majorityMatch.weight == 0 && none.sharedMatch.weight == 0)
  }

  @Test func `the mean over orders treats alike who did alike`() {
    // A circle: each beat the next, so the order alone separates them.
    let matches = (0..<3).map { Match(left: $0, right: ($0 + 1) % 3, score: 1) }
    let once = Elo(k: 40).scores(matches, items: 3)
    let averaged = Elo(k: 40).averagedScores(matches, items: 3, orders: 4000, seed: 1)
    func spread(_ scores: [Double]) -> Double { (scores.max() ?? 0) - (scores.min() ?? 0) }
    #expect(spread(once) > 2)
    #expect(spread(averaged) < 0.5)
    #expect(averaged == Elo(k: 40).averagedScores(matches, items: 3, orders: 4000, seed: 1))
  }
}
