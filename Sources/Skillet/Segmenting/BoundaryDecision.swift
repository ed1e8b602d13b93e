internal import Segmentation

/// When evidence is enough: turns scores into boundaries, as a predictor's rule says.
///
/// The same for scores that were just made and for those that a signal has stored.
struct BoundaryDecision {
  /// What the scores were made by.
  var predictor: SegmentSettings.Predictor
  /// When they are enough.
  var threshold: SegmentSettings.Threshold
  /// The number of boundaries wanted instead.
  var count: Int?
  /// Shortest and longest segment in seconds.
  var minLength: Double
  var maxLength: Double

  /// Finds the boundaries.
  ///
  /// - Parameters:
  ///   - result: scores, in which shots are then raised; gets the boundaries and the threshold.
  ///   - times: seconds of the scores.
  ///   - shots: scores at which the picture was cut.
  func decide(_ result: inout SegmenterResult, _ times: [Double], shots: Set<Int>) {
    let peaks =
      predictor == .fused
      ? FusedEvidence.peaks(minimumGap: minLength) : PeakSelection.plain(minimumGap: minLength)
    if let count {
      take(count, peaks, times, shots, &result)
      return
    }
    switch threshold {
    case .sigma(let sigmas):
      if predictor == .onlinePredictor {
        var rule = SigmaRule(
          sigmas: Float(sigmas), floor: 0.3, minimumLength: steps(minLength, times),
          maximumLength: max(steps(maxLength, times), steps(minLength, times)))
        run(&rule, &result)
      } else {
        select(peaks, above: Float(sigmas), times, shots, &result)
      }
    case .nats(let gap):
      var rule = PublishedRule(
        gap: gap, minimumLength: max(2, steps(minLength, times)),
        maximumLength: max(2, steps(maxLength, times), steps(minLength, times)))
      run(&rule, &result)
    case .percent(let percent):
      let sorted = result.scores.sorted()
      let place = Int((Double(max(0, sorted.count - 1)) * percent / 100).rounded())
      select(peaks, above: sorted.isEmpty ? 0 : sorted[place], times, shots, &result)
    }
  }

  private func run(_ rule: inout some BoundaryRule, _ result: inout SegmenterResult) {
    let found = rule.run(result.scores)
    result.boundaries = found.boundaries
    result.thresholds = .each(found.thresholds)
  }

  private func select(
    _ peaks: PeakSelection, above threshold: Float, _ times: [Double], _ shots: Set<Int>,
    _ result: inout SegmenterResult
  ) {
    var peaks = peaks
    peaks.threshold = threshold
    FusedEvidence.raise(
      shots.sorted(), in: &result.scores, at: times, threshold: threshold)
    take(peaks.select(result.scores, at: times, shots: shots), shots, &result)
    result.thresholds = .constant(threshold)
  }

  /// Takes the number of boundaries that the person wants.
  private func take(
    _ count: Int, _ peaks: PeakSelection, _ times: [Double], _ shots: Set<Int>,
    _ result: inout SegmenterResult
  ) {
    guard predictor == .fused else {
      let found = peaks.strongest(count, of: result.scores, at: times)
      take(found, [], &result)
      let least = found.map { result.scores[$0] }.min() ?? 0
      result.thresholds = .constant(least)
      return
    }
    let found = peaks.ladder(count, of: result.scores, at: times, shots: shots)
    result.scores = found.scores
    take(found.boundaries, shots, &result)
    result.thresholds = .constant(found.threshold)
  }

  private func take(_ found: [Int], _ shots: Set<Int>, _ result: inout SegmenterResult) {
    result.boundaries = found.map {
      Boundary(
        sample: $0, score: result.scores[$0], kind: shots.contains($0) ? .shot : .skill)
    }
  }

  /// Samples of the score's own series that lie in a stretch of seconds.
  private func steps(_ seconds: Double, _ times: [Double]) -> Int {
    guard let first = times.first, let last = times.last, last > first else { return 1 }
    let rate = Double(times.count) / max(last - first, 1e-9)
    return max(1, Int((seconds * rate).rounded()))
  }
}
