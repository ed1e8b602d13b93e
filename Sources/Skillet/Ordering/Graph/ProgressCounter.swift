internal import Synchronization

/// Counts what threads have done and tells it one at a time.
final class ProgressCounter: Sendable {
  private let done = Mutex(0)
  private let expected: Int
  private let tell: @Sendable (_ done: Int, _ of: Int) -> Void

  init(_ expected: Int, _ tell: @escaping @Sendable (_ done: Int, _ of: Int) -> Void) {
    self.expected = expected
    self.tell = tell
  }

  func advance() {
    done.withLock { done in
      done += 1
      tell(done, expected)
    }
  }
}
