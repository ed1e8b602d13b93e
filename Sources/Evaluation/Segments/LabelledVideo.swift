/// The labels that were predicted for a video, and the true ones, as runs.
public struct LabelledVideo: Sendable, Hashable {
  /// The video's name.
  public var name: String
  /// The predicted runs: ascending, not overlapping, neighbours of one label made one.
  public var predicted: [LabelledSegments.Run]
  /// The true runs, likewise.
  public var truth: [LabelledSegments.Run]

  /// Collects both sides; touching neighbours of one label are made one run.
  public init(
    name: String, predicted: [LabelledSegments.Run], truth: [LabelledSegments.Run]
  ) {
    self.name = name
    self.predicted = LabelledSegments.merged(predicted)
    self.truth = LabelledSegments.merged(truth)
  }

  /// Collects a label a frame of both sides.
  public init(name: String, predicted: [String], truth: [String]) {
    self.init(
      name: name, predicted: LabelledSegments.runs(of: predicted),
      truth: LabelledSegments.runs(of: truth))
  }

  /// Frames of the truth.
  public var frames: Int { truth.last?.frames.upperBound ?? 0 }

  /// What chance has to go by: the true labels in their order, cut at other places.
  func transcript(cutAt boundaries: [Int]) -> [LabelledSegments.Run] {
    let spans = SegmentalF1.segments(boundaries: boundaries, frames: frames)
    return LabelledSegments.merged(zip(spans, truth).map { .init($0, $1.label) })
  }
}
