import Synchronization
import Testing

@testable import Skillet

@Suite struct ParallelMapTests {
  struct Fault: Error, Equatable { var place: Int }

  @Test(arguments: [1, 2, 7]) func resultsComeInTheirOrder(width: Int) throws {
    #expect(try parallelMap(50, width: width) { $0 * $0 } == (0..<50).map { $0 * $0 })
    #expect(try parallelMap(0, width: width) { $0 } == [])
  }

  @Test func noMoreRunAtOnceThanTheWidth() throws {
    let state = Mutex((now: 0, most: 0))
    _ = try parallelMap(40, width: 3) { _ in
      state.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      for _ in 0..<10_000 { _ = state.withLock { $0.now } }
      state.withLock { $0.now -= 1 }
    }
    #expect(state.withLock { $0.most } <= 3)
  }

  @Test func aFaultEndsTheRun() throws {
    let begun = Mutex(0)
    #expect(throws: Fault(place: 4)) {
      try parallelMap(1000, width: 1) { place in
        begun.withLock { $0 += 1 }
        if place == 4 { throw Fault(place: place) }
      }
    }
    // The next may have begun before the fault was seen.
    #expect(begun.withLock { $0 } <= 6)
  }
}
