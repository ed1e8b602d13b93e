/// Where a training stands.
public struct TrainingProgress: Sendable {
  /// What is being done.
  public var stage: String
  /// How far it is.
  public var done, expected: Int
  /// What `done` counts.
  public var unit: String
}
