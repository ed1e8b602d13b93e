public import Annotations

/// How a video is cut.
public struct SegmentSettings: Sendable, Hashable {
  /// What gives the evidence for a boundary.
  public enum Predictor: String, Sendable, Hashable, CaseIterable {
    /// Several kinds of locally normalised change, fused; the default. Looks ahead.
    case fused
    /// The error of a feature predictor that learns within the video. Causal.
    case onlinePredictor = "online-predictor"
    /// Locally normalised change of picture and of motion, one sum of two. Looks ahead.
    case change
  }

  /// When evidence is enough.
  public enum Threshold: Sendable, Hashable {
    /// That many robust standard deviations.
    case sigma(Double)
    /// The published rule: that much over the mean of the segment, in the score's own unit.
    case nats(Double)
    /// Peaks above this quantile of the video's scores, in per cent.
    case percent(Double)
  }

  /// How readily people want cuts; sets the default threshold.
  public enum Sensitivity: String, Sendable, Hashable, CaseIterable {
    /// Few boundaries.
    case coarse
    /// The default.
    case normal
    /// Many boundaries.
    case fine
  }

  /// What gives the evidence.
  public var predictor = Predictor.fused
  /// When it is enough; nil for what `sensitivity` says.
  public var threshold: Threshold?
  /// Used where no threshold is given.
  public var sensitivity = Sensitivity.normal
  /// The number of boundaries wanted instead of a threshold.
  public var count: Int?
  /// Samples a second, at most.
  public var sampleRate = 30.0
  /// The shortest segment.
  public var minLength: TimeExpression?
  /// The longest segment.
  public var maxLength: TimeExpression?
  /// The seed of every random choice; stored in the document.
  public var seed: UInt64 = 0
  /// Decoder threads.
  public var threads = 2
  /// Where external events are; nil for none.
  public var events: EventSource?
  /// What they are to a boundary.
  public var eventUse = ExternalEvents.Use.cut
  /// The stretch of the file that is read, in seconds; nil for all of it.
  public var stretch: Range<Double>?

  /// The defaults.
  public init() {}

  /// The threshold that holds.
  public var effectiveThreshold: Threshold {
    if let threshold { return threshold }
    switch (predictor, sensitivity) {
    case (.fused, .coarse): return .sigma(4)
    case (.fused, .normal): return .sigma(3)
    case (.fused, .fine): return .sigma(2.5)
    case (.onlinePredictor, .coarse): return .sigma(1.75)
    case (.onlinePredictor, .normal): return .sigma(1.25)
    case (.onlinePredictor, .fine): return .sigma(1)
    case (.change, .coarse): return .sigma(3.8)
    case (.change, .normal): return .sigma(2.6)
    case (.change, .fine): return .sigma(2)
    }
  }
}
