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
  /// The stretch of the file that is read, in seconds; nil for all of it.
  public var stretch: Range<Double>?

  /// Names a model.
  public init(model: PredictorModel, path: String) {
    self.model = model
    self.path = path
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
      stretch: settings.stretch, interruption: interruption,
      progress: { done, expected in
        if digest == nil { digest = BackgroundDigest(video, isShared: settings.stretch != nil) }
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
    let (result, method) = try ModelSegmenter(
      reading: reading, settings: settings, source: actions?.track.source, events: events
    ).run()
    self.init(
      info: reading.info, frames: reading.frames, result: result, method: method,
      stretch: settings.stretch)
  }
}
