public import Annotations
internal import Features
internal import Frames
internal import Segmentation
public import VideoIO

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A video cut into segments, with everything that explains the cuts.
public struct SegmentResult: Sendable {
  /// The segments and how they were found.
  public let document: SegmentsDocument
  /// The time stamp of every frame.
  public let frames: FrameTable
  let signal: Signal
  /// The stretch of the file that was read; nil for all of it.
  let stretch: Range<Double>?

  /// The scores in columns; `SignalTable` rows are made from it piece by piece.
  struct Signal: Sendable {
    var frames: [Int32]
    var scores: [Float]
    var thresholds: ThresholdSeries
    /// Positions of the boundaries, rising.
    var boundaries: [Int]
    var evidence: [(name: String, values: CompactSeries)]
  }

  /// Cuts a video.
  ///
  /// - Parameters:
  ///   - path: a local file.
  ///   - settings: how it is cut; one setting suits all videos, so the defaults are a fair start.
  ///   - interruption: asked once a frame.
  ///   - progress: told the number of frames so far and the header's count.
  /// - Throws: `SkilletError` where the file cannot be read as a video.
  public init(
    _ path: String, settings: SegmentSettings = SegmentSettings(),
    interruption: Interruption = Interruption(), progress: (Int, Int?) -> Void = { _, _ in }
  ) throws(SkilletError) {
    // Begun with the first frame: by then the file is known to be one that can be read twice.
    var digest: BackgroundDigest?
    defer { digest?.cancel() }
    var analysis = try VideoAnalysis(
      path, settings: settings.analysis, interruption: interruption,
      progress: { done, expected in
        if digest == nil { digest = BackgroundDigest(path, isShared: settings.stretch != nil) }
        progress(done, expected)
      })
    do throws(VideoError) {
      analysis.info.sha256 = try digest?.value(interruption)
    } catch {
      try interruption.check()
      throw SkilletError(error)
    }
    var events: ExternalEvents?
    if let source = settings.events {
      events = try ExternalEvents(
        source, use: settings.eventUse, video: path, frames: analysis.frames)
    }
    self = SegmentResult(analysis, settings: settings, events: events)
  }

  /// Decides where to cut, from an analysis that was made before.
  public init(
    _ analysis: VideoAnalysis, settings: SegmentSettings, events: ExternalEvents? = nil
  ) {
    let rate = max(analysis.info.averageFrameRate.quotient, 1e-3)
    let minLength = settings.minLength?.seconds(frameRate: rate) ?? settings.defaultMinLength
    let maxLength = max(minLength, settings.maxLength?.seconds(frameRate: rate) ?? 120)
    let result = Segmenter(
      settings: settings, analysis: analysis, minLength: minLength, maxLength: maxLength,
      events: events
    ).run()
    self.init(
      info: analysis.info, frames: analysis.frames, result: result,
      method: settings.method(minLength: minLength, maxLength: maxLength),
      stretch: settings.stretch)
  }

  /// Makes the document of boundaries that were found.
  init(
    info: VideoInfo, frames: FrameTable, result: SegmenterResult, method: Method,
    stretch: Range<Double>? = nil
  ) {
    self.frames = frames
    self.stretch = stretch
    // Where nothing is sharp, the sharpest frame would only be the one with the most noise.
    let starts = result.boundaries.map { boundary in
      let since = boundary.kind == .shot ? result.framesSinceSharpest[boundary.sample] : 0
      return Int(result.frames[boundary.sample]) - Int(since)
    }
    document = SegmentsDocument(
      video: info, method: method, segments: result.segments(starts, frames))
    signal = Signal(
      frames: result.frames, scores: result.scores, thresholds: result.thresholds,
      boundaries: result.boundaries.map(\.sample), evidence: result.evidence)
  }
}

extension SegmenterResult {
  func segments(_ starts: [Int], _ frames: FrameTable) -> [Segment] {
    var segments: [Segment] = []
    var start = 0
    var opening: Boundary?
    for (frame, boundary) in zip(starts, boundaries) where frame > start && frame < frames.count {
      segments.append(segment(segments.count, start, frame, opening, frames))
      (start, opening) = (frame, boundary)
    }
    segments.append(segment(segments.count, start, frames.count, opening, frames))
    return segments
  }

  private func segment(
    _ index: Int, _ start: Int, _ end: Int, _ boundary: Boundary?, _ frames: FrameTable
  ) -> Segment {
    let kind: BoundaryKind? = boundary.map {
      switch $0.kind {
      case .skill: .skill
      case .shot: .shot
      case .limit: .limit
      }
    }
    return Segment(
      index: index, start: frames[start], end: frames[end],
      confidence: boundary.map { confidence($0) },
      surprise: boundary.map { (Double($0.score) * 1e4).rounded() / 1e4 }, kind: kind)
  }

  /// How far the score is over its threshold, as `1 - 2^-(score / threshold)`: a half at it.
  ///
  /// Of scores that are logarithms the ratio is `e^(score - threshold)`.
  private func confidence(_ boundary: Boundary) -> Double {
    guard let threshold = thresholds[boundary.sample] else { return 0.5 }
    guard isLogarithmic || threshold > 0 && boundary.score > 0 else { return 0.5 }
    let ratio =
      isLogarithmic
      ? exp(Double(boundary.score) - threshold) : Double(boundary.score) / threshold
    let value = 1 - exp2(-ratio)
    return (value * 1e4).rounded() / 1e4
  }
}

extension SegmentSettings {
  /// What the chosen predictor needs to be kept of a pass.
  public var analysis: VideoAnalysis.Settings {
    var settings = VideoAnalysis.Settings(
      sampleRate: sampleRate, threads: threads, keepsTrack: predictor == .change,
      makesFeatures: predictor == .onlinePredictor)
    settings.stretch = stretch
    return settings
  }

  /// The shortest segment where the person does not say.
  var defaultMinLength: Double {
    switch predictor {
    case .fused: 0.4
    case .onlinePredictor: 1
    case .change: 1.5
    }
  }

  func method(minLength: Double, maxLength: Double) -> Method {
    let stated: Method.Threshold =
      if let count {
        .init(kind: "count", value: Double(count))
      } else {
        switch effectiveThreshold {
        case .sigma(let value): .init(kind: "sigma", value: value)
        case .nats(let value): .init(kind: "nats", value: value)
        case .percent(let value): .init(kind: "percent", value: value)
        }
      }
    return Method(
      name: "sbd", predictor: predictor.rawValue,
      features: predictor == .onlinePredictor ? FeatureLayout.name : "picture-change/1",
      threshold: stated,
      sampleRate: predictor == .fused ? sampleRate : 1 / FeatureLayout.hop,
      minLength: minLength, maxLength: maxLength, seed: seed, version: skilletVersion)
  }
}
