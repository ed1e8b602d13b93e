internal import Annotations
public import Evaluation

/// `skillet evaluate gebd`: generic event boundaries against those of several raters.
public struct EventEvaluation: EvaluationResult {
  /// The figures.
  public let scores: ScoreReport
  /// What a person should know beside them, a sentence each.
  public let notes: [String]

  /// Reads both sides, joins them and scores them.
  ///
  /// - Parameters:
  ///   - predicted: files or folders in any format that segments are read in, or
  ///     `{video: [seconds]}`.
  ///   - truth: Kinetics-GEBD's annotations as JSON, which hold all raters; or a file or folder a
  ///     rater, in any shape that ``TruthReader`` knows.
  ///   - frameRate: of videos of which nobody says it.
  ///   - settings: the protocol.
  public init(
    predicted: [String], truth: [String], frameRate: Double? = nil,
    settings: EventBoundaryProtocol = EventBoundaryProtocol()
  ) throws(SkilletError) {
    var predictions: [String: Prediction] = [:]
    for path in try AnnotationFiles.list(predicted) {
      for prediction in try Prediction.read(path) {
        guard let name = prediction.name else {
          throw SkilletError(.badData, "\(path): it does not name its video; rename it")
        }
        if predictions.updateValue(prediction, forKey: name) != nil {
          throw SkilletError(
            .badData, "\(path): \(name) was predicted before; give one file a video")
        }
      }
    }
    let truths = try Self.raters(truth)
    if let name = predictions.keys.filter({ truths[$0] == nil }).min() {
      throw SkilletError(
        .badData,
        "\(predictions[name]?.path ?? name): no truth is named \"\(name)\"; there is truth for "
          + Truths.list(truths.keys.sorted()))
    }
    var videos: [EventVideo] = []
    for name in truths.keys.sorted() {
      if let rated = truths[name] {
        videos.append(try Self.join(name, predictions[name], rated, frameRate))
      }
    }
    let missing = truths.keys.filter { predictions[$0] == nil }.sorted()
    notes =
      missing.isEmpty
      ? [] : ["no prediction for \(missing.count) of the true videos: \(Truths.list(missing))"]
    scores = try SkilletError.wrapping { () throws(EvaluationError) in try settings.score(videos) }
  }

  /// What is known of one video from all raters.
  private struct Rated {
    /// In seconds; nil where only frames are known.
    var duration: Double?
    var frames: Int?
    var frameRate: Double?
    var consistency: Double?
    /// In seconds.
    var times: [[Double]] = []
    /// In frames.
    var boundaries: [[Int]] = []
  }

  private static func raters(_ paths: [String]) throws(SkilletError) -> [String: Rated] {
    var rated: [String: Rated] = [:]
    for path in paths {
      for file in try AnnotationFiles.list([path]) {
        if let videos = try events(file) {
          for video in videos {
            rated[video.name, default: Rated()].duration = video.duration
            rated[video.name]?.frameRate = video.frameRate
            rated[video.name]?.consistency = video.consistency
            rated[video.name]?.times += video.raters
          }
          continue
        }
        for truth in try Truths.read(file, level: .skills) {
          let name = truth.name ?? ""
          var known = rated[name] ?? Rated()
          if let frames = truth.frames, let other = known.frames, other != frames {
            throw SkilletError(
              .badData,
              "\(file): \(name) has \(frames) frames, but \(other) for another rater; the two are "
                + "not of the same video")
          }
          known.frames = truth.frames ?? known.frames
          known.frameRate = truth.frameRate ?? known.frameRate
          known.boundaries.append(truth.boundaries)
          rated[name] = known
        }
      }
    }
    return rated
  }

  private static func events(_ file: String) throws(SkilletError) -> [EventTruth]? {
    guard file.lowercased().hasSuffix(".json") else { return nil }
    let text = try AnnotationFiles.text(of: file)
    do {
      return try EventTruth.read(JSONValue(parsing: text, file: file), file: file)
    } catch {
      throw SkilletError(error)
    }
  }

  /// Puts both sides of a video in one unit: seconds where anybody speaks of them, else frames.
  private static func join(
    _ name: String, _ prediction: Prediction?, _ rated: Rated, _ given: Double?
  ) throws(SkilletError) -> EventVideo {
    let rate = rated.frameRate ?? prediction?.frameRate ?? given
    let needsSeconds = rated.duration != nil || prediction?.knowsOnlyTimes ?? false
    let frames = rated.frames ?? prediction?.frames
    let divisor = rate ?? 1
    guard let duration = rated.duration ?? frames.map({ Double($0) / divisor }), duration > 0,
      rate != nil || !needsSeconds || rated.boundaries.isEmpty && prediction?.knowsOnlyTimes != false
    else {
      throw SkilletError(
        .badData,
        "\(prediction?.path ?? name): frames and seconds cannot be compared: nobody says the frame "
          + "rate or the length of \(name); give --frame-rate")
    }
    return EventVideo(
      name: name, duration: duration, predicted: prediction?.times(frameRate: rate),
      raters: rated.times + rated.boundaries.map { $0.map { Double($0) / divisor } },
      consistency: rated.consistency)
  }
}
