import Foundation
import Testing

@testable import Segmentation

@Suite struct PeakRuleTests {
  private func plain(_ threshold: Float, gap: Int) -> PeakRule {
    PeakRule(smoothing: 0, threshold: threshold, gap: gap)
  }

  @Test func smoothingIsAGaussianWhoseWeightsBeyondTheEndsAreLeftOut() {
    var spike = [Float](repeating: 0, count: 21)
    spike[10] = 1
    let rule = PeakRule(smoothing: 1.5, threshold: 0, gap: 1)
    let weights = (-5...5).map { exp(-Double($0 * $0) / 4.5) }
    let total = weights.reduce(0, +)
    let smoothed = rule.smoothed(spike)
    for i in spike.indices {
      let expected = abs(i - 10) <= 5 ? weights[i - 5] / total : 0
      #expect(abs(Double(smoothed[i]) - expected) <= 1e-7)
    }
    // A row at the end keeps the weights that lie within.
    let constant = rule.smoothed([Float](repeating: 1, count: 21))
    #expect(abs(Double(constant[0]) - weights[5...].reduce(0, +) / total) <= 1e-6)
    #expect(abs(constant[10] - 1) <= 1e-6)
    #expect(rule.smoothed([]) == [])
    #expect(plain(0, gap: 1).smoothed(spike) == spike)
  }

  @Test func theStrongestComesFirstAndOthersKeepTheGap() {
    let values: [Float] = [0, 0, 0, 3, 0, 5, 0, 4, 0, 0, 2, 0, 0, 0]
    #expect(plain(0, gap: 1).peaks(values) == [3, 5, 7, 10])
    // 5 at row 5 leaves no room for 3 and 4 two rows away.
    #expect(plain(0, gap: 3).peaks(values) == [5, 10])
    #expect(plain(0, gap: 2).peaks(values) == [3, 5, 7, 10])
    #expect(plain(2, gap: 1).peaks(values) == [3, 5, 7], "a peak has to pass the threshold")
    #expect(plain(0, gap: 5).peaks(values) == [5])
  }

  @Test func theEndsKeepTheGapToo() {
    let values: [Float] = [0, 9, 0, 0, 0, 3, 0, 0, 4, 0]
    #expect(plain(0, gap: 1).peaks(values) == [1, 5, 8])
    #expect(plain(0, gap: 2).peaks(values) == [5, 8])
    #expect(plain(0, gap: 3).peaks(values) == [5])
    #expect(plain(0, gap: 3).peaks(values, count: 9) == [5])
    // A stream knows of the end only once its window reaches beyond it.
    #expect(stream(plain(0, gap: 3), values, lookAhead: 1) == [5, 8])
    #expect(stream(plain(0, gap: 3), values, lookAhead: 2) == [5])
  }

  @Test func aPlateauIsOnePeakAtItsFirstRow() {
    #expect(plain(0, gap: 1).peaks([0, 2, 2, 2, 0]) == [1])
    #expect(plain(0, gap: 1).peaks([0, 2, 2, 3, 0]) == [1, 3])
  }

  @Test func rowZeroIsNoPeakAndTheLastMayBe() {
    #expect(plain(0, gap: 1).peaks([9, 0, 0, 1]) == [3])
    #expect(plain(0, gap: 1).peaks([]) == [] && plain(0, gap: 1).peaks([1]) == [])
  }

  @Test func aCountTakesTheStrongestWithoutAThreshold() {
    let values: [Float] = [0, 0, 0, 3, 0, 5, 0, 4, 0, 0, 2, 0, 0, 0]
    #expect(plain(100, gap: 1).peaks(values, count: 0) == [])
    #expect(plain(100, gap: 1).peaks(values, count: 2) == [5, 7])
    #expect(plain(100, gap: 3).peaks(values, count: 2) == [5, 10])
    #expect(plain(100, gap: 1).peaks(values, count: 99) == [3, 5, 7, 10])
  }

  private func stream(_ rule: PeakRule, _ values: [Float], lookAhead: Int) -> [Int] {
    rule.stream(count: values.count, lookAhead: lookAhead) { row in
      let rows = max(0, row - rule.past)..<min(values.count, row + lookAhead + 1)
      return (rows.lowerBound, Array(values[rows]))
    }.boundaries
  }

  @Test(arguments: 1...20) func laterRowsChangeNoEarlierDecision(seed: Int) {
    var generator = Seeded(seed)
    let values = generator.normals(80)
    let lookAhead = seed % 6
    let rule = PeakRule(smoothing: Double(seed % 3), threshold: 0.1, gap: 1 + seed % 5)
    let from = 40
    let other = Array(values[..<from]) + generator.normals(40)
    let (a, b) = (
      stream(rule, values, lookAhead: lookAhead), stream(rule, other, lookAhead: lookAhead)
    )
    let decided = from - lookAhead
    #expect(a.filter { $0 < decided } == b.filter { $0 < decided }, "seed \(seed)")
    #expect(!a.isEmpty, "seed \(seed): nothing was decided")
  }

  @Test(arguments: 1...20) func aStreamsBoundariesKeepTheGapAndPassTheThreshold(seed: Int) {
    var generator = Seeded(100 + seed)
    let values = generator.normals(200)
    let rule = PeakRule(smoothing: 0, threshold: 0.3, gap: 1 + seed % 7)
    let found = stream(rule, values, lookAhead: seed % 9)
    #expect(!found.isEmpty, "seed \(seed)")
    #expect(found.allSatisfy { values[$0] > 0.3 && $0 > 0 }, "seed \(seed)")
    #expect(zip(found, found.dropFirst()).allSatisfy { $1 - $0 >= rule.gap }, "seed \(seed)")
  }

  @Test(arguments: 1...20) func farApartPeaksAreThoseOfTheWholeSeries(seed: Int) {
    var generator = Seeded(200 + seed)
    var values = (0..<300).map { _ in 0.1 * abs(generator.normal()) }
    for row in stride(from: 20, to: 290, by: 30) {
      values[row + Int.random(in: -4...4, using: &generator)] +=
        Float.random(in: 2...9, using: &generator)
    }
    let rule = PeakRule(smoothing: 1, threshold: 0.5, gap: 6)
    let offline = rule.peaks(rule.smoothed(values))
    #expect(offline.count == 9, "seed \(seed)")
    for lookAhead in [9, 300] {
      #expect(
        stream(rule, values, lookAhead: lookAhead) == offline, "seed \(seed), \(lookAhead) ahead")
    }
  }
}
