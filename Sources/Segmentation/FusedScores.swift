/// The default score of a video's samples and the evidence that it was made of.
public struct FusedScores: Sendable {
  /// One score a sample.
  public var score: [Float] = []
  /// The kinds of evidence, by name.
  public var parts: [(name: String, values: CompactSeries)]
  /// Samples that may begin another shot, with how far they stand out.
  public var shotCandidates: [ShotDetector.Candidate] = []

  /// No scores, with room for `capacity`.
  public init(capacity: Int = 0) {
    score.reserveCapacity(capacity)
    parts = ["burst", "start", "leave", "turn"].map { ($0, CompactSeries(capacity: capacity)) }
  }
}
