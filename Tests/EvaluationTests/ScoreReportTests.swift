import Annotations
import Evaluation
import Testing

@Suite struct ScoreReportTests {
  /// Scores of three videos that differ by `gain` from 0.5.
  private func report(_ gain: [Double], names: [String] = ["a", "b", "c"]) throws -> ScoreReport {
    try ScoreReport(
      name: "made", rules: ["A rule."], settings: [], videos: names,
      figures: [
        Figure(
          key: "share", title: "share", unit: .share, averaging: .mean,
          ratios: gain.map { Ratio(0.5 + $0, 1) }, emptyScore: nil,
          uniform: gain.map { _ in Ratio(1, 4) }),
        Figure(
          key: "loss", title: "loss", unit: .frames, averaging: .pooled, isLoss: true,
          ratios: gain.map { Ratio(5 - $0, 1) }, emptyScore: nil),
        Figure(
          key: "all", title: "all", unit: .percent, averaging: .whole, ratios: [Ratio(1, 2)],
          emptyScore: nil),
      ], bootstrap: Bootstrap(resamples: 200))
  }

  @Test func `text and JSON say the same`() throws {
    let report = try report([0, 0.1, 0.2])
    #expect(report.text.contains("share   0.600  [0.500, "))
    #expect(report.text.contains("Protocol made.\nA rule.\n"))
    #expect(report.text.contains("3 videos, 200 resamples, seed 0"))
    let json = try JSONValue(parsing: report.json.text())
    #expect(json["figures"]?["share"]?["value"]?.number.map { abs($0 - 0.6) < 1e-12 } == true)
    #expect(json["figures"]?["share"]?["uniform"]?.number == 0.25)
    #expect(json["figures"]?["share"]?["random"] == .null)
    #expect(json["figures"]?["all"]?["value"]?.number == 50)
    #expect(json["figures"]?["all"]?["low"] == .null)
    #expect(json["videos"]?.array?.count == 3)
    #expect(json["protocol"]?["name"]?.string == "made")
  }

  @Test func `one video is told to have no interval`() throws {
    let report = try report([0.1], names: ["only"])
    #expect(report.text.contains("cannot be estimated from one video"))
    let json = report.json
    #expect(json["figures"]?["share"]?["low"] == .null)
    #expect(throws: EvaluationError.self) { try self.report([], names: []) }
  }

  @Test func `a comparison counts wins by what is better`() throws {
    let comparison = try Comparison(
      ("A", report([0.1, 0.2, 0.3])), ("B", report([0.1, 0.1, 0.4])))
    let share = comparison.rows[0]
    #expect((share.wins, share.losses, share.ties) == (1, 1, 1))
    #expect(share.difference.map { abs($0.mean) < 1e-12 } == true)
    let loss = comparison.rows[1]
    #expect((loss.wins, loss.losses, loss.ties) == (1, 1, 1))
    #expect(comparison.rows[2].difference == nil)
    #expect(comparison.text.contains("A less B"))
    let json = try JSONValue(parsing: comparison.json.text())
    #expect(json["figures"]?["loss"]?["wins"]?.integer == 1)
  }

  @Test func `a paired difference is sharper than its sides`() throws {
    let (left, right) = (try report([0, 0.2, 0.4]), try report([-0.1, 0.1, 0.3]))
    let row = try Comparison(("A", left), ("B", right)).rows[0]
    let (low, high) = (try #require(row.difference?.low), try #require(row.difference?.high))
    #expect(low > 0.0999 && high < 0.1001)
    #expect(row.wins == 3)
  }

  @Test func `videos are joined by name, whatever their order`() throws {
    let turned = try report([0.3, 0.2, 0.1], names: ["c", "b", "a"])
    let comparison = try Comparison(("A", report([0.1, 0.2, 0.3])), ("B", turned))
    #expect(comparison.rows[0].ties == 3)
    for names in [["a", "b", "x"], ["a", "b", "c", "d"]] {
      let other = try report(names.map { _ in 0.1 }, names: names)
      let error = #expect(throws: EvaluationError.self) {
        try Comparison(("A", self.report([0, 0, 0])), ("B", other))
      }
      #expect(["c", "d"].contains(error?.video ?? ""))
    }
  }

  @Test func `runs have a mean and a spread, for each video too`() throws {
    let runs = [[0, 0.1, 0.2], [0.1, 0.2, 0.3], [0.2, 0.3, 0.4]]
    let repeated = try RepeatReport(
      runs.enumerated().map { ("run \($0)", try report($1)) })
    let row = repeated.rows[0]
    #expect(row.mean.map { abs($0 - 0.7) < 1e-12 } == true)
    #expect(row.spread.map { abs($0 - 0.1) < 1e-12 } == true)
    #expect(row.spreadWithinVideos.map { abs($0 - 0.1) < 1e-12 } == true)
    #expect(row.spreadOverVideos.map { abs($0 - 0.1) < 1e-12 } == true)
    #expect(row.videos[2].count == 3)
    #expect(repeated.text.contains("0.700 ± 0.100"))
    let json = try JSONValue(parsing: repeated.json.text())
    #expect(json["figures"]?["share"]?["values"]?.array?.count == 3)
    #expect(json["videos"]?.array?[0]["share"]?.array?.count == 3)
    let single = try RepeatReport([("one", report([0, 0, 0]))])
    #expect(single.rows[0].spread == nil)
  }
}
