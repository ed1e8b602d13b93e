/// A fault of a batch: what it concerns, what was wrong and what to do.
public struct BatchError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Whose fault it is.
  public enum Kind: Sendable, Hashable {
    /// The arguments do not fit together.
    case usage
    /// A list of videos or a ledger is damaged.
    case badData
    /// A list, a folder or a video is missing or cannot be read.
    case noInput
    /// The output cannot be written.
    case cannotWrite
    /// Something else failed.
    case failed
  }

  /// Whose fault it is.
  public let kind: Kind
  /// One line for the person who meets it.
  public let description: String

  /// Collects a fault.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
