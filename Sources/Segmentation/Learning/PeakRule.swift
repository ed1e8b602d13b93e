#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Boundaries where the smoothed evidence of rows has a peak.
///
/// Offline: a Gaussian of `smoothing` rows, then the local maxima over `threshold` that keep `gap`
/// rows apart, from each other and from both ends, taken from the strongest or from the earliest on.
/// Streaming: row t is decided once row `t + lookAhead` is known; it is a boundary where its smoothed
/// evidence is over the threshold, higher than the row before and no lower than any known row within
/// the `gap` after it, and no boundary, nor the start, nor an end that is known already lies within
/// `gap` rows. So where peaks are far apart, the more is looked ahead, the more both agree.
public struct PeakRule: Sendable, Hashable {
  /// The deviation of the Gaussian, in rows; 0 for none.
  public var smoothing: Double
  /// The least smoothed evidence.
  public var threshold: Float
  /// Rows that two boundaries, and a boundary and an end, keep apart.
  public var gap: Int
  /// Whether of two peaks that are too near the earlier one is taken, not the stronger.
  public var takesEarliest: Bool

  /// Collects the settings.
  public init(smoothing: Double, threshold: Float, gap: Int, takesEarliest: Bool = false) {
    self.smoothing = smoothing
    self.threshold = threshold
    self.gap = gap
    self.takesEarliest = takesEarliest
  }

  /// The evidence after smoothing; weights beyond the ends are left out, not made up.
  public func smoothed(_ evidence: [Float]) -> [Float] {
    guard smoothing > 0 else { return evidence }
    let kernel = kernel
    let reach = kernel.count / 2
    return evidence.indices.map { i in
      var sum: Float = 0
      for j in max(0, i - reach)...min(evidence.count - 1, i + reach) {
        sum += kernel[j - i + reach] * evidence[j]
      }
      return sum
    }
  }

  private var kernel: [Float] {
    let reach = Int((3 * smoothing).rounded(.up))
    let weights = (-reach...reach).map { exp(-Double($0 * $0) / (2 * smoothing * smoothing)) }
    let total = weights.reduce(0, +)
    return weights.map { Float($0 / total) }
  }

  /// The peaks of evidence that was smoothed before, in order; row 0 is none.
  public func peaks(_ smoothed: [Float]) -> [Int] {
    strongest(smoothed, above: threshold)
  }

  /// The `count` strongest peaks, in order.
  public func peaks(_ smoothed: [Float], count: Int) -> [Int] {
    Array(strongest(smoothed, above: -.infinity, atMost: count))
  }

  private func strongest(
    _ values: [Float], above threshold: Float, atMost count: Int = .max
  ) -> [Int] {
    let candidates = values.indices.dropFirst().filter { i in
      values[i] > threshold && values[i] > values[i - 1]
        && (i + 1 == values.count || values[i] >= values[i + 1])
    }.sorted { left, right in
      if takesEarliest && count == .max || values[left] == values[right] { return left < right }
      return values[left] > values[right]
    }
    var taken: [Int] = []
    for candidate in candidates
    where taken.count < count && min(candidate, values.count - candidate) >= gap {
      let place = taken.partitioningIndex { $0 > candidate }
      let isFree = [place - 1, place].allSatisfy {
        !taken.indices.contains($0) || abs(taken[$0] - candidate) >= gap
      }
      if isFree { taken.insert(candidate, at: place) }
    }
    return taken
  }

  /// The boundaries that a stream decides on: `window(t)` is the evidence of the rows
  /// `max(0, t - past)...min(t + lookAhead, count - 1)` as it is known at the last of them.
  ///
  /// Also gives each row's smoothed evidence as it was when the row was decided.
  public func stream(
    count: Int, lookAhead: Int, window: (Int) -> (first: Int, values: [Float])
  ) -> (boundaries: [Int], evidence: [Float]) {
    var boundaries: [Int] = []
    var decided: [Float] = []
    for row in 0..<count {
      let (first, values) = window(row)
      let smooth = smoothed(values)
      let here = row - first
      decided.append(smooth[here])
      let isNearEnd = row + lookAhead >= count && count - row < gap
      guard row > 0, smooth[here] > threshold, row - (boundaries.last ?? 0) >= gap, !isNearEnd,
        !smooth[(here + 1)...].prefix(max(1, gap - 1)).contains(where: { $0 > smooth[here] }),
        here == 0 || smooth[here] > smooth[here - 1]
      else { continue }
      boundaries.append(row)
    }
    return (boundaries, decided)
  }

  /// Rows before the decided one that a stream's window should hold.
  public var past: Int { Int((3 * smoothing).rounded(.up)) + 1 }
}
