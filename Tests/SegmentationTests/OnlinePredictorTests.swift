import Foundation
import Segmentation
import Testing

/// Recursive least squares in Double, written as the formulas are.
private struct PlainPredictor {
  let forgetting: Double
  let projection: [[Double]]
  var inverse: [[Double]]
  var weights: [[Double]]
  var first: [Double] = []
  var last: [Double] = []

  init(dimensions: Int, forgetting: Double = 0.99) {
    self.forgetting = forgetting
    var state: UInt64 = 12_345
    projection = (0..<31).map { _ in
      (0..<dimensions).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 63 == 1 ? 1 : -1) / Double(dimensions).squareRoot()
      }
    }
    inverse = (0..<32).map { i in (0..<32).map { $0 == i ? 1 : 0 } }
    weights = Array(repeating: Array(repeating: 0, count: dimensions), count: 32)
  }

  mutating func process(_ features: [Float]) -> Double {
    let x = features.map(Double.init)
    defer { last = x }
    guard !last.isEmpty else {
      first = x
      return 0
    }
    let centred = zip(last, first).map { $0 - $1 }
    let phi = [1] + projection.map { row in zip(row, centred).reduce(0) { $0 + $1.0 * $1.1 } }
    let error = x.indices.map { d in
      x[d] - last[d] - (0..<32).reduce(0) { $0 + phi[$1] * weights[$1][d] }
    }
    let k = inverse.map { row in zip(row, phi).reduce(0) { $0 + $1.0 * $1.1 } }
    let scale = 1 / (forgetting + zip(phi, k).reduce(0) { $0 + $1.0 * $1.1 })
    for i in 0..<32 {
      for d in x.indices { weights[i][d] += scale * k[i] * error[d] }
      for j in 0..<32 { inverse[i][j] = (inverse[i][j] - scale * k[i] * k[j]) / forgetting }
    }
    let trace = (0..<32).reduce(0) { $0 + inverse[$1][$1] }
    if trace > 1e4 { inverse = inverse.map { $0.map { $0 * 1e4 / trace } } }
    return log(error.reduce(0) { $0 + $1 * $1 } / Double(x.count) + 1e-3)
  }
}

@Suite struct OnlinePredictorTests {
  /// Three oscillators seen through random mixtures: the next step is linear in the last vector.
  private func linearSystem(_ count: Int, dimensions: Int, seed: Int) -> [[Float]] {
    var generator = Seeded(seed)
    let mixture = (0..<dimensions).map { _ in generator.normals(6) }
    return (0..<count).map { t in
      let state = [0.21, 0.13, 0.34].flatMap { (speed: Double) -> [Float] in
        [Float(sin(speed * Double(t))), Float(cos(speed * Double(t)))]
      }
      return mixture.map { row in zip(row, state).reduce(0) { $0 + $1.0 * $1.1 } }
    }
  }

  private func mean(_ values: some Sequence<Float>) -> Float {
    let values = Array(values)
    return values.reduce(0, +) / Float(values.count)
  }

  @Test(arguments: 0..<5) func learnsALinearSystem(seed: Int) {
    var predictor = OnlinePredictor(dimensions: 20)
    let surprises = linearSystem(600, dimensions: 20, seed: seed).map { predictor.process($0) }
    #expect(surprises[0] == 0)
    // ln 0.001 = -6.9 is a perfect prediction.
    let (early, late) = (mean(surprises[1..<6]), mean(surprises[500...]))
    #expect(late < -6.5 && late < early - 2, "seed \(seed): \(early), then \(late)")
  }

  @Test(arguments: 0..<5) func aNewSystemSurprises(seed: Int) {
    var predictor = OnlinePredictor(dimensions: 20)
    let series =
      linearSystem(300, dimensions: 20, seed: seed)
      + linearSystem(20, dimensions: 20, seed: seed + 100)
    let surprises = series.map { predictor.process($0) }
    #expect(surprises[300] > surprises[280..<300].max() ?? 0, "seed \(seed)")
  }

  @Test(arguments: [(5, 0), (68, 1), (128, 2)]) func equalsThePlainPredictor(
    dimensions: Int, seed: Int
  ) {
    var generator = Seeded(seed)
    var vector = generator.normals(dimensions)
    var fast = OnlinePredictor(dimensions: dimensions)
    var plain = PlainPredictor(dimensions: dimensions)
    for step in 0..<200 {
      let push = generator.normals(dimensions)
      for d in vector.indices { vector[d] = 0.97 * vector[d] + 0.2 * push[d] }
      let (found, expected) = (fast.process(vector), plain.process(vector))
      // 2^-24 a rounding, times the condition of P (1e4 at most by its trace) over 200 steps.
      #expect(abs(Double(found) - expected) < 2e-3, "step \(step), seed \(seed)")
    }
  }

  /// Stretches that say nothing of most directions are where single precision goes astray.
  @Test func staysWithThePlainPredictorThroughStillStretches() {
    var generator = Seeded(8)
    let loop = linearSystem(200, dimensions: 6, seed: 5)
    var fast = OnlinePredictor(dimensions: 6)
    var plain = PlainPredictor(dimensions: 6)
    for step in 0..<4000 {
      let vector =
        switch step / 200 % 3 {
        case 0: loop[0]
        case 1: loop[step % 200]
        default: generator.normals(6)
        }
      let (found, expected) = (Double(fast.process(vector)), plain.process(vector))
      // The weights are in single precision: 2^-24 of weights of up to some thousand.
      guard abs(found - expected) < 0.05 else {
        Issue.record("step \(step): \(found), not \(expected)")
        return
      }
    }
  }

  @Test func theSameInputGivesTheSameBits() {
    let series = linearSystem(200, dimensions: 68, seed: 4)
    let runs = (0..<2).map { _ in
      var predictor = OnlinePredictor(dimensions: 68)
      return series.map { predictor.process($0).bitPattern }
    }
    #expect(runs[0] == runs[1])
  }

  @Test func anotherSeedGivesOtherProjections() {
    let series = linearSystem(50, dimensions: 40, seed: 4)
    let ends = [UInt64(1), 2].map { seed in
      var predictor = OnlinePredictor(dimensions: 40, seed: seed)
      return series.map { predictor.process($0) }[20]
    }
    #expect(ends[0] != ends[1])
  }

  /// Still, linear and noisy stretches take turns; a debug build takes fewer steps.
  @Test func staysFiniteOverAMillionSamples() {
    #if DEBUG
      let count = 20_000
    #else
      let count = 1_000_000
    #endif
    var predictor = OnlinePredictor(dimensions: 6)
    var generator = Seeded(11)
    let loop = linearSystem(1000, dimensions: 6, seed: 5)
    let still = loop[0]
    for step in 0..<count {
      let vector =
        switch step / 1000 % 3 {
        case 0: still
        case 1: loop[step % 1000]
        default: generator.normals(6)
        }
      let surprise = predictor.process(vector)
      guard surprise.isFinite else {
        Issue.record("step \(step): \(surprise)")
        return
      }
    }
  }
}
