internal import Foundation
internal import Rating

/// The scores of the items of one skill.
public struct RatedSkill: Sendable {
  /// One item's score.
  public struct Entry: Sendable, Hashable {
    /// The name.
    public var item: String
    /// The score; nil where no finite one fits.
    public var score: Double?
    /// The place among the scored items, 1 for the best; equals share one.
    public var rank: Int?
    /// The lower end of the interval.
    public var low: Double?
    /// The upper end of the interval.
    public var high: Double?
    /// The score in standard deviations from the mean of the skill.
    public var standardised: Double?
    /// How many of the cuts the standardised score reaches.
    public var level: Int?
    /// In how many comparisons it was.
    public var comparisons: Int
    /// Why there is no score, or one to be taken with care.
    public var note: String?
  }

  /// The skill; nil where the file does not say.
  public let skill: String?
  /// The items, the best first; those without a score last, by name.
  public let entries: [Entry]
  /// Newton steps of the fit; nil for Elo.
  public let iterations: Int?
  /// Whether the fit converged; nil for Elo.
  public let converged: Bool?
  /// Davidson's `v`; nil where it was not fitted.
  public let tieStrength: Double?
  /// How many comparisons there are.
  public let comparisons: Int

  /// Scores a set.
  public init(_ set: ComparisonSet, by method: RatingMethod) {
    let items = set.names.count
    let scored: Scored
    switch method.kind {
    case .bradleyTerry: scored = Scored(fitting: set, method)
    case .elo: scored = Scored(playing: set, method)
    }
    var counts = [Int](repeating: 0, count: items)
    for row in set.comparisons where row.leftVotes + row.rightVotes + row.ties > 0 {
      counts[row.left] += 1
      counts[row.right] += 1
    }
    let ranks = AbsoluteScore.ranks(scored.raw, tolerance: method.kind == .elo ? 0 : 1e-9)
    let standardised = AbsoluteScore.standardised(scored.raw)
    let levels =
      method.cuts.isEmpty ? [] : AbsoluteScore.levels(standardised, cuts: method.cuts)
    let entries = (0..<items).map { item in
      Entry(
        item: set.names[item], score: scored.scores[item], rank: ranks[item],
        low: scored.lows[item], high: scored.highs[item], standardised: standardised[item],
        level: levels.isEmpty ? nil : levels[item], comparisons: counts[item],
        note: scored.notes[item])
    }
    self.entries = entries.sorted {
      ($0.rank ?? .max, $0.item) < ($1.rank ?? .max, $1.item)
    }
    skill = set.skill
    comparisons = set.comparisons.count
    iterations = scored.iterations
    converged = scored.converged
    tieStrength = scored.tieStrength
  }
}

/// Scores by item, on the way to entries.
private struct Scored {
  /// The scores that ranks and levels are made from.
  var raw: [Double?]
  /// The scores in the unit asked for.
  var scores: [Double?]
  var lows: [Double?]
  var highs: [Double?]
  var notes: [String?]
  var iterations: Int?
  var converged: Bool?
  var tieStrength: Double?

  init(fitting set: ComparisonSet, _ method: RatingMethod) {
    let fit = method.bradleyTerry.fit(set.comparisons, items: set.names.count)
    // Rounded far above what a fit leaves open, so that the order of rows shows in no digit.
    func rounded(_ value: Double) -> Double { (value * 1e9).rounded() / 1e9 }
    raw = fit.scores.map { $0.map(rounded) }
    let intervals = Self.intervals(fit, set, method)
    let scale = ScoreScale(fit, method)
    scores = raw.map { $0.map(scale.value) }
    lows = intervals.map { $0.map { scale.value(rounded($0.lowerBound)) } }
    highs = intervals.map { $0.map { scale.value(rounded($0.upperBound)) } }
    notes = fit.standings.map { $0.note(ridge: method.bradleyTerry.ridge) }
    (iterations, converged, tieStrength) = (fit.iterations, fit.converged, fit.tieStrength)
  }

  private static func intervals(
    _ fit: BradleyTerryFit, _ set: ComparisonSet, _ method: RatingMethod
  ) -> [ClosedRange<Double>?] {
    let confidence = method.interval / 100
    if method.bootstrap > 0 {
      let samples = RatingBootstrap(samples: method.bootstrap, seed: method.seed)
        .scores(of: fit, set.comparisons)
      let intervals = RatingBootstrap.intervals(samples, confidence: confidence)
      return zip(intervals, fit.scores).map { $1 == nil ? nil : $0 }
    }
    let width = NormalQuantile.halfWidth(confidence: confidence)
    return zip(fit.scores, fit.standardErrors(seed: method.seed)).map { score, error in
      guard let score, let error else { return nil }
      return (score - width * error)...(score + width * error)
    }
  }

  init(playing set: ComparisonSet, _ method: RatingMethod) {
    let items = set.names.count
    let matches = set.comparisons.map(\.sharedMatch)
    let ratings =
      method.orders > 0
      ? method.elo.averagedScores(matches, items: items, orders: method.orders, seed: method.seed)
      : method.elo.scores(matches, items: items)
    let standings = Standing.standings(of: set.comparisons, items: items)
    raw = zip(ratings, standings).map { $1 == .notCompared ? nil : $0 }
    scores = raw
    notes = standings.map { $0 == .notCompared || $0 == .notConnected ? $0.note(ridge: 1) : nil }
    lows = [Double?](repeating: nil, count: items)
    highs = lows
    if method.bootstrap > 0, !matches.isEmpty {
      let samples = RatingBootstrap(samples: method.bootstrap, seed: method.seed)
        .scores(of: method.elo, matches, items: items)
      let intervals = RatingBootstrap.intervals(samples, confidence: method.interval / 100)
      lows = zip(intervals, raw).map { $1 == nil ? nil : $0?.lowerBound }
      highs = zip(intervals, raw).map { $1 == nil ? nil : $0?.upperBound }
    }
  }
}

/// Log-odds in the unit asked for.
private struct ScoreScale {
  let scale: RatingMethod.Scale
  let initial: Double
  let sum: Double
  let deviation: Double

  init(_ fit: BradleyTerryFit, _ method: RatingMethod) {
    (scale, initial) = (method.scale, method.elo.initial)
    let known = fit.scores.compactMap { $0 }
    sum = known.reduce(0) { $0 + exp($1) }
    let squares = known.reduce(0) { $0 + $1 * $1 }
    deviation = known.isEmpty ? 0 : (squares / Double(known.count)).squareRoot()
  }

  func value(_ logOdds: Double) -> Double {
    switch scale {
    case .logOdds: logOdds
    case .worth: exp(logOdds) / sum
    case .elo: initial + 400 / log(10) * logOdds
    case .standardised: deviation > 0 ? logOdds / deviation : 0
    }
  }
}

extension Standing {
  /// What a reader of the score should know; nil where there is nothing.
  func note(ridge: Double) -> String? {
    let held = ridge > 0 ? "the ridge alone holds its score" : "no finite score fits"
    switch self {
    case .rated: return nil
    case .notCompared: return "never compared"
    case .onlyWins: return "only wins: \(held)"
    case .onlyLosses: return "only losses: \(held)"
    case .notConnected:
      return ridge > 0
        ? "not connected to the largest group: comparable within its own group only"
        : "not connected to the largest group: no score fits both"
    case .separated:
      return ridge > 0
        ? "its group only won or only lost against the others: the ridge alone holds the distance"
        : "its group only won or only lost against the others: no finite score fits"
    }
  }
}
