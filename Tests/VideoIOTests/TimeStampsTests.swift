import Testing

@testable import VideoIO

@Suite struct TimeStampsTests {
  @Test(arguments: [0, 1, 63, 64, 65, 1000])
  func holdsWhatWasAppended(count: Int) {
    let wanted = (0..<count).map { Int64($0) * 1001 - 5000 }
    var kept = TimeStamps(capacity: count)
    for pts in wanted { kept.append(pts) }
    #expect(Array(kept) == wanted)
  }

  @Test func holdsGapsThatDoNotFitIn32Bits() {
    let wanted: [Int64] = [
      .min + 1, -1, 0, 1, 1 << 31, (1 << 32) - 1, 1 << 32, 1 << 40, .max - 1, .max,
    ]
    var kept = TimeStamps(capacity: 0)
    for pts in wanted { kept.append(pts) }
    #expect(Array(kept) == wanted)
  }
}
