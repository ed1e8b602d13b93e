internal import Annotations
internal import ArgumentParser
internal import Skillet

/// The options that decide where a video is cut.
struct CuttingOptions: ParsableArguments {
  @Option(help: "What gives the evidence: fused, online-predictor or change.")
  var predictor = SegmentSettings.Predictor.fused

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

  @Option(help: "Decoder threads.")
  var threads = 2

  func validate() throws {
    if let count, count < 0 { throw ValidationError("--count cannot be below 0") }
    if threshold != nil, count != nil {
      throw ValidationError("give --threshold or --count, not both")
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

  func settings() throws -> SegmentSettings {
    var settings = SegmentSettings()
    settings.predictor = predictor
    settings.threshold = threshold
    settings.sensitivity = sensitivity
    settings.count = count
    settings.sampleRate = sampleRate
    settings.minLength = minLength
    settings.maxLength = maxLength
    settings.seed = seed
    settings.threads = threads
    return settings
  }
}
