public import VideoIO

/// A fault of a run, with the exit code that the tool ends with.
public struct SkilletError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Why a run ended, as an exit code.
  public enum Code: Int32, Sendable, Hashable {
    /// Something failed that was not the input's fault.
    case failed = 1
    /// The arguments do not fit together.
    case usage = 64
    /// The input is damaged or not what it should be.
    case badData = 65
    /// The input is missing or cannot be read.
    case noInput = 66
    /// The output exists or cannot be written.
    case cannotWrite = 73
    /// The run was interrupted.
    case interrupted = 130
  }

  /// The exit code.
  public let code: Code
  /// One line: which file, what was wrong, what to do.
  public let description: String

  /// Collects a fault.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }

  /// The same fault as a fault of the run.
  public init(_ error: VideoError) {
    let code: Code =
      switch error.kind {
      case .noInput: .noInput
      case .badData: .badData
      case .cannotWrite: .cannotWrite
      case .failed: .failed
      }
    self.init(code, error.description)
  }
}
