/// A fault of a document: which file, which step, where in it, what was wrong and what to do.
public struct AnnotationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file as the person named it; `-` or `text` where there was none.
  public var file: String
  /// The step that failed, such as `read the segments document`.
  public var step: String
  /// Where in the file: `line 3, column 7` or `segments[2].start`; empty where it is all of it.
  public var place: String
  /// What was wrong, in words.
  public var reason: String
  /// What to do; empty where nothing sensible can be said.
  public var advice: String

  /// Collects a fault.
  public init(
    file: String, step: String, place: String = "", reason: String, advice: String = ""
  ) {
    self.file = file
    self.step = step
    self.place = place
    self.reason = reason
    self.advice = advice
  }

  /// One line for the person who meets it.
  public var description: String {
    let position = place.isEmpty ? "" : "\(place): "
    let tail = advice.isEmpty ? "" : "; \(advice)"
    return "\(file): cannot \(step): \(position)\(reason)\(tail)"
  }
}
