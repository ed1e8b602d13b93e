public import Annotations
internal import Evaluation
internal import Frames

extension ReviewFolder {
  /// A document held against another one of the same video.
  public struct Comparison: Sendable {
    /// The other's segments.
    public var segments: [Segment]
    /// How boundaries agree: `matched / (matched + …)` as F1, precision of this one, recall of the
    /// other's.
    public var f1: Double
    /// Of this document's boundaries, the part that the other has.
    public var precision: Double
    /// Of the other's boundaries, the part that this document has.
    public var recall: Double
    /// F1 of segments that overlap by half or more.
    public var segmentalF1: Double
    /// How far apart matched boundaries are in the mean; nil where none is matched.
    public var meanDistance: Double?
    /// Boundaries that are taken for the same: this document's frame, the other's.
    public var matched: [(mine: Int, theirs: Int)]
    /// How far apart they may be, in frames.
    public var tolerance: Int
  }

  /// Compares the current version of a document with another one.
  ///
  /// - Parameters:
  ///   - name: `machine`, or one of the names that the document is shown with.
  ///   - tolerance: frames that two boundaries may be apart and still be the same.
  public func compare(
    _ id: String, with name: String, tolerance: Int
  ) throws(ReviewProblem) -> Comparison {
    guard (0...100_000).contains(tolerance) else {
      throw .invalid("tolerance is a number of frames from 0 to 100000")
    }
    let review = try document(id)
    let other: SegmentsDocument
    if name == "machine" {
      other = review.history.document
    } else {
      guard let found = layout.others(review.row.key).first(where: { $0.name == name }) else {
        throw .notFound("there is no document \"\(name)\" of this video")
      }
      other = try OpenedReview.document(found.path)
    }
    let frames = review.history.state.frames
    guard other.video.frames == frames else {
      throw .unavailable(
        "\(name) is about a video of \(other.video.frames) frames, this one has \(frames)")
    }
    let mine = review.history.state.levels[0].marks.dropFirst().map(\.start)
    let theirs = other.segments.dropFirst().map(\.start.index)
    let matching = BoundaryMatching(
      predicted: mine.map(Double.init), truth: theirs.map(Double.init), tolerance: Double(tolerance)
    )
    let score = DetectionScore(
      matched: matching.pairs.count, predicted: mine.count, truth: theirs.count)
    let segmental = SegmentalF1.score(
      predicted: SegmentalF1.segments(boundaries: Array(mine), frames: frames),
      truth: SegmentalF1.segments(boundaries: Array(theirs), frames: frames))
    let distances = matching.pairs.map(\.distance)
    return Comparison(
      segments: other.segments, f1: score.f1, precision: score.precision, recall: score.recall,
      segmentalF1: segmental.f1,
      meanDistance: distances.isEmpty ? nil : distances.reduce(0, +) / Double(distances.count),
      matched: matching.pairs.map { (mine[mine.startIndex + $0.predicted], theirs[$0.truth]) },
      tolerance: tolerance)
  }
}
