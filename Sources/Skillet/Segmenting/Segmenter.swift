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
    // A number of boundaries that was asked for stands, unless a limit was named with it.
    if settings.count == nil || settings.maxLength != nil {
      let frames = analysis.frames
      LengthLimit(
        minLength: minLength, maxLength: maxLength,
        extent: frames[0].seconds..<max(frames[0].seconds, frames[frames.count].seconds)
      ).apply(to: &result, times)
    }
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

  private func decide(_ result: inout SegmenterResult, _ times: [Double]) {
    let isFused = settings.predictor == .fused
    let cuts = isFused ? ShotDetector().choose(analysis.fused.shotCandidates) : []
    if isFused { result.scores = CutDensity().discount(result.scores, at: times, shots: cuts) }
    BoundaryDecision(
      predictor: settings.predictor, threshold: settings.effectiveThreshold, count: settings.count,
      minLength: minLength, maxLength: maxLength
    ).decide(&result, times, shots: Set(cuts))
  }
}
