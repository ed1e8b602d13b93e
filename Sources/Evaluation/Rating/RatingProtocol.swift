internal import LinearAlgebra
internal import Rating

/// How well scores of items agree with reference scores, beside cheap baselines.
///
/// Items are compared within sets (the executions of a group, or all of a skill). In each set with
/// two reference scores at least: Spearman's rho, and of all pairs whose reference scores differ the
/// share that the scores put in that order, equal scores counting half. A scorer that gives a set one
/// score for all has a rho of 0 there. Rho is the mean over sets, pairs are pooled.
public struct RatingProtocol: Sendable, Hashable {
  /// How intervals over sets are found.
  public var bootstrap: Bootstrap

  /// Chooses how intervals are found.
  public init(bootstrap: Bootstrap = Bootstrap()) { self.bootstrap = bootstrap }

  /// An item with everything that is compared.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// The set that it is compared in.
    public var set: String
    /// The reference score.
    public var truth: Double
    /// Its score.
    public var score: Double
    /// How long it is; nil where nobody measured it.
    public var duration: Double?
    /// How much moves in it; nil where nobody measured it.
    public var motion: Double?

    /// Collects an item.
    public init(
      name: String, set: String, truth: Double, score: Double, duration: Double? = nil,
      motion: Double? = nil
    ) {
      self.name = name
      self.set = set
      self.truth = truth
      self.score = score
      self.duration = duration
      self.motion = motion
    }
  }

  /// Scores the items.
  ///
  /// - Throws: `EvaluationError` where no set has two different reference scores.
  public func report(_ items: [Item]) throws(EvaluationError) -> RatingReport {
    let sets = Dictionary(grouping: items, by: \.set)
    let names = sets.keys.sorted().filter { Set(sets[$0, default: []].map(\.truth)).count > 1 }
    guard !names.isEmpty else {
      throw EvaluationError(
        video: items.first?.name ?? "no item",
        reason: "no two items of a set have different reference scores",
        advice: "give at least two clips of a group or skill, or compare in larger sets")
    }
    let parts = names.map { sets[$0, default: []] }
    var scorers = [RatingReport.Scorer("score", parts.map { self.part($0, \.score) })]
    for (name, path) in [
      ("duration only", \Item.duration), ("mean motion only", \Item.motion),
    ] where items.allSatisfy({ $0[keyPath: path] != nil }) {
      scorers.append(baseline(name, parts) { $0[keyPath: path] ?? 0 })
    }
    return RatingReport(
      items: parts.reduce(0) { $0 + $1.count }, sets: names, scorers: scorers,
      chance: chance(parts), bootstrap: bootstrap)
  }

  /// A baseline in the direction that suits the truth better, chosen in hindsight.
  private func baseline(
    _ name: String, _ parts: [[Item]], _ value: (Item) -> Double
  ) -> RatingReport.Scorer {
    let scorers = [-1.0, 1.0].map { sign in
      RatingReport.Scorer(
        sign < 0 ? "\(name), less is better" : "\(name), more is better",
        parts.map { self.part($0) { sign * value($0) } })
    }
    let shares = scorers.map { Ratio.sum($0.parts.map(\.pairs)).value ?? 0 }
    return scorers[shares[1] > shares[0] ? 1 : 0]
  }

  private func part(_ items: [Item], _ value: (Item) -> Double) -> RatingReport.Part {
    let (scores, truths) = (items.map(value), items.map(\.truth))
    var pairs = Ratio(0, 0)
    for i in items.indices {
      for j in items.indices.dropFirst(i + 1) where truths[i] != truths[j] {
        let agrees = (scores[i] > scores[j]) == (truths[i] > truths[j])
        pairs.numerator += scores[i] == scores[j] ? 0.5 : agrees ? 1 : 0
        pairs.denominator += 1
      }
    }
    return RatingReport.Part(
      spearman: RankCorrelation.spearman(scores, truths) ?? 0, pairs: pairs)
  }

  /// Where scores in random order lie: middle and ends over 500 draws.
  private func chance(_ parts: [[Item]]) -> RatingReport.Chance {
    var generator = SplitMix64(seed: bootstrap.seed)
    var (correlations, shares): ([Double], [Double]) = ([], [])
    for _ in 0..<500 {
      let drawn = parts.map { items in
        let order = generator.permutation(items.count).map(Double.init)
        var place = -1
        return part(items) { _ in
          place += 1
          return order[place]
        }
      }
      correlations.append(drawn.reduce(0) { $0 + $1.spearman } / Double(drawn.count))
      shares.append(Ratio.sum(drawn.map(\.pairs)).value ?? 0.5)
    }
    func interval(_ values: [Double], about mean: Double) -> Bootstrap.Interval {
      let sorted = values.sorted()
      let tail = (1 - bootstrap.confidence) / 2
      return Bootstrap.Interval(
        mean: mean, low: Bootstrap.quantile(tail, of: sorted),
        high: Bootstrap.quantile(1 - tail, of: sorted))
    }
    return RatingReport.Chance(
      spearman: interval(correlations, about: 0), pairs: interval(shares, about: 0.5))
  }
}
