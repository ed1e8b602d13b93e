internal import Features
public import Segmentation

/// Scores of a video, and the boundaries that a decision found in them.
public struct SegmenterResult: Sendable {
  /// The sample that each score belongs to.
  public var samples: [Int32]
  /// The evidence for a boundary at each of them.
  public var scores: [Float]
  /// The score that would have been needed.
  public var thresholds: [Float]
  /// The boundaries, by position in `scores`, in order of time.
  public var boundaries: [Boundary]
  /// Further columns for the signal, by name.
  public var evidence: [(name: String, values: [Float])]
}

/// Turns an analysis into scores and boundaries, as settings say.
struct Segmenter {
  let settings: SegmentSettings
  let analysis: VideoAnalysis
  /// Shortest and longest segment in seconds.
  let minLength: Double
  let maxLength: Double

  func run() -> SegmenterResult {
    var result = scored()
    decide(&result)
    limitLengths(&result)
    return result
  }

  private var times: [Double] { analysis.track.times }

  private func scored() -> SegmenterResult {
    switch settings.predictor {
    case .fused:
      let scores = FusedEvidence().scores(analysis.track)
      return SegmenterResult(
        samples: Array(Int32(0)..<Int32(analysis.track.count)), scores: scores.score,
        thresholds: [], boundaries: [], evidence: scores.parts)
    case .change:
      let change = LocalChange().scores(analysis.track, hop: FeatureLayout.hop)
      return SegmenterResult(
        samples: change.samples.map { Int32($0) }, scores: change.score, thresholds: [],
        boundaries: [], evidence: [("ratio", change.ratio), ("turn", change.turn)])
    case .onlinePredictor:
      return SegmenterResult(
        samples: analysis.hopSamples, scores: analysis.surprises, thresholds: [], boundaries: [],
        evidence: [])
    }
  }

  /// Samples of the score's own series that lie in a stretch of seconds.
  private func steps(_ seconds: Double, _ result: SegmenterResult) -> Int {
    guard let first = times.first, let last = times.last, last > first else { return 1 }
    let rate = Double(result.scores.count) / max(last - first, 1e-9)
    return max(1, Int((seconds * rate).rounded()))
  }

  private func decide(_ result: inout SegmenterResult) {
    let isFused = settings.predictor == .fused
    let cuts = isFused ? ShotDetector().shots(in: analysis.track) : []
    if isFused { result.scores = CutDensity().discount(result.scores, at: times, shots: cuts) }
    let shots = Set(cuts)
    let scoreTimes = result.samples.map { times[Int($0)] }
    let peaks =
      isFused
      ? FusedEvidence.peaks(minimumGap: minLength) : PeakSelection.plain(minimumGap: minLength)
    if let count = settings.count {
      take(count, peaks, scoreTimes, shots, &result)
      return
    }
    switch settings.effectiveThreshold {
    case .sigma(let sigmas):
      if settings.predictor == .onlinePredictor {
        var rule = SigmaRule(
          sigmas: Float(sigmas), floor: 0.3, minimumLength: steps(minLength, result),
          maximumLength: max(steps(maxLength, result), steps(minLength, result)))
        (result.boundaries, result.thresholds) = rule.run(result.scores)
      } else {
        select(peaks, above: Float(sigmas), scoreTimes, shots, &result)
      }
    case .nats(let gap):
      var rule = PublishedRule(
        gap: gap, minimumLength: max(2, steps(minLength, result)),
        maximumLength: max(2, steps(maxLength, result), steps(minLength, result)))
      (result.boundaries, result.thresholds) = rule.run(result.scores)
    case .percent(let percent):
      let sorted = result.scores.sorted()
      let place = Int((Double(max(0, sorted.count - 1)) * percent / 100).rounded())
      select(peaks, above: sorted.isEmpty ? 0 : sorted[place], scoreTimes, shots, &result)
    }
  }

  private func select(
    _ peaks: PeakSelection, above threshold: Float, _ scoreTimes: [Double], _ shots: Set<Int>,
    _ result: inout SegmenterResult
  ) {
    var peaks = peaks
    peaks.threshold = threshold
    FusedEvidence.raise(
      shots.sorted(), in: &result.scores, at: scoreTimes, threshold: threshold)
    take(peaks.select(result.scores, at: scoreTimes, shots: shots), shots, &result)
    result.thresholds = Array(repeating: threshold, count: result.scores.count)
  }

  /// Takes the number of boundaries that the person wants.
  private func take(
    _ count: Int, _ peaks: PeakSelection, _ scoreTimes: [Double], _ shots: Set<Int>,
    _ result: inout SegmenterResult
  ) {
    guard settings.predictor == .fused else {
      let found = peaks.strongest(count, of: result.scores, at: scoreTimes)
      take(found, [], &result)
      let least = found.map { result.scores[$0] }.min() ?? 0
      result.thresholds = Array(repeating: least, count: result.scores.count)
      return
    }
    let found = peaks.ladder(count, of: result.scores, at: scoreTimes, shots: shots)
    result.scores = found.scores
    take(found.boundaries, shots, &result)
    result.thresholds = Array(repeating: found.threshold, count: result.scores.count)
  }

  private func take(_ found: [Int], _ shots: Set<Int>, _ result: inout SegmenterResult) {
    result.boundaries = found.map {
      Boundary(
        sample: $0, score: result.scores[$0], kind: shots.contains($0) ? .shot : .skill)
    }
  }
}
