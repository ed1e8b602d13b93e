import LinearAlgebra
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
    let regular = (0..<200).map { Int64($0) * 512 }
    for lead in [0, 1, 54, 60, 64, 128] {
      let all = regular.prefix(lead) + wanted + regular
      var kept = TimeStamps(capacity: 0)
      for pts in all { kept.append(pts) }
      #expect(Array(kept) == Array(all), "after \(lead) regular ones")
    }
  }

  /// Steps that are even, that round to milliseconds, that jitter and that leap, in turn.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func holdsAnyRisingTimes(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var wanted: [Int64] = []
    var pts = Int64(random.next(below: 1 << 20)) - (1 << 19)
    for i in 0..<1500 {
      wanted.append(pts)
      switch (i / 150 + Int(seed)) % 5 {
      case 0: pts += 3003
      case 1: pts += 33 + Int64(i % 3 == 0 ? 1 : 0)
      case 2: pts += 1 + Int64(random.next(below: 6000))
      case 3: pts += 1 + Int64(random.next(below: 1 << 20))
      default: pts += 1 + Int64(random.next(below: 1 << 40))
      }
    }
    var kept = TimeStamps(capacity: wanted.count)
    for pts in wanted { kept.append(pts) }
    #expect(Array(kept) == wanted, "seed \(seed)")
  }

  @Test func regularTimesTakeLittleRoom() {
    let frames = 108_000
    var even = TimeStamps(capacity: frames)
    var milliseconds = TimeStamps(capacity: frames)
    for i in 0..<frames {
      even.append(Int64(i) * 512)
      milliseconds.append(Int64((Double(i) * 1000 / 30).rounded()))
    }
    #expect(even.bytes < frames / 2)
    #expect(milliseconds.bytes < frames * 3)
  }
}
