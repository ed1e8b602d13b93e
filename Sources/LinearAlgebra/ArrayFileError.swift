/// A fault of a file of arrays: which file, what was wrong in it, and what to do.
public struct ArrayFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file as the person named it.
  public var file: String
  /// The step that failed, such as `read safetensors`.
  public var step: String
  /// What was wrong, in words.
  public var reason: String
  /// What to do.
  public var advice: String

  /// Collects a fault.
  public init(file: String, step: String, reason: String, advice: String) {
    self.file = file
    self.step = step
    self.reason = reason
    self.advice = advice
  }

  /// One line for the person who meets it.
  public var description: String { "\(file): cannot \(step): \(reason); \(advice)" }
}
