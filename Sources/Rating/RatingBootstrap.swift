internal import LinearAlgebra

/// Scores of resampled comparisons (Efron, 1979): as many are drawn with replacement as there are.
///
/// The comparison as given is what is drawn, so where one holds the five votes of a pair, the pair
/// is, and where each holds one vote, votes are. Bradley-Terry does not depend on the order of the
/// comparisons, and neither do these draws; Elo plays them in the order in which they were drawn.
public struct RatingBootstrap: Sendable, Hashable {
  /// How often the comparisons are drawn anew.
  public var samples: Int
  /// The seed of the draws.
  public var seed: UInt64

  /// Chooses the number of draws and their seed.
  public init(samples: Int = 200, seed: UInt64 = 0) {
    precondition(samples > 0, "a bootstrap needs at least one sample")
    self.samples = samples
    self.seed = seed
  }

  /// The scores of each sample under the model of a fit, which it starts from.
  ///
  /// - Parameter comparisons: What was fitted.
  public func scores(of fit: BradleyTerryFit, _ comparisons: [Comparison]) -> [[Double?]] {
    var table = PairTable(comparisons, items: fit.scores.count)
    let rows = PairRows(table, comparisons)
    let start = fit.scores.map { $0 ?? 0 }
    var generator = SplitMix64(seed: seed)
    var counts = [UInt16](repeating: 0, count: rows.count)
    return (0..<samples).map { _ in
      for row in counts.indices { counts[row] = 0 }
      for _ in counts.indices { counts[generator.next(below: counts.count)] &+= 1 }
      rows.add(counts, to: &table)
      return fit.model.fit(resampled: table, from: start)
    }
  }

  /// The ratings of each sample.
  public func scores(of elo: Elo, _ matches: [Match], items: Int) -> [[Double]] {
    var generator = SplitMix64(seed: seed)
    return (0..<samples).map { _ in
      let drawn = matches.indices.map { _ in matches[generator.next(below: matches.count)] }
      return elo.scores(drawn, items: items)
    }
  }

  /// The percentile interval of each item; nil where fewer than nine in ten samples have a score.
  public static func intervals(
    _ samples: [[Double?]], confidence: Double = 0.95
  ) -> [ClosedRange<Double>?] {
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
    guard let first = samples.first else { return [] }
    return first.indices.map { item in
      let values = samples.compactMap { $0[item] }.sorted()
      if values.isEmpty || values.count * 10 < samples.count * 9 { return nil }
      let tail = (1 - confidence) / 2
      return quantile(tail, of: values)...quantile(1 - tail, of: values)
    }
  }

  /// The quantile of sorted values, interpolated between neighbours.
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let position = share * Double(sorted.count - 1)
    let low = Int(position.rounded(.down))
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (position - Double(low)) * (sorted[high] - sorted[low])
  }
}

extension BradleyTerry {
  /// The scores of a resampled table; without a ridge, those of the items that it still ties in.
  func fit(resampled table: PairTable, from start: [Double]) -> [Double?] {
    if ridge == 0 { return fit(table, from: start).scores }
    var newton = NewtonFit(table, model: self)
    newton.run(from: start)
    return newton.scores
  }
}
