internal import LinearAlgebra

/// Percentile intervals over videos by resampling them with replacement (Efron, 1979).
///
/// The video is the unit of chance: its boundaries are not independent of each other. From one
/// video alone no interval can be told.
public struct Bootstrap: Sendable, Hashable {
  /// How often the videos are drawn anew.
  public var resamples: Int
  /// The seed of the draws; the same seed gives the same interval.
  public var seed: UInt64
  /// The share of the resampled means that lies within the interval.
  public var confidence: Double

  /// A mean and its interval.
  public struct Interval: Sendable, Hashable {
    /// The mean of the values as they are.
    public var mean: Double
    /// The lower end; nil where there is but one video, or a figure that cannot be resampled.
    public var low: Double?
    /// The upper end; nil where there is no lower end.
    public var high: Double?
  }

  /// Chooses the number of draws, their seed and the coverage.
  public init(resamples: Int = 2000, seed: UInt64 = 0, confidence: Double = 0.95) {
    precondition(resamples > 0, "a bootstrap needs at least one resample")
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
    self.resamples = resamples
    self.seed = seed
    self.confidence = confidence
  }

  /// The interval of the mean of one value a video; nil without values.
  ///
  /// Cost: O(resamples times values).
  public func interval(of values: [Double]) -> Interval? {
    interval(ofRatios: values.map { Ratio($0, 1) })
  }

  /// The interval of the sum of all numerators over the sum of all denominators, one ratio a video;
  /// nil where the denominators add up to nothing.
  ///
  /// Draws whose denominators add up to nothing are left out.
  public func interval(ofRatios ratios: [Ratio]) -> Interval? {
    guard let mean = Ratio.sum(ratios).value else { return nil }
    return interval(about: mean, count: ratios.count) { drawn in
      Ratio.sum(drawn.lazy.map { ratios[$0] }).value
    }
  }

  /// The interval of the mean of `first - second`, video by video; nil without values.
  ///
  /// - Precondition: both have a value for the same videos in the same order.
  public func pairedDifference(_ first: [Double], _ second: [Double]) -> Interval? {
    precondition(first.count == second.count, "a paired difference needs the same videos twice")
    return interval(of: zip(first, second).map { $0 - $1 })
  }

  /// The interval of the difference between two sums of ratios, whose videos are drawn together;
  /// nil where one of them is not defined.
  ///
  /// - Precondition: both have a ratio for the same videos in the same order.
  public func pairedDifference(
    ofRatios first: [Ratio], _ second: [Ratio]
  ) -> Interval? {
    precondition(first.count == second.count, "a paired difference needs the same videos twice")
    func difference(_ drawn: [Int]) -> Double? {
      guard let left = Ratio.sum(drawn.lazy.map { first[$0] }).value,
        let right = Ratio.sum(drawn.lazy.map { second[$0] }).value
      else { return nil }
      return left - right
    }
    guard let mean = difference(Array(first.indices)) else { return nil }
    return interval(about: mean, count: first.count, of: difference)
  }

  /// The quantiles of a statistic over draws of as many videos as there are.
  private func interval(
    about mean: Double, count: Int, of statistic: ([Int]) -> Double?
  ) -> Interval {
    if count < 2 { return Interval(mean: mean) }
    var generator = SplitMix64(seed: seed)
    var drawn = [Int](repeating: 0, count: count)
    var values: [Double] = []
    values.reserveCapacity(resamples)
    for _ in 0..<resamples {
      for index in drawn.indices { drawn[index] = generator.next(below: count) }
      if let value = statistic(drawn) { values.append(value) }
    }
    if values.isEmpty { return Interval(mean: mean) }
    values.sort()
    let tail = (1 - confidence) / 2
    return Interval(
      mean: mean, low: Self.quantile(tail, of: values), high: Self.quantile(1 - tail, of: values))
  }

  /// The quantile of sorted values, interpolated between neighbours.
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let position = share * Double(sorted.count - 1)
    let low = Int(position.rounded(.down))
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (position - Double(low)) * (sorted[high] - sorted[low])
  }
}
