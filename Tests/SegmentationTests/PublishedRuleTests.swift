import Segmentation
import Testing

/// The published pseudo-code, line by line: all losses of the segment are kept and summed again.
private func plainPublishedRule(
  _ losses: [Float], gap: Double, minimum: Int, maximum: Int
) -> [Int] {
  var (history, start, flag): ([Double], Int, Bool) = ([], 0, false)
  var cuts: [Int] = []
  for (i, loss) in losses.enumerated() {
    history.append(Double(loss))
    let mean = history.reduce(0, +) / Double(history.count)
    if history.count > 1, Double(loss) - mean > gap { flag = true }
    if i - start >= minimum, flag || i - start >= maximum {
      cuts.append(i)
      (history, start, flag) = ([], i, false)
    }
  }
  return cuts
}

@Suite struct PublishedRuleTests {
  private func cuts(
    _ losses: [Float], gap: Double = 2, minimum: Int = 1, maximum: Int = 12_800
  ) -> [Int] {
    var rule = PublishedRule(gap: gap, minimumLength: minimum, maximumLength: maximum)
    return rule.run(losses).boundaries.map(\.sample)
  }

  @Test func meanIncludesTheCurrentLoss() {
    // With losses 0, x the rule is x - x / 2 > GAP: it needs x > 2 GAP on the second step.
    #expect(cuts([0, 3.9]) == [])
    #expect(cuts([0, 4.1]) == [1])
  }

  @Test(arguments: 2...12) func theGapGrowsByNOverNMinusOne(n: Int) {
    // l - l / n > GAP is l > GAP n / (n - 1) where the n - 1 losses before were 0.
    let least = 2 * Float(n) / Float(n - 1)
    let still = [Float](repeating: 0, count: n - 1)
    #expect(cuts(still + [least * 0.999]) == [], "n \(n)")
    #expect(cuts(still + [least * 1.001]) == [n - 1], "n \(n)")
  }

  @Test func aFlagRaisedTooEarlyCutsOnceTheSegmentIsLongEnough() {
    #expect(cuts([0, 9, 0, 0, 0, 0], minimum: 4) == [4])
  }

  @Test func theFlagIsLoweredByACut() {
    #expect(cuts([0, 9, 0, 0, 0, 0, 0, 0], minimum: 2) == [2])
  }

  @Test func theLossOfTheBoundarySampleIsNotCarriedOver() {
    // Were 9 carried into the new segment, 6 - (9 + 0 + 6) / 3 = 1 would not reach the gap of 2.
    #expect(cuts([0, 9, 0, 6]) == [1, 3])
  }

  @Test func aSingleLossNeverFlags() {
    #expect(cuts([100]) == [])
    #expect(cuts([100, 100, 100]) == [])
  }

  @Test func theMaximumForcesACutAndSaysSo() {
    var rule = PublishedRule(gap: 2, minimumLength: 1, maximumLength: 3)
    let found = rule.run([Float](repeating: 1, count: 10)).boundaries
    #expect(found.map(\.sample) == [3, 6, 9])
    #expect(found.allSatisfy { $0.kind == .limit })
  }

  @Test func evidenceAtTheMaximumCountsAsEvidence() {
    var rule = PublishedRule(gap: 2, minimumLength: 1, maximumLength: 3)
    #expect(rule.run([0, 0, 0, 9]).boundaries == [Boundary(sample: 3, score: 9, kind: .skill)])
  }

  @Test func theThresholdIsTheMeanPlusTheGap() {
    var rule = PublishedRule(gap: 2)
    #expect(rule.run([1, 3, 2]).thresholds == [3, 4, 4])
  }

  @Test(arguments: 0..<40) func equalsThePseudoCode(seed: Int) {
    var generator = Seeded(seed)
    let losses = (0..<600).map { _ -> Float in
      let loss = abs(generator.normal())
      return Int.random(in: 0..<20, using: &generator) == 0 ? loss * 8 : loss
    }
    let gap = Double.random(in: 0.5..<6, using: &generator)
    let minimum = Int.random(in: 1...10, using: &generator)
    let maximum = Int.random(in: minimum...80, using: &generator)
    let expected = plainPublishedRule(losses, gap: gap, minimum: minimum, maximum: maximum)
    #expect(!expected.isEmpty, "seed \(seed)")
    #expect(
      cuts(losses, gap: gap, minimum: minimum, maximum: maximum) == expected,
      "seed \(seed), gap \(gap), minimum \(minimum), maximum \(maximum)")
  }
}
