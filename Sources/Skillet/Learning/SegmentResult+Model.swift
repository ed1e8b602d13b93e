internal import Annotations
internal import Frames
internal import Segmentation
internal import VideoIO

/// How a video is cut by a trained predictor.
public struct ModelSegmentSettings: Sendable {
  /// The predictor.
  public var model: PredictorModel
  /// The path that it came from, for the document.
  public var path: String
  /// The actions, where the predictor needs them.
  public var actions: ActionSource?
  /// Whether each row is decided with the model's look-ahead alone, as a stream would.
  public var isStreaming = false
  /// Rows that a stream looks ahead; nil for the model's own.
  public var lookAhead: Int?
  /// When evidence is enough: a quantile of the video's, or so much of it; nil for the model's own.
  public var threshold: SegmentSettings.Threshold?
  /// How readily people want cuts, where no threshold is given.
  public var sensitivity = SegmentSettings.Sensitivity.normal
  /// The number of boundaries wanted instead of a threshold.
  public var count: Int?
  /// Decoder threads.
  public var threads = 2
  /// Where external events are; nil for none.
  public var events: EventSource?
  /// What they are to a boundary.
  public var eventUse = ExternalEvents.Use.cut

  /// Names a model.
  public init(model: PredictorModel, path: String) {
    self.model = model
    self.path = path
  }
}

extension ModelSegmentSettings {
  /// The threshold that people asked for; coarse and fine move it by a third of the way to the
  /// evidence that one row in a hundred passes.
  func threshold(of rule: PeakRule, _ evidence: [Float]) -> Float {
    let sorted = evidence.sorted()
    guard let last = sorted.last else { return rule.threshold }
    let high = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
    let step = max(0, min(high, last) - rule.threshold) / 3
    switch threshold {
    case .percent(let percent)?:
      return sorted[Int((Double(sorted.count - 1) * percent / 100).rounded())]
    case .nats(let value)?, .sigma(let value)?: return Float(value)
    case nil: break
    }
    switch sensitivity {
    case .coarse: return rule.threshold + step
    case .normal: return rule.threshold
    case .fine: return rule.threshold - step
    }
  }
}

extension SegmentResult {
  /// Cuts a video where a trained predictor says so.
  ///
  /// - Throws: `SkilletError` where the video or its actions cannot be read or do not fit the model.
  public init(
    _ video: String, settings: ModelSegmentSettings,
    interruption: Interruption = Interruption(), note: (String) -> Void = { _ in },
    progress: (Int, Int?) -> Void = { _, _ in }
  ) throws(SkilletError) {
    let model = settings.model
    var actions: ActionRecording?
    if model.inputs.needsActions {
      actions = try (settings.actions ?? ActionSource()).read(for: video)
    }
    var digest: BackgroundDigest?
    defer { digest?.cancel() }
    var reading = try SeriesReading(
      video, inputs: model.inputs, actions: actions, threads: settings.threads,
      interruption: interruption,
      progress: { done, expected in
        if digest == nil { digest = BackgroundDigest(video) }
        progress(done, expected)
      })
    for text in reading.notes { note(text) }
    if case .pseudo(let name, _)? = actions?.track.source {
      note("\(video): its actions are pseudo-labels by \(name)")
    }
    do throws(VideoError) {
      reading.info.sha256 = try digest?.value(interruption)
    } catch {
      try interruption.check()
      throw SkilletError(error)
    }
    var events: ExternalEvents?
    if let source = settings.events {
      events = try ExternalEvents(
        source, use: settings.eventUse, video: video, frames: reading.frames)
    }
    self = Self.cut(reading, settings, actions, events)
  }

  private static func cut(
    _ reading: SeriesReading, _ settings: ModelSegmentSettings, _ actions: ActionRecording?,
    _ events: ExternalEvents?
  ) -> SegmentResult {
    let model = settings.model
    let lookAhead = settings.isStreaming ? settings.lookAhead ?? model.settings.lookAhead : nil
    var rule = (lookAhead == nil ? model.settings.rule : model.settings.streamingRule).peaks
    if settings.threshold != nil || settings.sensitivity != .normal {
      let plain = model.boundaries(reading.series, lookAhead: lookAhead, rule: rule)
      rule.threshold = settings.threshold(of: rule, plain.evidence)
    }
    var (rows, evidence) = model.boundaries(reading.series, lookAhead: lookAhead, rule: rule)
    let rowFrames = reading.rowFrames.map { Int32($0) }
    if let events, events.use == .evidence {
      events.raise(&evidence, at: rowFrames, threshold: rule.threshold)
      rows = rule.peaks(evidence)
    }
    if let count = settings.count {
      rows = rule.peaks(evidence, count: count)
      rule.threshold = rows.map { evidence[$0] }.min() ?? 0
    }
    var result = SegmenterResult(
      frames: rowFrames,
      framesSinceSharpest: Array(repeating: 0, count: reading.rowFrames.count), scores: evidence,
      thresholds: .constant(rule.threshold),
      boundaries: rows.map { Boundary(sample: $0, score: evidence[$0], kind: .skill) })
    events?.cut(&result, gap: rule.gap)
    let rate = max(reading.info.averageFrameRate.quotient, 1e-3)
    let rowRate = min(rate, model.inputs.rate)
    let name = model.settings.kind.rawValue
    var source = "patches"
    switch actions?.track.source {
    case .recorded?: source = model.inputs.codebook == nil ? "actions" : "patches, actions"
    case .pseudo(let labeller, _)?:
      source = (model.inputs.codebook == nil ? "" : "patches, ") + "pseudo-actions of \(labeller)"
    case nil: if model.inputs.codebook == nil { source = "motion" }
    }
    let method = Method(
      name: lookAhead.map { "\(name), streaming, looks \($0) rows ahead" } ?? name,
      predictor: settings.path, features: source,
      threshold: settings.count.map { .init(kind: "count", value: Double($0)) }
        ?? .init(kind: "evidence", value: Double(rule.threshold)),
      sampleRate: rowRate, minLength: Double(rule.gap) / rowRate,
      maxLength: reading.info.duration, seed: model.settings.seed, version: skilletVersion)
    return SegmentResult(
      info: reading.info, frames: reading.frames, result: result, method: method)
  }
}
