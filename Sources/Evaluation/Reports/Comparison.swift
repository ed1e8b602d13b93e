public import Annotations

/// Two sets of predictions for the same videos, figure by figure: the difference, its interval by
/// a paired bootstrap over videos, and on how many videos each is the better one.
public struct Comparison: Sendable, Hashable {
  /// The first predictions' name.
  public let first: String
  /// The second predictions' name.
  public let second: String
  /// The report that both have the videos and rules of.
  public let report: ScoreReport
  /// A row a figure.
  public let rows: [Row]

  /// One figure of both.
  public struct Row: Sendable, Hashable {
    /// The figure, with the first predictions' parts.
    public let figure: Figure
    /// The first predictions' value.
    public let first: Double?
    /// The second predictions' value.
    public let second: Double?
    /// First less second; nil where it is not defined. Its interval draws videos once for both.
    public let difference: Bootstrap.Interval?
    /// Videos on which the first is better; where less is better, on which it has less.
    public let wins: Int
    /// Videos on which the second is better.
    public let losses: Int
    /// Videos on which both are equal.
    public let ties: Int
  }

  /// Compares two reports of one protocol; throws where they are not of the same videos.
  public init(
    _ left: (name: String, report: ScoreReport), _ right: (name: String, report: ScoreReport)
  ) throws(EvaluationError) {
    (first, second, report) = (left.name, right.name, left.report)
    let other = try right.report.inOrder(of: left.report, name: right.name)
    let bootstrap = left.report.bootstrap
    rows = zip(left.report.figures, other.figures).map { figure, opposite in
      var (wins, losses, ties) = (0, 0, 0)
      for index in left.report.videos.indices {
        guard let mine = figure.score(ofVideo: index), let its = opposite.score(ofVideo: index)
        else { continue }
        if abs(mine - its) < 1e-12 { ties += 1 } else if (mine > its) != figure.isLoss { wins += 1 } else { losses += 1 }
      }
      return Row(
        figure: figure, first: figure.estimate(bootstrap)?.mean,
        second: opposite.estimate(bootstrap)?.mean,
        difference: figure.difference(to: opposite, bootstrap), wins: wins, losses: losses,
        ties: ties)
    }
  }

  /// A table for people.
  public var text: String {
    let head = ["figure", first, second, "difference", "interval", "wins", "losses", "ties"]
    let body = rows.map { row in
      [
        row.figure.title, row.figure.text(row.first), row.figure.text(row.second),
        row.figure.text(row.difference?.mean), row.difference?.ends(row.figure) ?? "–",
        "\(row.wins)", "\(row.losses)", "\(row.ties)",
      ]
    }
    let rules = [
      "Protocol \(report.name), \(first) less \(second).",
      "Videos are drawn once for both (paired); wins are videos on which \(first) is better.",
      report.bootstrap.sentence(videos: report.videos.count),
    ]
    return TextTable.text([head] + body) + "\n" + (rules + report.rules).joined(separator: "\n")
      + "\n"
  }

  /// The comparison as one JSON object: `protocol`, `first`, `second`, `figures` by key.
  public var json: JSONValue {
    .object([
      JSONMember(
        "protocol",
        .object(
          [JSONMember("name", .string(report.name))] + report.settings + report.bootstrap.json)),
      JSONMember("first", .string(first)), JSONMember("second", .string(second)),
      JSONMember("videos", .integer(Int64(report.videos.count))),
      JSONMember("figures", .object(rows.map { JSONMember($0.figure.key, $0.json) })),
    ])
  }
}

extension Comparison.Row {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("first", JSONValue(first)), JSONMember("second", JSONValue(second)),
      JSONMember("difference", difference?.json ?? .null),
      JSONMember("wins", .integer(Int64(wins))), JSONMember("losses", .integer(Int64(losses))),
      JSONMember("ties", .integer(Int64(ties))),
    ])
  }
}

extension ScoreReport {
  /// The same report with its videos in the order of another's; throws where they are not the same.
  func inOrder(of other: ScoreReport, name: String) throws(EvaluationError) -> ScoreReport {
    let places = Dictionary(videos.enumerated().map { ($1, $0) }) { first, _ in first }
    let missing = other.videos.filter { places[$0] == nil }
    let surplus = Set(videos).subtracting(other.videos).sorted()
    if let video = missing.first ?? surplus.first {
      throw EvaluationError(
        video: video,
        reason: missing.isEmpty ? "only \(name) predicts it" : "\(name) does not predict it",
        advice: "give predictions of the same videos, or leave it out of both")
    }
    let order = other.videos.compactMap { places[$0] }
    return try ScoreReport(
      name: self.name, rules: rules, settings: settings, videos: other.videos,
      figures: figures.map { $0.inOrder(order) }, bootstrap: bootstrap)
  }
}

extension Figure {
  /// The same figure with its videos in another order.
  fileprivate func inOrder(_ order: [Int]) -> Figure {
    func sorted(_ ratios: [Ratio]) -> [Ratio] {
      averaging == .whole ? ratios : order.map { ratios[$0] }
    }
    return Figure(
      key: key, title: title, unit: unit, averaging: averaging, isLoss: isLoss,
      ratios: sorted(ratios), emptyScore: emptyScore, uniform: uniform.map(sorted),
      random: random.map(sorted))
  }
}
