internal import Synchronization

/// Whether somebody asked the run to end; long loops ask it once a frame.
///
/// The tool sets it on SIGINT and SIGTERM; a program that embeds the library may set it too.
public final class Interruption: Sendable {
  private let flag = Atomic<Bool>(false)

  /// A run that nobody has asked to end.
  public init() {}

  /// Asks the run to end at the next frame.
  public func request() { flag.store(true, ordering: .relaxed) }

  /// Whether the run was asked to end.
  public var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Throws where the run was asked to end.
  public func check() throws(SkilletError) {
    if isRequested { throw SkilletError(.interrupted, "interrupted; nothing was written") }
  }
}
