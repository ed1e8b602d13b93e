import Segmentation
import Testing

@Suite struct CutDensityTests {
  private let times = (0..<1200).map { Double($0) / 10 }
  private let scores = [Float](repeating: 3, count: 1200)

  @Test func withoutCutsNothingIsDiscounted() {
    #expect(CutDensity().discount(scores, at: times, shots: []) == scores)
    #expect(CutDensity().discount([], at: [], shots: []).isEmpty)
  }

  @Test func oneCutInAShortClipDiscountsNothing() {
    let short = Array(times.prefix(150))
    #expect(
      CutDensity().discount(Array(scores.prefix(150)), at: short, shots: [50])
        == Array(scores.prefix(150)))
  }

  @Test func denseCutsDiscountTheirSurroundingsOnly() {
    // Five cuts in the first 25 s: over 3 a minute for those near them, none from 55 s on.
    let found = CutDensity().discount(scores, at: times, shots: [50, 100, 150, 200, 250])
    #expect(abs(found[100] - 3 / (1 + 1 / 3.0)) < 1e-5)
    #expect(found[560...].allSatisfy { $0 == 3 })
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func equalsThePlainFormula(seed: UInt64) {
    var state = seed
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
    let shots = (0..<1200).filter { _ in uniform() < 0.006 }
    let found = CutDensity().discount(scores, at: times, shots: shots)
    for i in stride(from: 0, to: times.count, by: 17) {
      let (low, high) = (max(times[0], times[i] - 30), min(times[1199], times[i] + 30))
      let near = shots.filter { times[$0] >= times[i] - 30 && times[$0] <= times[i] + 30 }.count
      let rate = 60 * Double(near) / (high - low + 20)
      let expected = 3 / (1 + min(1, max(0, rate - 2)) / 3)
      #expect(abs(Double(found[i]) - expected) < 1e-4, "seed \(seed), sample \(i)")
    }
  }
}
