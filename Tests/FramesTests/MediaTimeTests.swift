import Frames
import Testing

@Suite struct MediaTimeTests {
  @Test func equalMomentsInDifferentUnitsAreEqualAndHashAlike() {
    let half = MediaTime(value: 1, timescale: 2)
    let same = MediaTime(value: 15_360, timescale: 30_720)
    #expect(half == same)
    #expect(Set([half, same]).count == 1)
  }

  @Test func orderIsExactWhereDoublesWouldTie() {
    let early = MediaTime(value: 9_007_199_254_740_993, timescale: 1)
    let late = MediaTime(value: 9_007_199_254_740_994, timescale: 1)
    #expect(early < late)
    #expect(MediaTime(value: -1, timescale: 3) < MediaTime(value: 0, timescale: 1))
  }

  @Test func differencesAreExactInOneTimescaleAndToTheNanosecondAcrossTwo() {
    let third = MediaTime(value: 10010, timescale: 30000)
    #expect(
      third - MediaTime(value: 9009, timescale: 30000) == MediaTime(value: 1001, timescale: 30000))
    let mixed = MediaTime(value: 3, timescale: 2) - MediaTime(value: 1, timescale: 4)
    #expect(mixed == MediaTime(value: 5, timescale: 4))
  }

  @Test(arguments: ["30000/1001", "1/15360", "0/1"])
  func rationalsAreReadAndWrittenAlike(text: String) {
    #expect(Rational(text)?.description == text)
  }

  @Test(arguments: ["", "a", "1/0", "1/2/3", "1/-2"])
  func wrongRationalsAreRefused(text: String) {
    #expect(Rational(text) == nil)
  }
}
