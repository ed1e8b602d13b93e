/// Boundaries at the peaks of a score, the strongest first.
///
/// A peak within `softGap` of a stronger one that was taken has to be the stronger the nearer it
/// lies: `score > threshold (1 + crowding (1 - distance / softGap))`; within `minimumGap` it is never
/// taken. So weak evidence makes long segments and strong evidence may make short ones.
public struct PeakSelection: Sendable {
  /// The least score.
  public var threshold: Float
  /// Seconds that any two boundaries keep apart.
  public var minimumGap: Double
  /// Seconds below which two boundaries have to be stronger.
  public var softGap: Double
  /// How much stronger two boundaries have to be that nearly touch.
  public var crowding: Float
  /// Seconds at both ends of the video in which nothing but a shot is a boundary.
  public var edge: Double

  /// Collects the settings.
  public init(
    threshold: Float, minimumGap: Double, softGap: Double, crowding: Float, edge: Double
  ) {
    self.threshold = threshold
    self.minimumGap = minimumGap
    self.softGap = softGap
    self.crowding = crowding
    self.edge = edge
  }

  /// Seconds around a shot in which nothing else is a boundary.
  static let shotReach = 0.15

  /// The peaks taken, in order of time; O(peaks x taken).
  ///
  /// - Parameters:
  ///   - scores: one a sample.
  ///   - times: seconds of the samples.
  ///   - shots: samples at which the picture was cut; they are peaks wherever they lie, and within
  ///     0.15 s of them there is no other.
  public func select(_ scores: [Float], at times: [Double], shots: Set<Int> = []) -> [Int] {
    let candidates = peaks(of: scores, at: times, shots: shots) { $0 > threshold }
    return take(candidates, of: scores, at: times) { candidate, distance in
      distance >= softGap
        || scores[candidate] >= threshold * (1 + crowding * Float(1 - distance / softGap))
    }
  }

  /// The `count` strongest peaks that keep the minimum gap, in order of time; scores of any sign.
  public func strongest(_ count: Int, of scores: [Float], at times: [Double]) -> [Int] {
    let candidates = peaks(of: scores, at: times, shots: []) { _ in true }
    return take(candidates, of: scores, at: times, atMost: count) { _, _ in true }
  }

  /// The local maxima, strongest first and of equal ones the earlier first.
  private func peaks(
    of scores: [Float], at times: [Double], shots: Set<Int>, isEnough: (Float) -> Bool
  ) -> [Int] {
    precondition(scores.count == times.count, "\(scores.count) scores at \(times.count) times")
    guard let first = times.first, let last = times.last else { return [] }
    let silent = neighbours(of: shots, at: times)
    return scores.indices.dropFirst().filter { i in
      if shots.contains(i) { return true }
      guard isEnough(scores[i]), i + 1 < scores.count,
        scores[i] >= scores[i - 1], scores[i] > scores[i + 1]
      else { return false }
      return times[i] - first >= edge && last - times[i] >= edge && !silent.contains(i)
    }.sorted { scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1] }
  }

  private func neighbours(of shots: Set<Int>, at times: [Double]) -> Set<Int> {
    var silent: Set<Int> = []
    for shot in shots {
      var i = shot
      while i >= 0, times[shot] - times[i] <= Self.shotReach {
        silent.insert(i)
        i -= 1
      }
      i = shot
      while i < times.count, times[i] - times[shot] <= Self.shotReach {
        silent.insert(i)
        i += 1
      }
    }
    return silent
  }

  /// Takes candidates in their order where both nearest neighbours in time let them.
  private func take(
    _ candidates: [Int], of scores: [Float], at times: [Double], atMost count: Int = .max,
    fits: (_ candidate: Int, _ distance: Double) -> Bool
  ) -> [Int] {
    var taken: [Int] = []
    for candidate in candidates where taken.count < count {
      let place = taken.partitioningIndex { $0 > candidate }
      let isFree = [place - 1, place].allSatisfy { other in
        guard taken.indices.contains(other) else { return true }
        let distance = abs(times[candidate] - times[taken[other]])
        return distance >= minimumGap - 1e-6 && fits(candidate, distance)
      }
      if isFree { taken.insert(candidate, at: place) }
    }
    return taken
  }
}

extension [Int] {
  /// The first place whose value fulfils a condition that, once true, stays true.
  fileprivate func partitioningIndex(where isAfter: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension PeakSelection {
  /// A selection in which only the minimum gap counts.
  public static func plain(minimumGap: Double) -> PeakSelection {
    PeakSelection(threshold: 0, minimumGap: minimumGap, softGap: 0, crowding: 0, edge: 0.25)
  }
}
