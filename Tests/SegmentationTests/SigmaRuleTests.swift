import Segmentation
import Testing

/// The same rule with every statistic taken by sorting anew.
private struct PlainSigmaRule {
  var sigmas: Float = 3
  var floor: Float = 0.1
  var minimum = 1
  var maximum = 1000
  var least = 8
  var memory = 256

  static func median(_ values: [Float]) -> Float {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  func run(_ scores: [Float]) -> (cuts: [Int], thresholds: [Float]) {
    var (cuts, thresholds, start): ([Int], [Float], Int) = ([], [], 0)
    for i in scores.indices {
      // The sample that opens a segment is not part of its statistics.
      let history = i > start ? Array(scores[(start + 1)..<i].suffix(memory)) : []
      var threshold = Float.infinity
      if history.count >= least {
        let center = Self.median(history)
        let spread = 1.4826 * Self.median(history.map { abs($0 - center) })
        threshold = center + sigmas * max(spread, floor)
      }
      thresholds.append(threshold)
      guard i > start, i - start >= minimum else { continue }
      if scores[i] > threshold || i - start >= maximum {
        cuts.append(i)
        start = i
      }
    }
    return (cuts, thresholds)
  }
}

@Suite struct SigmaRuleTests {
  private func series(_ seed: Int, count: Int = 500) -> [Float] {
    var generator = Seeded(seed)
    var level: Float = 0
    return (0..<count).map { _ in
      if Int.random(in: 0..<60, using: &generator) == 0 { level = 4 * generator.normal() }
      return level + generator.normal()
    }
  }

  @Test(arguments: 0..<30) func equalsTheRuleThatSortsAnew(seed: Int) {
    var generator = Seeded(seed + 1000)
    var plain = PlainSigmaRule()
    plain.minimum = Int.random(in: 1...20, using: &generator)
    plain.maximum = Int.random(in: plain.minimum...150, using: &generator)
    plain.memory = Int.random(in: 8...64, using: &generator)
    // Coarse scores on every other seed, so that equal values meet in the window.
    let scores = series(seed).map { seed % 2 == 0 ? $0 : $0.rounded() }
    var rule = SigmaRule(
      sigmas: plain.sigmas, floor: plain.floor, minimumLength: plain.minimum,
      maximumLength: plain.maximum, leastHistory: plain.least, memory: plain.memory)
    let found = rule.run(scores)
    let expected = plain.run(scores)
    #expect(!expected.cuts.isEmpty, "seed \(seed)")
    #expect(found.boundaries.map(\.sample) == expected.cuts, "seed \(seed), \(plain)")
    #expect(found.thresholds == expected.thresholds, "seed \(seed), \(plain)")
  }

  @Test(arguments: 0..<10) func scalingTheScoresMovesNoCutAboveTheFloor(seed: Int) {
    let scores = series(seed)
    let cuts = [1, 4, 1024].map { (scale: Float) in
      var rule = SigmaRule(sigmas: 2.5, floor: 1e-6, minimumLength: 5, maximumLength: 1000)
      return rule.run(scores.map { $0 * scale }).boundaries.map(\.sample)
    }
    #expect(!cuts[0].isEmpty, "seed \(seed)")
    // Powers of two scale without rounding, so equality is exact.
    #expect(cuts[1] == cuts[0] && cuts[2] == cuts[0], "seed \(seed)")
  }

  @Test func theFloorKeepsAStillScoreFromCutting() {
    let scores = [Float](repeating: 0, count: 20) + [0.2]
    for (floor, cuts) in [(Float(0.1), 0), (0.05, 1)] {
      var rule = SigmaRule(sigmas: 3, floor: floor, minimumLength: 1, maximumLength: 100)
      #expect(rule.run(scores).boundaries.count == cuts, "floor \(floor)")
    }
  }

  @Test func aCutForgetsTheSegment() {
    var rule = SigmaRule(sigmas: 3, floor: 0.1, minimumLength: 1, maximumLength: 1000)
    let found = rule.run([Float](repeating: 0, count: 20) + [Float](repeating: 5, count: 30))
    #expect(found.boundaries.map(\.sample) == [20])
    // The new segment needs its own history, and its statistics are those of the new level.
    #expect(found.thresholds[21...28].allSatisfy { $0 == .infinity })
    #expect(found.thresholds[29] == 5 + 3 * 0.1)
  }

  @Test func theMaximumForcesACutAndSaysSo() {
    var rule = SigmaRule(sigmas: 3, floor: 0.1, minimumLength: 2, maximumLength: 7)
    let found = rule.run([Float](repeating: 1, count: 22)).boundaries
    #expect(found.map(\.sample) == [7, 14, 21])
    #expect(found.allSatisfy { $0.kind == .limit })
  }

  @Test func nothingIsCutBeforeTheMinimum() {
    var rule = SigmaRule(sigmas: 3, floor: 0.1, minimumLength: 15, maximumLength: 1000)
    var scores = [Float](repeating: 0, count: 40)
    scores[12] = 9
    scores[25] = 9
    #expect(rule.run(scores).boundaries.map(\.sample) == [25])
  }
}
