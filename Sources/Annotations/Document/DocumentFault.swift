/// One thing that is wrong with a document, and where in it.
public struct DocumentFault: Sendable, Hashable, CustomStringConvertible {
  /// Where: `video.frames`, `segments[2].start`; empty for the document itself.
  public var place: String
  /// What is wrong, in words.
  public var reason: String

  /// Collects a fault.
  public init(_ place: String, _ reason: String) {
    self.place = place
    self.reason = reason
  }

  /// The place and the reason on one line.
  public var description: String { place.isEmpty ? reason : "\(place): \(reason)" }
}
