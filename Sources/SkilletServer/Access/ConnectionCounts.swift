internal import Synchronization

/// How many connections are open, altogether and from each address.
final class ConnectionCounts: Sendable {
  private let most: Int
  private let mostEach: Int
  private let counts = Mutex<[String: Int]>([:])

  init(most: Int, mostEach: Int) { (self.most, self.mostEach) = (most, mostEach) }

  /// Counts one more; false, and nothing counted, where there are too many.
  func open(_ address: String) -> Bool {
    counts.withLock { counts in
      let own = counts[address] ?? 0
      guard own < mostEach, counts.values.reduce(0, +) < most else { return false }
      counts[address] = own + 1
      return true
    }
  }

  /// Counts one less.
  func close(_ address: String) {
    counts.withLock { counts in
      let left = (counts[address] ?? 1) - 1
      counts[address] = left > 0 ? left : nil
    }
  }
}
