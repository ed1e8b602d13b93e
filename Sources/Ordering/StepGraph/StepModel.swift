internal import LinearAlgebra

/// A learned predictor of the next step: log-linear in the last step, the steps done, and what the
/// counts say.
///
/// `ln P(s | context) = b_s + L[last, s] + sum over done v of V[v, s] + k ln p_counts(s) - ln Z`,
/// over the steps that may still be done and the end. The counts of a sequence's own contexts are
/// taken without that sequence, so that `k` learns how far counts are to be trusted on sequences
/// not seen. Weights have a normal prior; its precision is chosen by four folds within the data,
/// `k` leans towards one half. The objective is convex, the fit by limited-memory BFGS.
///
/// Cost: O(iterations contexts steps (steps done + 2)); data beyond ``rowLimit`` contexts are
/// sampled by the seed.
public struct StepModel: StepPredictor {
  /// The counts that it builds upon.
  public let counts: StepCounts
  /// The precision of the weights' prior that was chosen.
  public let precision: Double
  /// How far counts are trusted: `k`.
  public let trust: Double
  /// Iterations of the last fit.
  public let iterations: Int
  /// Whether the last fit came to an end by itself.
  public let converged: Bool

  private let weights: [Double]

  /// The most contexts that are learned from.
  public static let rowLimit = 6000
  /// The precisions that are tried.
  public static let precisions = [2.0, 4, 8]

  /// How many steps the task has.
  public var stepCount: Int { counts.stepCount }

  /// Learns from paths; the precision is chosen among those given.
  ///
  /// - Parameters:
  ///   - paths: the sequences.
  ///   - precisions: what is tried; a single one is taken as it is.
  ///   - seed: of the folds and of the sample.
  public init(_ paths: StepPaths, precisions: [Double] = precisions, seed: UInt64 = 0) {
    var chosen = precisions[0]
    if precisions.count > 1, paths.paths.count >= 8 {
      chosen = Self.choice(paths, precisions, seed)
    }
    self.init(paths, counts: StepCounts.chosen(paths), precision: chosen, seed: seed)
  }

  private init(_ paths: StepPaths, counts: StepCounts, precision: Double, seed: UInt64) {
    let rows = StepModelRows(
      Self.sample(paths, limit: Self.rowLimit, seed: seed), counts: counts)
    let fit = rows.fit(precision: precision)
    self.counts = counts
    self.precision = precision
    trust = fit.point[0]
    weights = Array(fit.point.dropFirst())
    (iterations, converged) = (fit.iterations, fit.converged)
  }

  /// The precision with the highest likelihood on folds that were not learned from.
  private static func choice(_ paths: StepPaths, _ precisions: [Double], _ seed: UInt64) -> Double {
    let sample = sample(paths, limit: rowLimit / 3, seed: seed)
    // Sequences are dealt out, not different paths: what is common is common in every fold.
    var generator = SplitMix64(seed: seed)
    let copies = sample.paths.indices.flatMap { Array(repeating: $0, count: sample.counts[$0]) }
    let order = generator.permutation(copies.count).map { copies[$0] }
    var scores = [Double](repeating: 0, count: precisions.count)
    for fold in 0..<4 {
      let kept = order.indices.filter { $0 % 4 != fold }.map { sample.paths[order[$0]] }
      let held = StepPaths(
        stepCount: paths.stepCount,
        order.indices.filter { $0 % 4 == fold }.map { sample.paths[order[$0]] })
      let training = StepPaths(stepCount: paths.stepCount, kept)
      let counts = StepCounts.chosen(training, limit: 1000)
      let rows = StepModelRows(training, counts: counts)
      for (place, precision) in precisions.enumerated() {
        let fit = rows.fit(precision: precision, tolerance: 1e-2, limit: 60)
        let model = StepModel(counts: counts, precision: precision, fit)
        for (path, count) in zip(held.paths, held.counts) {
          scores[place] += Double(count) * model.logLikelihood(path)
        }
      }
    }
    let best = scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
    return precisions[best]
  }

  private init(counts: StepCounts, precision: Double, _ fit: QuasiNewton.Result) {
    self.counts = counts
    self.precision = precision
    trust = fit.point[0]
    weights = Array(fit.point.dropFirst())
    (iterations, converged) = (fit.iterations, fit.converged)
  }

  /// Paths with about as many contexts as allowed, drawn by the seed.
  private static func sample(_ paths: StepPaths, limit: Int, seed: UInt64) -> StepPaths {
    let rows = paths.paths.reduce(0) { $0 + $1.count + 1 }
    if rows <= limit { return paths }
    var generator = SplitMix64(seed: seed)
    var (kept, left) = ([Int](), limit)
    for index in generator.permutation(paths.paths.count) where left > 0 {
      kept.append(index)
      left -= paths.paths[index].count + 1
    }
    kept.sort()
    return StepPaths(
      stepCount: paths.stepCount, kept.map { paths.paths[$0] },
      counts: kept.map { paths.counts[$0] })
  }

  /// The sum of the logarithms of what each step, and the end, was expected with.
  public func logLikelihood(_ path: [Int]) -> Double {
    var sum = 0.0
    for place in 0...path.count {
      let next = place < path.count ? path[place] : stepCount
      sum += naturalLogarithm(max(probabilities(after: Array(path[..<place]))[next], 1e-9))
    }
    return sum
  }

  /// The learned probabilities.
  public func probabilities(after prefix: [Int]) -> [Double] {
    let expected = counts.probabilities(after: prefix)
    let classes = stepCount + 1
    var scores = expected.map { trust * StepModelRows.evidence($0) }
    for feature in StepModelRows.features(prefix[...], stepCount: stepCount) {
      for place in 0..<classes { scores[place] += weights[feature * classes + place] }
    }
    let isUsedUp = counts.limits.isUsedUp(prefix) + [false]
    let highest = scores.indices.filter { !isUsedUp[$0] }.map { scores[$0] }.max() ?? 0
    for place in scores.indices {
      scores[place] = isUsedUp[place] ? 0 : exponential(scores[place] - highest)
    }
    let sum = scores.reduce(0, +)
    return scores.map { $0 / sum }
  }
}
