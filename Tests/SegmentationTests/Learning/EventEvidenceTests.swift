import LinearAlgebra
import Testing

@testable import Segmentation

@Suite struct EventEvidenceTests {
  /// 41 rows of two actions: patch 0 changes three times after action 1, patch 1 in every other row.
  private func series() -> DemonstrationSeries {
    var changes = [UInt8](repeating: 0, count: 82)
    for row in [11, 21, 31] { changes[2 * row] = 1 }
    for row in stride(from: 0, to: 41, by: 2) { changes[2 * row + 1] = 1 }
    return DemonstrationSeries(
      tokens: Array(repeating: 0, count: 82), positions: 2, changes: changes,
      codes: (0..<41).map { $0 % 10 == 0 ? 1 : 0 })
  }

  @Test func liftIsCountedOnceARowAfterItsAction() throws {
    let events = try #require(EventEvidence([series()], codes: 3))
    // 40 rows have a row before: 4 after action 1, of which 3 changed patch 0, and 36 after action 0.
    let rate: Float = 3.0 / 40 + 0.001
    #expect(abs(events.lift[1, 0] - (4.0 / 24) / rate) <= 1e-5)
    #expect(abs(events.lift[0, 0] - (1.0 / 56) / rate) <= 1e-5)
    #expect(abs(events.lift[2, 0] - (1.0 / 20) / rate) <= 1e-5)
    // Half of the rows is not rare.
    #expect((0..<3).allSatisfy { events.lift[$0, 1] == 0 })
  }

  @Test func rowsWithoutAnActionBeforeAreNotCounted() throws {
    var one = series()
    one.codes[10] = -1
    let events = try #require(EventEvidence([one], codes: 2))
    let rate: Float = 2.0 / 39 + 0.001
    #expect(abs(events.lift[1, 0] - (3.0 / 23) / rate) <= 1e-5)
    #expect(events.events(one, rows: 0..<41)[11] == 0)
  }

  @Test func onlyTheLastOfEqualEventsCounts() throws {
    let (one, events) = (series(), try #require(EventEvidence([series()], codes: 2)))
    func rows(_ range: Range<Int>) -> [Int] {
      let found = events.events(one, rows: range)
      #expect(found.count == range.count && found.allSatisfy { $0 == 0 || $0 == 1 })
      return found.indices.filter { found[$0] == 1 }.map { range.lowerBound + $0 }
    }
    #expect(rows(0..<41) == [31])
    // A stretch knows no later row.
    #expect(rows(0..<31) == [21] && rows(5..<12) == [11] && rows(12..<21) == [])
    #expect(rows(31..<32) == [31])
  }

  @Test func anotherEventBetweenKeepsBoth() {
    var changes = [UInt8](repeating: 0, count: 60)
    (changes[2 * 5], changes[2 * 10 + 1], changes[2 * 15], changes[2 * 20]) = (1, 1, 1, 1)
    let one = DemonstrationSeries(
      tokens: Array(repeating: 0, count: 60), positions: 2, changes: changes,
      codes: Array(repeating: 0, count: 30))
    var lift = Matrix(rows: 1, columns: 2)
    (lift[0, 0], lift[0, 1]) = (2, 2)
    let found = EventEvidence(lift: lift).events(one, rows: 0..<30)
    #expect(found.indices.filter { found[$0] == 1 } == [5, 10, 20])
    lift[0, 1] = EventEvidence.leastLift
    let fewer = EventEvidence(lift: lift).events(one, rows: 0..<30)
    #expect(fewer.indices.filter { fewer[$0] == 1 } == [20], "the least lift has to be passed")
  }

  @Test func thereIsNoneWithoutChangesOrActions() {
    let bare = DemonstrationSeries(codes: [0, 1, 0])
    #expect(EventEvidence([bare], codes: 2) == nil && EventEvidence([], codes: 2) == nil)
    var silent = series()
    silent.codes = Array(repeating: -1, count: 41)
    #expect(EventEvidence([silent], codes: 2) == nil && EventEvidence([series()], codes: 0) == nil)
    #expect(
      EventEvidence(lift: Matrix(rows: 2, columns: 2)).events(bare, rows: 0..<3) == [0, 0, 0])
  }
}
