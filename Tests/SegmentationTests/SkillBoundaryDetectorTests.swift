import Segmentation
import Testing

@Suite struct SkillBoundaryDetectorTests {
  /// Two regimes of a noisy oscillation, the second faster and elsewhere.
  private func series(seed: UInt64) -> [[Float]] {
    var state = seed
    func noise() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 24) - 0.5
    }
    return (0..<400).map { t in
      let offset: Float = t < 200 ? 0 : 6
      return (0..<8).map { d in
        offset + Float((t * (t < 200 ? 1 : 3) + d) % 7) * 0.1 + noise() * 0.05
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func aChangeOfRegimeIsToldAtItsSample(seed: UInt64) {
    var detector = SkillBoundaryDetector(
      predictor: OnlinePredictor(dimensions: 8),
      rule: SigmaRule(sigmas: 4, floor: 0.3, minimumLength: 10, maximumLength: 10_000))
    var found: [Int] = []
    for vector in series(seed: seed) { found += detector.process(vector).map(\.sample) }
    found += detector.finish().map(\.sample)
    #expect(found.contains(200), "seed \(seed): \(found)")
    #expect(found.filter { $0 > 60 && $0 != 200 }.count <= 1, "seed \(seed): \(found)")
  }

  @Test func aStreamEqualsTheWholeSeries() {
    let vectors = series(seed: 9)
    let rule = SigmaRule(sigmas: 3, floor: 0.3, minimumLength: 10, maximumLength: 50)
    var detector = SkillBoundaryDetector(predictor: OnlinePredictor(dimensions: 8), rule: rule)
    let streamed = vectors.flatMap { detector.process($0) } + detector.finish()
    var predictor = OnlinePredictor(dimensions: 8)
    var whole = rule
    #expect(whole.run(vectors.map { predictor.process($0) }).boundaries == streamed)
    #expect(!streamed.isEmpty)
  }
}
