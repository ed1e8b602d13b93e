/// The generic event boundaries of one video: times, or frames, of one prediction and of several
/// raters.
public struct EventVideo: Sendable, Hashable {
  /// The video's name.
  public var name: String
  /// The length of the video, in the unit of the times; above zero.
  public var duration: Double
  /// The predicted times, in the order of the file; nil where the video was not predicted.
  public var predicted: [Double]?
  /// The times that each rater gave, at least one rater.
  public var raters: [[Double]]
  /// How well the raters agree, their mean F1; nil where nobody says.
  public var consistency: Double?

  /// Collects a video.
  public init(
    name: String, duration: Double, predicted: [Double]?, raters: [[Double]],
    consistency: Double? = nil
  ) {
    self.name = name
    self.duration = duration
    self.predicted = predicted
    self.raters = raters
    self.consistency = consistency
  }
}
