/// One thing that a person does to a document.
public enum ReviewEdit: Sendable, Hashable {
  /// The boundary at a frame moves to another, between its neighbours.
  case move(level: String, boundary: Int, to: Int)
  /// A segment is cut in two before a frame; both parts keep its label.
  case split(level: String, at: Int)
  /// The boundary at a frame goes; the segment before it keeps its label, or takes the other's
  /// where it has none.
  case merge(level: String, boundary: Int)
  /// A segment goes and its neighbour takes its frames.
  case delete(level: String, segment: String, into: Side)
  /// A segment is called something, or nothing.
  case label(level: String, segment: String, label: String?)
  /// A level is added, one segment over the whole video.
  case addLevel(String)
  /// A level goes with all of its segments; the first one stays.
  case removeLevel(String)
  /// All boundaries of a level are others; what the new segments overlap most says what they are
  /// called.
  case replace(level: String, boundaries: [Int])

  /// Which neighbour takes the frames of a segment that goes.
  public enum Side: String, Sendable, Hashable, CaseIterable {
    /// The segment before.
    case before
    /// The segment behind.
    case after
  }

  /// The longest label, in UTF-8 bytes.
  public static let longestLabel = 400
  /// The most levels of a document.
  public static let mostLevels = 16
  /// The most segments of a level.
  public static let mostSegments = 100_000
}

/// Why an edit cannot be made, in words for the person who made it.
public struct ReviewFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// One line.
  public let description: String

  /// Says it.
  public init(_ description: String) { self.description = description }
}
