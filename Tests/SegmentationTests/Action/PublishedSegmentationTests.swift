import Testing

@testable import Segmentation

/// The published pseudo-code line by line.
///
/// The policy's step is taken by running the whole predictor over all that the memory has seen since
/// it was emptied.
private func plainSegments(
  _ settings: PublishedSegmentation, _ series: DemonstrationSeries,
  _ signals: PublishedSegmentation.Signals
) -> [PublishedSegmentation.Segment] {
  var (history, seen): ([Double], [Int]) = ([], [])
  var (startStep, startFrame, flag) = (0, 0, false)
  var cause: RuleStep.Cause?
  var events = signals.events + [.max]
  let kept = (0..<series.count).filter { !signals.isNull[$0] }
  var found: [PublishedSegmentation.Segment] = []
  for (i, f) in kept.enumerated() {
    seen.append(f)
    let nll = Double(settings.model.losses(series.keeping(seen))[seen.count - 1])
    history.append(signals.isInMenu[f] ? 0.75 * nll : nll)
    let mean = history.reduce(0, +) / Double(history.count)
    if history.count > 1, history[history.count - 1] - mean > settings.gap { flag = true }
    let isLong = i - startStep >= settings.maximumLength
    if i - startStep >= settings.minimumLength, flag || f >= events[0] || isLong {
      let next: RuleStep.Cause = flag ? .evidence : f >= events[0] ? .event : .limit
      if f >= events[0] { events.removeFirst() }
      found.append(.init(first: startFrame, last: f - 1, cause: cause))
      (seen, history, startStep, startFrame, flag, cause) = ([], [], i, f, false, next)
    }
  }
  guard let last = kept.last else { return [] }
  return found + [.init(first: startFrame, last: last, cause: cause)]
}

@Suite struct PublishedSegmentationTests {
  private func starts(
    _ losses: [Float], minimum: Int = 2, maximum: Int = 12_800, keep: Float = 0,
    change: (inout PublishedSegmentation.Signals) -> Void = { _ in }
  ) -> [Int] {
    var published = PublishedSegmentation(model: .made(keep: keep), gap: 20)
    (published.minimumLength, published.maximumLength) = (minimum, maximum)
    var signals = PublishedSegmentation.Signals()
    change(&signals)
    return published.segments(.losing(losses), signals: signals).dropFirst().map(\.first)
  }

  private func still(_ count: Int) -> [Float] { Array(repeating: 0, count: count) }

  @Test func theMadePredictorLosesWhatItShould() {
    let losses = ActionPredictor.made().losses(.losing([0, 5, 20, 41, 300]))
    for (found, expected) in zip(losses, [0, 5, 20, 41, 300] as [Float]) {
      // ln(1 + e^l) is l and e^-l more; h has 24 bits of up to 0.3.
      #expect(abs(found - expected) < 0.02, "\(found), not \(expected)")
    }
  }

  @Test(arguments: 3...12) func theMeanIncludesTheCurrentLoss(n: Int) {
    // l - l / n > GAP is l > GAP n / (n - 1) where the n - 1 losses before were 0.
    let least = 20 * Float(n) / Float(n - 1)
    #expect(starts(still(n - 1) + [least - 0.3]) == [], "n \(n)")
    #expect(starts(still(n - 1) + [least + 0.3]) == [n - 1], "n \(n)")
  }

  @Test func theFlagStaysUpUntilACutIsAllowed() {
    #expect(starts([0, 90, 0, 0, 0, 0]) == [2])
    #expect(starts([0, 90, 0, 0, 0, 0], minimum: 5) == [5])
  }

  @Test func theLossThatACutNeedsIsTold() {
    let published = PublishedSegmentation(model: .made(keep: 0), gap: 20)
    var signals = PublishedSegmentation.Signals()
    signals.isNull = [false, false, true, false, false, false]
    let found = published.run(.losing([0, 30, 0, 60, 0, 90]), signals: signals)
    // The row that begins a segment still has the mean of the one before.
    let means: [Float] = [0, 15, .infinity, 30, 0, 45]
    for (threshold, mean) in zip(found.thresholds, means) {
      #expect(threshold == mean + 20 || abs(threshold - mean - 20) < 0.05, "\(found.thresholds)")
    }
  }

  @Test func aFirstLossNeverRaisesTheFlag() {
    #expect(starts([300, 0, 0, 0]) == [])
  }

  @Test func theLossOfTheBoundaryRowIsNotInTheNewHistory() {
    // Were 90 in the new history, 60 - (90 + 0 + 0 + 60) / 4 would not pass the gap of 20 by much,
    // and 35 - (90 + 35) / 4 would not at all.
    #expect(starts([0, 0, 90, 0, 0, 35]) == [2, 5])
  }

  // With half of h kept, a row of 120 loses 50 after a memory that is empty but for one still row:
  // 50 - (0 + 50) / 2 passes the gap. Had the memory seen the boundary row of 400, the two rows
  // would lose 85 and 102, and 102 - (85 + 102) / 2 would not.
  @Test func theMemoryIsEmptiedAndTheBoundaryRowIsNotFedToTheFreshOne() {
    let carried = ActionPredictor.made(keep: 0.5).losses(.losing([0, 0, 0, 400, 0, 120]))
    for (row, expected) in [(3, 190), (4, 85), (5, 102.5)] as [(Int, Float)] {
      #expect(abs(carried[row] - expected) < 0.1, "row \(row): \(carried[row])")
    }
    #expect(starts([0, 0, 0, 400, 0, 120], minimum: 1, keep: 0.5) == [3, 5])
  }

  @Test func lengthsCountKeptRowsAndRowNumbersStay() {
    // Every other row is null: three kept rows are six rows.
    let isNull = (0..<12).map { $0 % 2 == 1 }
    #expect(starts(still(12), minimum: 2, maximum: 3) { $0.isNull = isNull } == [6])
    #expect(starts(still(12), minimum: 2, maximum: 3) == [3, 6, 9])
  }

  @Test func aDroppedRowHasNoLoss() {
    #expect(starts([0, 0, 0, 90, 0, 0]) == [3])
    #expect(
      starts([0, 0, 0, 90, 0, 0]) { $0.isNull = [false, false, false, true, false, false] } == [])
  }

  @Test func theFirstSegmentBeginsWithRow0AndTheLastEndsWithTheLastKeptRow() {
    let published = PublishedSegmentation(model: .made(), gap: 20)
    var signals = PublishedSegmentation.Signals()
    signals.isNull = [true, true, false, false, false, true]
    #expect(
      published.segments(.losing(still(6)), signals: signals)
        == [.init(first: 0, last: 4, cause: nil)])
    signals.isNull = Array(repeating: true, count: 6)
    #expect(published.segments(.losing(still(6)), signals: signals) == [])
    #expect(published.segments(.losing([])) == [])
  }

  @Test func aLossInAMenuCountsThreeQuarters() {
    // On the fourth row the least loss is 20 * 4 / 3 = 26.7, in a menu 35.6.
    #expect(starts([0, 0, 0, 34]) == [3])
    #expect(starts([0, 0, 0, 34]) { $0.isInMenu = [false, false, false, true] } == [])
    #expect(starts([0, 0, 0, 37]) { $0.isInMenu = [false, false, false, true] } == [3])
  }

  @Test func anEventForcesACutAtItsRowOrTheFirstKeptOneAfter() {
    #expect(starts(still(10)) { $0.events = [4] } == [4])
    #expect(
      starts(still(10)) {
        $0.events = [4]
        $0.isNull = (0..<10).map { $0 == 4 || $0 == 5 }
      } == [6])
  }

  @Test func eventsCloserThanTheLeastLengthAreDelayed() {
    #expect(starts(still(20), minimum: 5) { $0.events = [6, 7, 8] } == [6, 11, 16])
    #expect(starts(still(20), minimum: 5) { $0.events = [1] } == [5])
  }

  @Test func aCutByEvidenceTakesADueEventAwayAndLeavesALaterOne() {
    let losses = still(6) + [90] + still(8)
    #expect(starts(losses) { $0.events = [6] } == [6])
    #expect(starts(losses) { $0.events = [7] } == [6, 8])
    // One event a cut: of two due ones the second cuts again.
    #expect(starts(losses) { $0.events = [6, 6] } == [6, 8])
  }

  @Test func causesAreTold() {
    var published = PublishedSegmentation(model: .made(), gap: 20)
    published.maximumLength = 6
    var signals = PublishedSegmentation.Signals()
    signals.events = [7]
    let found = published.segments(.losing(still(3) + [90] + still(13)), signals: signals)
    #expect(found.map(\.cause) == [nil, .evidence, .event, .limit])
    #expect(found.map(\.first) == [0, 3, 7, 13])
    #expect(found.map(\.last) == [2, 6, 12, 16])
  }

  @Test func whatComesLaterChangesNoCut() {
    var draws = Seeded(9)
    let series = DemonstrationSeries.drawn(120, using: &draws)
    let published = PublishedSegmentation(model: .drawn(seed: 4), gap: 2)
    let whole = published.segments(series).map(\.first)
    #expect(whole.count > 3)
    for end in [20, 50, 90] {
      let part = published.segments(series.keeping(Array(0..<end))).map(\.first)
      #expect(part == whole.filter { $0 < end }, "\(end) rows")
    }
  }

  private func filled(
    _ signals: PublishedSegmentation.Signals, _ count: Int
  ) -> PublishedSegmentation.Signals {
    var signals = signals
    let none = Array(repeating: false, count: count)
    if signals.isNull.isEmpty { signals.isNull = none }
    if signals.isInMenu.isEmpty { signals.isInMenu = none }
    return signals
  }

  @Test(arguments: 0..<30) func equalsThePseudoCode(seed: Int) {
    var draws = Seeded(seed)
    let count = Int.random(in: 60..<140, using: &draws)
    let series = DemonstrationSeries.drawn(count, using: &draws)
    let model = ActionPredictor.drawn(seed % 3 == 0 ? .stateSpace : .gated, seed: UInt64(seed))
    var published = PublishedSegmentation(
      model: model, gap: Double.random(in: 0.5..<4, using: &draws))
    published.minimumLength = Int.random(in: 1...6, using: &draws)
    published.maximumLength = Int.random(in: 8...40, using: &draws)
    var signals = PublishedSegmentation.Signals()
    signals.isNull = series.codes.map { _ in Int.random(in: 0..<5, using: &draws) == 0 }
    signals.isInMenu = series.codes.map { _ in Int.random(in: 0..<4, using: &draws) == 0 }
    signals.events = (0..<6).map { _ in Int.random(in: 0..<count, using: &draws) }.sorted()
    let expected = plainSegments(published, series, signals)
    #expect(expected.count > 3, "seed \(seed)")
    #expect(
      published.segments(series, signals: signals) == expected,
      "seed \(seed), gap \(published.gap), least \(published.minimumLength)")
  }
}
