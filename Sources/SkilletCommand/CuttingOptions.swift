internal import Annotations
internal import ArgumentParser
internal import Skillet

/// The options that decide where a video is cut.
struct CuttingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What gives the evidence: fused, online-predictor, change, or a model that was trained.",
      valueName: "name|file"))
  var predictor = PredictorArgument.named(.fused)

  @Flag(help: "With a model: decide each frame as a stream would, with the model's look-ahead.")
  var streaming = false

  @Option(help: "With --streaming: frames of look-ahead instead of the model's own.")
  var lookAhead: Int?

  @Option(
    help: """
      With a model: cut at this level, skill or stage; by default the one it was trained for.
      """)
  var level: BoundaryTruth.Level?

  @Option(
    help: """
      When it is enough: 3sigma (robust deviations), 18nats (the published rule, in the score's \
      unit) or 98% (quantile of the video).
      """)
  var threshold: SegmentSettings.Threshold?

  @Option(help: "How readily to cut where no --threshold is given: coarse, normal or fine.")
  var sensitivity = SegmentSettings.Sensitivity.normal

  @Option(help: "Take this many of the best boundaries instead of a threshold.")
  var count: Int?

  @Option(help: "Frames a second that are compared, at most.")
  var sampleRate = 30.0

  @Option(help: "The shortest segment; by default 0.4s, or 1s with another predictor than fused.")
  var minLength: TimeExpression?

  @Option(help: "The longest segment; by default 120s.")
  var maxLength: TimeExpression?

  @Option(help: "The seed of every random choice; the default method makes none.")
  var seed: UInt64 = 0

  @OptionGroup var events: EventOptions

  @Option(help: "What events are: cut (each is a boundary), evidence (speaks for one), ignore.")
  var eventsAs = ExternalEvents.Use.cut

  @Option(help: "Decoder threads.")
  var threads = 2

  func validate() throws {
    if let count, count < 0 { throw ValidationError("--count cannot be below 0") }
    if threshold != nil, count != nil {
      throw ValidationError("give --threshold or --count, not both")
    }
    if lookAhead != nil, !streaming { throw ValidationError("--look-ahead needs --streaming") }
    if let lookAhead, !(0...100_000).contains(lookAhead) {
      throw ValidationError("--look-ahead lies in 0...100000")
    }
    if streaming, case .named = predictor {
      throw ValidationError("--streaming needs --predictor with a model's file")
    }
    if level != nil, case .named = predictor {
      throw ValidationError("--level needs --predictor with a model's file")
    }
    guard isOrdered else { throw ValidationError("--min-length is longer than --max-length") }
    guard sampleRate >= 0.1, sampleRate <= 1000 else {
      throw ValidationError("--sample-rate has to lie between 0.1 and 1000")
    }
    guard threads >= 1, threads <= 64 else {
      throw ValidationError("--threads has to lie between 1 and 64")
    }
  }

  /// Whether the shortest is no longer than the longest, where both have one unit.
  private var isOrdered: Bool {
    switch (minLength, maxLength) {
    case (.frames(let least), .frames(let most)): least <= most
    case (.time(let least), .time(let most)): least <= most
    default: true
    }
  }

  /// Whether a model is what cuts.
  var hasModel: Bool { if case .file = predictor { true } else { false } }

  /// The settings for a model; nil where the predictor is one of the named ones.
  func modelSettings(_ actions: ActionSource?) throws -> ModelSegmentSettings? {
    guard case .file(let path) = predictor else { return nil }
    if case .sigma? = threshold {
      throw SkilletError(
        .usage,
        "\(path): a model's evidence has no sigma; give --threshold 98% or 0.3nats "
          + "(so much evidence), or --sensitivity")
    }
    if minLength != nil || maxLength != nil {
      throw SkilletError(
        .usage,
        "\(path): the model says how far boundaries keep apart; leave out --min-length "
          + "and --max-length")
    }
    var model = try PredictorModel(path: path)
    if let level { model = try model.cutting(at: level, path: path) }
    var settings = ModelSegmentSettings(model: model, path: path)
    settings.actions = actions
    settings.isStreaming = streaming
    settings.lookAhead = lookAhead
    settings.threshold = threshold
    settings.sensitivity = sensitivity
    settings.count = count
    settings.threads = threads
    settings.events = events.source
    settings.eventUse = eventsAs
    return settings
  }

  func settings() throws -> SegmentSettings {
    var settings = SegmentSettings()
    if case .named(let name) = predictor { settings.predictor = name }
    settings.threshold = threshold
    settings.sensitivity = sensitivity
    settings.count = count
    settings.sampleRate = sampleRate
    settings.minLength = minLength
    settings.maxLength = maxLength
    settings.seed = seed
    settings.threads = threads
    settings.events = events.source
    settings.eventUse = eventsAs
    return settings
  }
}
