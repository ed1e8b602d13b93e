/// A fault of a video file or of reading or writing it: which file, which step, what was wrong and
/// what to do.
public struct VideoError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of fault it is, so that a caller can choose an exit code or go on with a batch.
  public enum Kind: Sendable, Hashable {
    /// There is no readable file of that name: it is missing, a folder, a pipe or not permitted.
    case noInput
    /// The file is not a video, is damaged beyond use, or asks for what is refused.
    case badData
    /// The output cannot be written.
    case cannotWrite
    /// The work was given up: out of memory, out of time.
    case failed
  }

  /// The kind of fault.
  public let kind: Kind
  /// The file as the person named it.
  public let path: String
  /// The step that failed, such as `open` or `find the video stream`.
  public let step: String
  /// What was wrong, in words.
  public let reason: String
  /// What to do; empty where nothing sensible can be said.
  public let advice: String
  /// FFmpeg's code, or 0 where the fault was not FFmpeg's.
  public let code: Int32

  /// Collects a fault.
  public init(
    _ kind: Kind, path: String, step: String, reason: String, advice: String = "", code: Int32 = 0
  ) {
    self.kind = kind
    self.path = path
    self.step = step
    self.reason = reason
    self.advice = advice
    self.code = code
  }

  /// One line for the person who meets it.
  public var description: String {
    let tail = advice.isEmpty ? "" : "; \(advice)"
    return "\(path): cannot \(step): \(reason)\(tail)"
  }
}
