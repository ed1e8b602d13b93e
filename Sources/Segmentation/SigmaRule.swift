/// A cut where a score stands out from the current segment by a number of robust standard deviations.
///
/// Center and spread are the median and 1.4826 times the median absolute deviation of the scores
/// since the last cut (the newest `memory` of them); the spread is never taken below `floor`, so that
/// a still picture's noise is no surprise. A cut forgets the segment's scores.
///
/// Causal, no look-ahead; O(memory) a sample in the worst case, on a sorted window.
public struct SigmaRule: BoundaryRule {
  private let sigmas: Float
  private let floor: Float
  private let minimumLength: Int
  private let maximumLength: Int
  private let leastHistory: Int
  private let memory: Int
  private var recent: [Float] = []
  private var oldest = 0
  private var sorted: [Float] = []
  private var length = 0

  /// Makes the rule.
  ///
  /// - Parameters:
  ///   - sigmas: how far a score has to stand out.
  ///   - floor: the least standard deviation believed, in units of the score.
  ///   - minimumLength: samples before a cut is allowed.
  ///   - maximumLength: samples after which a cut is forced.
  ///   - leastHistory: samples that a segment needs before its statistics count.
  ///   - memory: scores that are remembered at most.
  public init(
    sigmas: Float, floor: Float, minimumLength: Int, maximumLength: Int, leastHistory: Int = 8,
    memory: Int = 256
  ) {
    precondition(minimumLength >= 1 && maximumLength >= minimumLength && memory >= leastHistory)
    self.sigmas = sigmas
    self.floor = floor
    self.minimumLength = minimumLength
    self.maximumLength = maximumLength
    self.leastHistory = leastHistory
    self.memory = memory
  }

  /// Takes the next score; says whether a segment starts at it.
  public mutating func process(_ score: Float) -> RuleStep {
    let hasHistory = sorted.count >= leastHistory
    let threshold = hasHistory ? center + sigmas * spread : .infinity
    var cut: RuleStep.Cause?
    if length >= minimumLength {
      if hasHistory, score > threshold { cut = .evidence }
      if cut == nil, length >= maximumLength { cut = .limit }
    }
    if cut == nil {
      if length > 0 { remember(score) }
      length += 1
    } else {
      recent.removeAll(keepingCapacity: true)
      sorted.removeAll(keepingCapacity: true)
      oldest = 0
      length = 1
    }
    return RuleStep(threshold: threshold, cut: cut)
  }

  private mutating func remember(_ score: Float) {
    if recent.count == memory {
      let gone = recent[oldest]
      sorted.remove(at: place(of: gone))
      recent[oldest] = score
      oldest = (oldest + 1) % memory
    } else {
      recent.append(score)
    }
    sorted.insert(score, at: place(of: score))
  }

  /// The first place in `sorted` whose value is not below `score`.
  private func place(of score: Float) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < score { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private var center: Float {
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The median absolute deviation: the two halves of the sorted window are merged from the middle.
  private var spread: Float {
    let center = center
    var high = place(of: center)
    var low = high - 1
    var (last, before): (Float, Float) = (0, 0)
    for _ in 0...(sorted.count / 2) {
      before = last
      let below = low >= 0 ? center - sorted[low] : .infinity
      let above = high < sorted.count ? sorted[high] - center : .infinity
      last = min(below, above)
      if below <= above { low -= 1 } else { high += 1 }
    }
    let deviation = sorted.count % 2 == 1 ? last : (before + last) / 2
    return max(1.4826 * deviation, floor)
  }
}
