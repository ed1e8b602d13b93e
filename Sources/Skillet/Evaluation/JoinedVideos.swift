internal import Annotations
internal import Evaluation

/// Predictions joined with the truth of the same videos: what every protocol starts from.
///
/// A prediction and a truth belong together when they name the same video: a document by its
/// video's path, a list by its keys, any other file by its own name. A prediction without truth is
/// an error; truth without a prediction is noted, so that a subset can be scored.
struct JoinedVideos {
  /// One video.
  struct Video {
    /// Its name.
    let name: String
    /// What was predicted.
    let prediction: Prediction
    /// What is true.
    let truth: BoundaryTruth
    /// Its length.
    let frames: Int
    /// Frames a second, of the truth, else of the prediction, else as told; nil where nobody says.
    let frameRate: Double?
  }

  /// The videos in the order of the predictions.
  let videos: [Video]
  /// What a person should know beside the figures, a sentence each.
  private(set) var notes: [String]

  /// Reads both sides and joins them.
  init(
    predicted: [String], truth: [String], level: BoundaryTruth.Level, frameRate: Double? = nil
  ) throws(SkilletError) {
    var predictions: [Prediction] = []
    for path in try AnnotationFiles.list(predicted) { predictions += try Prediction.read(path) }
    var truths = try Truths(truth, level: level)
    var notes: [String] = []
    var videos: [Video] = []
    for prediction in predictions {
      let truth = try truths.match(prediction, isOnly: predictions.count == 1)
      let name = prediction.name ?? truth.name ?? prediction.path
      guard let frames = truth.frames ?? prediction.frames else {
        throw SkilletError(
          .badData, "\(prediction.path): neither it nor the truth says how long \(name) is")
      }
      if let counted = prediction.frames, counted != frames {
        notes.append("\(name): the truth has \(frames) frames, the prediction \(counted)")
      }
      if let last = truth.boundaries.last, last >= frames {
        throw SkilletError(
          .badData,
          "\(prediction.path): \(name) has \(frames) frames, but a true boundary at \(last); "
            + "the two are not of the same video")
      }
      videos.append(
        Video(
          name: name, prediction: prediction, truth: truth, frames: frames,
          frameRate: truth.frameRate ?? prediction.frameRate ?? frameRate))
    }
    let unused = truths.unused
    if !unused.isEmpty {
      notes.append(
        "no prediction for \(unused.count) of the true videos: \(Truths.list(unused))")
    }
    self.videos = videos
    self.notes = notes
  }

  /// Notes the videos whose frame rate varies, where a figure depends on seconds.
  mutating func noteVariableRates() {
    for video in videos where video.prediction.hasVariableRate {
      notes.append("\(video.name): its frame rate varies; seconds were taken at the average rate")
    }
  }

  /// Both sides' boundaries; a kind keeps only the predicted ones of that kind.
  func boundaries(kind: BoundaryKind? = nil) throws(SkilletError) -> [EvaluatedVideo] {
    var evaluated: [EvaluatedVideo] = []
    for video in videos {
      evaluated.append(
        EvaluatedVideo(
          name: video.name, frames: video.frames, frameRate: video.frameRate,
          predicted: try video.prediction.boundaries(
            frames: video.frames, frameRate: video.frameRate, kind: kind),
          truth: video.truth.boundaries, tolerated: video.truth.tolerated))
    }
    return evaluated
  }
}
