import Testing

@testable import Features

@Suite struct ExposureTests {
  private let picture = Texture(seed: 3).luma()

  private func exposed(_ gain: Float, _ offset: Float) -> [UInt8] {
    picture.map { UInt8(min(255, max(0, (Float($0) * gain + offset).rounded()))) }
  }

  @Test(arguments: [(Float(1), Float(0)), (0.7, 10), (1.2, -20), (1, 40), (0.65, 60), (1.25, 0)])
  func aGainAndAnOffsetAreUndone(gain: Float, offset: Float) {
    let after = exposed(gain, offset)
    let matched = Exposure(from: picture, to: after).apply(to: picture)
    // Both were rounded to codes once: at most one code apart.
    #expect(zip(matched, after).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test func theGainIsHeldWithinItsLimits() {
    #expect(Exposure(from: picture, to: exposed(0.3, 0)).gain == 0.6)
    #expect(Exposure(from: exposed(0.3, 0), to: picture).gain == 1.7)
  }

  @Test func aFlatPictureHasNoGain() {
    let flat = [UInt8](repeating: 90, count: 2304)
    #expect(Exposure(from: flat, to: picture).gain == 1)
    #expect(Exposure(from: picture, to: flat).gain == 1)
    let other = [UInt8](repeating: 120, count: 2304)
    #expect(Exposure(from: flat, to: other).apply(to: flat) == other)
  }

  @Test func equalPicturesStayAsTheyAre() {
    #expect(Exposure(from: picture, to: picture).apply(to: picture) == picture)
  }
}
