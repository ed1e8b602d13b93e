internal import Dispatch
internal import Synchronization

/// Maps places side by side on at most `width` threads; results and the first fault in their order.
func parallelMap<Result: Sendable>(
  _ count: Int, width: Int, _ body: @escaping @Sendable (Int) throws -> Result
) throws -> [Result] {
  let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
  let queue = DispatchQueue(label: "skillet.parallel", attributes: .concurrent)
  let slots = DispatchSemaphore(value: max(1, width))
  let group = DispatchGroup()
  for place in 0..<count {
    slots.wait()
    if results.withLock({ $0.values.contains { if case .failure = $0 { true } else { false } } }) {
      slots.signal()
      break
    }
    queue.async(group: group) {
      let result = Swift.Result { try body(place) }
      results.withLock { $0[place] = result }
      slots.signal()
    }
  }
  group.wait()
  return try results.withLock { results in
    for place in 0..<count {
      if case .failure(let error)? = results[place] { throw error }
    }
    return try (0..<count).compactMap { try results[$0]?.get() }
  }
}
