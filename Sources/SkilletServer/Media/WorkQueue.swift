internal import HTTPTypes
internal import NIOPosix
internal import Synchronization

/// Threads for work that takes the processor for long: so many at a time, and so many that wait.
final class WorkQueue: Sendable {
  private let pool: NIOThreadPool
  private let most: Int
  private let waiting = Mutex(0)

  /// - Parameters:
  ///   - threads: how many are worked on at once.
  ///   - most: how many may be under way or wait; one more is refused.
  init(threads: Int, most: Int) {
    pool = NIOThreadPool(numberOfThreads: threads)
    pool.start()
    self.most = most
  }

  /// Does a piece of work in its turn.
  ///
  /// - Throws: `RequestFault` (429) where too many wait, or what the work throws.
  func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try enter()
    defer { waiting.withLock { $0 -= 1 } }
    return try await pool.runIfActive(work)
  }

  /// Whether one more would be refused.
  var isFull: Bool { waiting.withLock { $0 >= most } }

  static let refusal = RequestFault(
    .tooManyRequests, "too much is asked for at once; wait a moment")

  private func enter() throws(RequestFault) {
    let isAllowed = waiting.withLock { waiting in
      guard waiting < most else { return false }
      waiting += 1
      return true
    }
    guard isAllowed else { throw Self.refusal }
  }
}
