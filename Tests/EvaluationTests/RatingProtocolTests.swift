import Evaluation
import Testing

@Suite struct RatingProtocolTests {
  private func items(_ scores: [[Double]], durations: [Double]) -> [RatingProtocol.Item] {
    scores.enumerated().flatMap { set, scores in
      scores.enumerated().map { i, score in
        RatingProtocol.Item(
          name: "\(set).\(i)", set: "s\(set)", truth: Double(i), score: score,
          duration: durations[i], motion: 1)
      }
    }
  }

  @Test func setsAreComparedApartAndPairsPooled() throws {
    let report = try RatingProtocol().report(
      items([[0, 1, 2], [101, 100, 102, 103]], durations: [9, 8, 7, 6]))
    let score = report.figures(of: report.scorers[0])
    #expect(abs(try #require(score.spearman).mean - 0.9) < 1e-12)
    #expect(try #require(score.pairs).mean == 8.0 / 9)
    // The baseline takes the direction that suits the truth better.
    #expect(report.scorers[1].name == "duration only, less is better")
    #expect(report.figures(of: report.scorers[1]).spearman?.mean == 1)
    // A constant tells nothing.
    #expect(report.figures(of: report.scorers[2]).spearman?.mean == 0)
    #expect(report.figures(of: report.scorers[2]).pairs?.mean == 0.5)
    let difference = try #require(report.difference(to: report.scorers[1]).spearman)
    #expect(abs(difference.mean + 0.1) < 1e-12)
    let low = try #require(report.chance.spearman.low)
    #expect(low < 0 && low > -1)
    #expect(report.text.contains("7 items in 2 sets, 9 pairs"))
  }

  @Test func withoutTwoReferenceScoresNothingIsComputed() {
    #expect(throws: EvaluationError.self) {
      try RatingProtocol().report([.init(name: "a", set: "s", truth: 1, score: 2)])
    }
    #expect(throws: EvaluationError.self) { try RatingProtocol().report([]) }
  }
}
