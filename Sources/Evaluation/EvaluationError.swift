/// A figure that cannot be computed: of which video, why, and what to do.
public struct EvaluationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The video.
  public var video: String
  /// What was wrong, in words.
  public var reason: String
  /// What to do.
  public var advice: String

  /// Collects a fault.
  public init(video: String, reason: String, advice: String) {
    self.video = video
    self.reason = reason
    self.advice = advice
  }

  /// One line for the person who meets it.
  public var description: String { "\(video): cannot score: \(reason); \(advice)" }
}
