internal import Annotations
internal import Evaluation

extension JoinedVideos {
  /// Both sides' labels as runs; throws where a side has none, where the sides differ in length, and
  /// at a label that the mapping does not know.
  ///
  /// With a mapping, labels of one class become one; predicted clusters are left as they are where
  /// `mapsPredictions` is false.
  func labels(
    mapping: LabelMapping?, mapsPredictions: Bool = true
  ) throws(SkilletError) -> [LabelledVideo] {
    var labelled: [LabelledVideo] = []
    for video in videos {
      let path = video.prediction.path
      let truth = video.truth
      guard truth.labels.count == truth.boundaries.count + 1 else {
        throw SkilletError(
          .badData, "\(path): the truth of \(video.name) has no labels; this protocol compares "
            + "labels")
      }
      let spans = SegmentalF1.segments(boundaries: truth.boundaries, frames: video.frames)
      var right = zip(spans, truth.labels).map { LabelledSegments.Run($0, $1) }
      var left = try video.prediction.runs(frames: video.frames, frameRate: video.frameRate)
      let end = left.last?.frames.upperBound ?? 0
      if end != video.frames {
        throw SkilletError(
          .badData,
          "\(path): \(end) frames are labelled, but the truth of \(video.name) has "
            + "\(video.frames); give a label for each frame of the video")
      }
      if let mapping {
        right = try Self.mapped(right, mapping, "the truth of \(video.name)")
        if mapsPredictions { left = try Self.mapped(left, mapping, path) }
      }
      labelled.append(LabelledVideo(name: video.name, predicted: left, truth: right))
    }
    return labelled
  }

  private static func mapped(
    _ runs: [LabelledSegments.Run], _ mapping: LabelMapping, _ owner: String
  ) throws(SkilletError) -> [LabelledSegments.Run] {
    var mapped: [LabelledSegments.Run] = []
    for run in runs {
      guard let name = mapping.name(of: run.label) else {
        throw SkilletError(
          .badData,
          "\(owner): frame \(run.frames.lowerBound) is labelled \"\(run.label)\", which "
            + "\(mapping.file) does not name; correct the label or complete the mapping")
      }
      mapped.append(.init(run.frames, name))
    }
    return mapped
  }
}
