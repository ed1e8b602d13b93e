public import Annotations

/// What a named protocol says of predictions for many videos: figures, and every rule that they
/// depend on.
public struct ScoreReport: Sendable, Hashable {
  /// The protocol's name on the command line.
  public let name: String
  /// The rules, a sentence each, for people.
  public let rules: [String]
  /// The settings, for programs.
  public let settings: [JSONMember]
  /// The videos in the order of the figures' parts.
  public let videos: [String]
  /// The figures in the order in which they are printed.
  public let figures: [Figure]
  /// How intervals over videos are found.
  public let bootstrap: Bootstrap

  /// Collects a report; throws where there is no video.
  ///
  /// - Precondition: each figure has a part for each video, or is a `whole` one.
  public init(
    name: String, rules: [String], settings: [JSONMember], videos: [String], figures: [Figure],
    bootstrap: Bootstrap
  ) throws(EvaluationError) {
    if videos.isEmpty {
      throw EvaluationError(
        video: "no video", reason: "there is nothing to score", advice: "give at least one video")
    }
    for figure in figures where figure.averaging != .whole {
      for parts in [figure.ratios, figure.uniform, figure.random] {
        precondition(
          parts.map { $0.count == videos.count } ?? true,
          "\(figure.key) needs a part for each of \(videos.count) videos")
      }
    }
    self.name = name
    self.rules = rules
    self.settings = settings
    self.videos = videos
    self.figures = figures
    self.bootstrap = bootstrap
  }

  /// The figure of a key; nil where the protocol has none.
  public func figure(_ key: String) -> Figure? { figures.first { $0.key == key } }

  /// The value of a figure over all videos; nil where there is none.
  public func value(_ key: String) -> Double? { figure(key)?.estimate(bootstrap)?.mean }
}

extension Bootstrap {
  /// How intervals were found, as a sentence.
  func sentence(videos: Int) -> String {
    let share = (confidence * 100).formatted(decimals: 1)
    return videos < 2
      ? "Intervals cannot be estimated from one video."
      : "Intervals: \(share) % bootstrap over \(videos) videos, \(resamples) resamples, seed "
        + "\(seed)."
  }

  /// The settings in JSON.
  var json: [JSONMember] {
    [
      JSONMember("resamples", .integer(Int64(resamples))),
      JSONMember("confidence", .number(confidence)), JSONMember("seed", JSONValue(seed: seed)),
    ]
  }
}

extension Bootstrap.Interval {
  /// The ends in brackets, in a figure's unit.
  func ends(_ figure: Figure) -> String {
    guard let low, let high else { return "–" }
    return "[\(figure.text(low)), \(figure.text(high))]"
  }

  /// `mean`, `low` and `high`; the ends are null where they cannot be told.
  var json: JSONValue {
    .object([
      JSONMember("mean", .number(mean)), JSONMember("low", JSONValue(low)),
      JSONMember("high", JSONValue(high)),
    ])
  }
}

extension JSONValue {
  /// A number, or null where there is none.
  init(_ number: Double?) { self = number.map { .number($0) } ?? .null }
}
