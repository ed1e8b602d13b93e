/// A training that ran away, with the step, what was seen and what to do.
public struct TrainingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The step, counted from 0, that could not be taken.
  public var step: Int
  /// What was wrong, in words.
  public var reason: String
  /// The last good checkpoint; nil where none was written.
  public var checkpoint: String?

  /// Collects a fault.
  public init(step: Int, reason: String, checkpoint: String?) {
    self.step = step
    self.reason = reason
    self.checkpoint = checkpoint
  }

  /// One line for the person who meets it.
  public var description: String {
    let place = checkpoint.map { "; \($0) holds the last good state" } ?? ""
    return "training diverged at step \(step): \(reason)\(place); "
      + "lower the learning rate, lengthen the warm-up or look at the data"
  }
}
