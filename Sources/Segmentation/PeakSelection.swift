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

  /// The peaks taken, in order of time; O(peaks x taken).
  ///
  /// - Parameters:
  ///   - scores: one a sample.
  ///   - times: seconds of the samples.
  ///   - isShot: samples at which the picture was cut; they are peaks wherever they lie.
  public func select(
    _ scores: [Float], at times: [Double], isShot: Set<Int> = []
  ) -> [Int] {
    guard let first = times.first, let last = times.last else { return [] }
    let candidates = scores.indices.filter { i in
      if isShot.contains(i) { return i > 0 }
      guard i > 0, scores[i] > threshold else { return false }
      guard times[i] - first >= edge, last - times[i] >= edge else { return false }
      return i + 1 < scores.count && scores[i] >= scores[i - 1] && scores[i] > scores[i + 1]
    }.sorted { scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1] }
    var taken: [Int] = []
    for candidate in candidates {
      let place = taken.firstIndex { $0 > candidate } ?? taken.count
      let neighbours = [
        place > 0 ? taken[place - 1] : nil, place < taken.count ? taken[place] : nil,
      ]
      let fits = neighbours.compactMap { $0 }.allSatisfy { other in
        let distance = abs(times[candidate] - times[other])
        if distance < minimumGap - 1e-6 { return false }
        if distance >= softGap { return true }
        return scores[candidate]
          >= threshold * (1 + crowding * Float(1 - distance / softGap))
      }
      if fits { taken.insert(candidate, at: place) }
    }
    return taken
  }
}
