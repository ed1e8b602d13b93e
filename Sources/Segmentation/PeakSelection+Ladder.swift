extension PeakSelection {
  /// The boundaries where their number is given instead of a threshold.
  ///
  /// Thresholds `30 * 0.97^q`, q = 0...159, are tried from the highest down until one gives at least
  /// `count` boundaries; of these the strongest are kept. So boundaries crowd as they would at a
  /// threshold. (The strongest peaks alone, at no threshold, find far fewer true boundaries.)
  ///
  /// - Parameters:
  ///   - count: the number wanted; fewer come back where the video does not hold as many.
  ///   - scores: fused scores, one a sample.
  ///   - times: seconds of the samples.
  ///   - shots: samples at which the picture was cut.
  /// - Returns: the boundaries in order of time, the threshold that gave them, and the scores with
  ///   the shots raised.
  public func ladder(
    _ count: Int, of scores: [Float], at times: [Double], shots: Set<Int>
  ) -> (boundaries: [Int], threshold: Float, scores: [Float]) {
    var step = self
    step.threshold = 30
    for rung in 0..<160 {
      var raised = scores
      FusedEvidence.raise(shots.sorted(), in: &raised, at: times, threshold: step.threshold)
      let found = step.select(raised, at: times, shots: shots)
      if found.count >= count || rung == 159 {
        let best = found.sorted { (-raised[$0], $0) < (-raised[$1], $1) }.prefix(count)
        return (best.sorted(), step.threshold, raised)
      }
      step.threshold *= 0.97
    }
    return ([], step.threshold, scores)
  }
}
