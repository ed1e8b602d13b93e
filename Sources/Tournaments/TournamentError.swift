/// A fault of a tournament file or of what was to be written into it.
public struct TournamentError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of fault it is, so that a caller can choose an exit code.
  public enum Kind: Sendable, Hashable {
    /// There is no readable file of that name.
    case noInput
    /// The file is no tournament or a newer one, or a judgement does not fit what stands in it.
    case badData
    /// The file cannot be written: it exists, is read-only, or the disk is full.
    case cannotWrite
    /// Something failed that was not the input's fault, such as a file that others keep locked.
    case failed
  }

  /// The kind of fault.
  public let kind: Kind
  /// One line: which file, which step, what was wrong, what to do.
  public let description: String

  /// Collects a fault.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
