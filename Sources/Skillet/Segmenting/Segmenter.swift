internal import Features
internal import Frames
internal import Segmentation
internal import VideoIO

/// Scores of a video, and the boundaries that a decision found in them.
struct SegmenterResult {
  /// The frame that each score belongs to.
  var frames: [Int32]
  /// How many frames before its own the sharpest change since the score before lies.
  var framesSinceSharpest: [UInt8]
  /// The evidence for a boundary at each of them.
  var scores: [Float]
  /// The score that would have been needed.
  var thresholds = ThresholdSeries.constant(.infinity)
  /// Whether scores are logarithms, so that their differences compare and not their ratios.
  var isLogarithmic = false
  /// The boundaries, by position in `scores`, in order of time.
  var boundaries: [Boundary] = []
  /// Further columns for the signal, by name.
  var evidence: [(name: String, values: CompactSeries)] = []
}

/// Turns an analysis into scores and boundaries, as settings say.
struct Segmenter {
  let settings: SegmentSettings
  let analysis: VideoAnalysis
  /// Shortest and longest segment in seconds.
  let minLength: Double
  let maxLength: Double
  /// Events that cut or speak for a boundary; nil for none.
  var events: ExternalEvents?

  func run() -> SegmenterResult {
    var result = scored()
    let times = result.frames.map { analysis.frames[Int($0)].seconds }
    if case .sigma(let sigmas) = settings.effectiveThreshold {
      events?.raise(&result.scores, at: result.frames, threshold: Float(sigmas))
    }
    decide(&result, times)
    let rate = max(analysis.info.averageFrameRate.quotient, 1e-3)
    events?.cut(&result, gap: Int((minLength * rate).rounded()))
    limitLengths(&result, times)
    return result
  }

  private func scored() -> SegmenterResult {
    switch settings.predictor {
    case .fused:
      return SegmenterResult(
        frames: analysis.sampleFrames, framesSinceSharpest: analysis.framesSinceSharpest,
        scores: analysis.fused.score, evidence: analysis.fused.parts)
    case .change:
      let change = LocalChange().scores(analysis.track, hop: FeatureLayout.hop)
      return SegmenterResult(
        frames: change.samples.map { analysis.sampleFrames[$0] },
        framesSinceSharpest: change.samples.map { analysis.framesSinceSharpest[$0] },
        scores: change.score,
        evidence: [
          ("ratio", CompactSeries(change.ratio)), ("turn", CompactSeries(change.turn)),
        ])
    case .onlinePredictor:
      return SegmenterResult(
        frames: analysis.hopSamples.map { analysis.sampleFrames[Int($0)] },
        framesSinceSharpest: analysis.hopSamples.map { analysis.framesSinceSharpest[Int($0)] },
        scores: analysis.surprises, isLogarithmic: true)
    }
  }

  /// Samples of the score's own series that lie in a stretch of seconds.
  private func steps(_ seconds: Double, _ times: [Double]) -> Int {
    guard let first = times.first, let last = times.last, last > first else { return 1 }
    let rate = Double(times.count) / max(last - first, 1e-9)
    return max(1, Int((seconds * rate).rounded()))
  }

  private func decide(_ result: inout SegmenterResult, _ times: [Double]) {
    let isFused = settings.predictor == .fused
    let cuts = isFused ? ShotDetector().choose(analysis.fused.shotCandidates) : []
    if isFused { result.scores = CutDensity().discount(result.scores, at: times, shots: cuts) }
    let shots = Set(cuts)
    let peaks =
      isFused
      ? FusedEvidence.peaks(minimumGap: minLength) : PeakSelection.plain(minimumGap: minLength)
    if let count = settings.count {
      take(count, peaks, times, shots, &result)
      return
    }
    switch settings.effectiveThreshold {
    case .sigma(let sigmas):
      if settings.predictor == .onlinePredictor {
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
    guard settings.predictor == .fused else {
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
}
