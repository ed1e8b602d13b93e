internal import Synchronization

/// How often somebody may ask: a bucket of tokens each, which fills up again at a constant rate.
final class RateLimiter: Sendable {
  /// How many requests a second on average, and how many at once.
  struct Limit: Sendable, Hashable {
    var perSecond: Double
    var burst: Double
  }

  private struct Bucket {
    var tokens: Double
    var seconds: Double
  }

  private let limit: Limit
  private let capacity: Int
  private let buckets = Mutex<[String: Bucket]>([:])

  /// Remembers at most `capacity` names; those that are full again are forgotten first.
  init(_ limit: Limit, capacity: Int = 10_000) {
    (self.limit, self.capacity) = (limit, capacity)
  }

  /// Takes a token; false where none is left.
  ///
  /// - Parameter seconds: the moment on a clock that never goes back.
  func allows(_ name: String, at seconds: Double) -> Bool {
    buckets.withLock { buckets in
      var bucket = buckets[name] ?? Bucket(tokens: limit.burst, seconds: seconds)
      refill(&bucket, at: seconds)
      let isAllowed = bucket.tokens >= 1
      if isAllowed { bucket.tokens -= 1 }
      if buckets[name] == nil, buckets.count >= capacity { makeRoom(in: &buckets, at: seconds) }
      buckets[name] = bucket
      return isAllowed
    }
  }

  /// How many names are remembered.
  var count: Int { buckets.withLock { $0.count } }

  private func refill(_ bucket: inout Bucket, at seconds: Double) {
    let gained = max(0, seconds - bucket.seconds) * limit.perSecond
    bucket.tokens = min(limit.burst, bucket.tokens + gained)
    bucket.seconds = max(bucket.seconds, seconds)
  }

  private func makeRoom(in buckets: inout [String: Bucket], at seconds: Double) {
    buckets = buckets.filter { _, bucket in
      var bucket = bucket
      refill(&bucket, at: seconds)
      return bucket.tokens < limit.burst
    }
    // All of them ask at once: whoever has most left is given a fresh start.
    if buckets.count >= capacity {
      let keeps = buckets.sorted { $0.value.tokens < $1.value.tokens }.prefix(capacity / 2)
      buckets = Dictionary(uniqueKeysWithValues: keeps.map { ($0.key, $0.value) })
    }
  }
}
