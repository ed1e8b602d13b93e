internal import LinearAlgebra

/// Percentile intervals of a mean by resampling episodes with replacement (Efron, 1979).
///
/// The episode is the unit of chance: its boundaries are not independent of each other.
public struct Bootstrap: Sendable, Hashable {
  /// How often the episodes are drawn anew.
  public var resamples: Int
  /// The seed of the draws; the same seed gives the same interval.
  public var seed: UInt64
  /// The share of the resampled means that lies within the interval.
  public var confidence: Double

  /// A mean and its interval.
  public struct Interval: Sendable, Hashable {
    /// The mean of the values as they are.
    public var mean: Double
    /// The lower end.
    public var low: Double
    /// The upper end.
    public var high: Double
  }

  /// Chooses the number of draws, their seed and the coverage.
  public init(resamples: Int = 2000, seed: UInt64 = 0, confidence: Double = 0.95) {
    precondition(resamples > 0, "a bootstrap needs at least one resample")
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
    self.resamples = resamples
    self.seed = seed
    self.confidence = confidence
  }

  /// The interval of the mean of one value an episode; nil without values.
  ///
  /// Cost: O(resamples times values).
  public func interval(of values: [Double]) -> Interval? {
    if values.isEmpty { return nil }
    var generator = SplitMix64(seed: seed)
    var means: [Double] = []
    means.reserveCapacity(resamples)
    for _ in 0..<resamples {
      var sum = 0.0
      for _ in values.indices { sum += values[generator.next(below: values.count)] }
      means.append(sum / Double(values.count))
    }
    means.sort()
    let tail = (1 - confidence) / 2
    return Interval(
      mean: values.reduce(0, +) / Double(values.count), low: Self.quantile(tail, of: means),
      high: Self.quantile(1 - tail, of: means))
  }

  /// The interval of the mean of `first - second`, episode by episode; nil without values.
  ///
  /// - Precondition: both have a value for the same episodes in the same order.
  public func pairedDifference(_ first: [Double], _ second: [Double]) -> Interval? {
    precondition(first.count == second.count, "a paired difference needs the same episodes twice")
    return interval(of: zip(first, second).map { $0 - $1 })
  }

  /// The quantile of sorted values, interpolated between neighbours.
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let position = share * Double(sorted.count - 1)
    let low = Int(position.rounded(.down))
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (position - Double(low)) * (sorted[high] - sorted[low])
  }
}
