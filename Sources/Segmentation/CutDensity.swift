/// How much evidence counts where hard cuts are dense.
///
/// In edited film and in games with full-screen menus the picture changes so often that the evidence
/// of a single change says less. Within `reach` seconds of a moment hard cuts are counted, at
/// `60 cuts / (seconds + prior)` a minute, where `prior` keeps one cut in a short clip from meaning
/// much; scores are divided by `1 + strength` where that rate is above `full`, by 1 where it is
/// below `none`, and by what lies between in between.
public struct CutDensity: Sendable {
  /// Seconds on both sides that are looked at.
  public var reach = 30.0
  /// Seconds without a cut that are added to every stretch.
  public var prior = 20.0
  /// Cuts a minute up to which nothing is discounted.
  public var none = 2.0
  /// Cuts a minute from which everything is discounted.
  public var full = 3.0
  /// By how much more the evidence then has to be.
  public var strength: Float = 1 / 3.0

  /// The settings that the README's table was measured with.
  public init() {}

  /// The scores, discounted where cuts are dense.
  ///
  /// Cost: O(samples).
  ///
  /// - Parameters:
  ///   - scores: one a sample.
  ///   - times: seconds of the samples.
  ///   - shots: the samples at which the picture was cut, rising.
  public func discount(_ scores: [Float], at times: [Double], shots: [Int]) -> [Float] {
    guard let first = times.first, let last = times.last, !shots.isEmpty else { return scores }
    var (begin, end) = (0, 0)
    return scores.indices.map { i in
      while end < shots.count, times[shots[end]] <= times[i] + reach { end += 1 }
      while begin < end, times[shots[begin]] < times[i] - reach { begin += 1 }
      let length = min(last, times[i] + reach) - max(first, times[i] - reach)
      let rate = 60 * Double(end - begin) / (length + prior)
      let part = Float(min(1, max(0, (rate - none) / (full - none))))
      return scores[i] / (1 + strength * part)
    }
  }
}
