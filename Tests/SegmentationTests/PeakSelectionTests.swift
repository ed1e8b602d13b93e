import Testing

@testable import Segmentation

/// The choice of peaks with every pair compared: candidates, strongest first, against all taken.
private func plainPeaks(
  _ rule: PeakSelection, _ scores: [Float], _ times: [Double], _ shots: Set<Int>
) -> [Int] {
  let n = scores.count
  let candidates = (1..<n).filter { i in
    if shots.contains(i) { return true }
    let isPeak = i < n - 1 && scores[i] >= scores[i - 1] && scores[i] > scores[i + 1]
    let isInside = times[i] - times[0] >= rule.edge && times[n - 1] - times[i] >= rule.edge
    let isFree = shots.allSatisfy { abs(times[$0] - times[i]) > PeakSelection.shotReach }
    return isPeak && isInside && isFree && scores[i] > rule.threshold
  }
  var taken: [Int] = []
  for i in candidates.sorted(by: { (-scores[$0], $0) < (-scores[$1], $1) }) {
    let fits = taken.allSatisfy { j in
      let distance = abs(times[i] - times[j])
      let needed = rule.threshold * (1 + rule.crowding * Float(1 - distance / rule.softGap))
      return distance >= rule.minimumGap - 1e-6 && (distance >= rule.softGap || scores[i] >= needed)
    }
    if fits { taken.append(i) }
  }
  return taken.sorted()
}

@Suite struct PeakSelectionTests {
  private let times = (0..<300).map { Double($0) / 30 }

  private func rule(gap: Double = 0.4) -> PeakSelection {
    PeakSelection(threshold: 3, minimumGap: gap, softGap: 2, crowding: 1, edge: 0.25)
  }

  private func scores(_ peaks: [Int: Float]) -> [Float] {
    var scores = [Float](repeating: 0, count: times.count)
    for (i, value) in peaks { scores[i] = value }
    return scores
  }

  @Test(arguments: 0..<40) func equalsTheChoiceThatComparesAllPairs(seed: Int) {
    var generator = Seeded(seed)
    var time = 0.0
    let times = (0..<500).map { _ -> Double in
      time += Double.random(in: 0.01..<0.08, using: &generator)
      return time
    }
    // Coarse on every third seed, so that equal scores meet.
    let scores = generator.normals(500).map { value in
      let score = abs(value) * 2.5
      return seed % 3 == 0 ? score.rounded() : score
    }
    let shots = Set((0..<4).map { _ in Int.random(in: 2..<498, using: &generator) })
    var rule = rule(gap: Double.random(in: 0.1..<0.6, using: &generator))
    rule.softGap = Double.random(in: 0.6..<3, using: &generator)
    let expected = plainPeaks(rule, scores, times, shots)
    #expect(expected.count > 5, "seed \(seed)")
    #expect(rule.select(scores, at: times, shots: shots) == expected, "seed \(seed)")
    #expect(rule.select(scores, at: times, shots: shots) == expected, "again, seed \(seed)")
  }

  @Test func theStrongestComesFirstAndSilencesItsNeighbours() {
    // 0.33 s apart: within the minimum gap only the stronger one stays.
    #expect(rule().select(scores([100: 7, 110: 9]), at: times) == [110])
  }

  @Test func nearBoundariesHaveToBeStronger() {
    // A second apart, half of the soft gap: 3 * (1 + 0.5) = 4.5 is needed beside a stronger one.
    #expect(rule().select(scores([100: 4.4, 130: 9]), at: times) == [130])
    #expect(rule().select(scores([100: 4.6, 130: 9]), at: times) == [100, 130])
    #expect(rule().select(scores([100: 3.1, 160: 9]), at: times) == [100, 160])
  }

  @Test func ofEqualPeaksTheEarlierIsTaken() {
    #expect(rule().select(scores([100: 6, 108: 6, 116: 6]), at: times) == [100, 116])
  }

  @Test func aPlateauIsOnePeakAtItsEnd() {
    #expect(rule().select(scores([100: 5, 101: 5, 102: 5]), at: times) == [102])
  }

  @Test func theEdgesHoldNoBoundaryButShots() {
    let scores = scores([5: 9, 296: 9])
    #expect(rule().select(scores, at: times) == [])
    #expect(rule().select(scores, at: times, shots: [5, 296]) == [5, 296])
  }

  @Test func besideAShotThereIsNoOtherCandidate() {
    // 0.13 s away: silent, though stronger; 0.2 s away it would be a boundary of its own.
    let near = scores([100: 5, 104: 8])
    #expect(rule(gap: 0.1).select(near, at: times, shots: [100]) == [100])
    // The flank of a shot's own peak is none either: it is no local maximum.
    var flank = scores([100: 9])
    for i in 101..<120 { flank[i] = 9 - Float(i - 100) / 10 }
    #expect(rule(gap: 0.1).select(flank, at: times, shots: [100]) == [100])
  }

  @Test func aWantedCountTakesTheStrongestOfAnySign() {
    let scores = scores([50: -1, 100: 5, 150: 2, 200: 4]).map { $0 - 6 }
    #expect(rule().strongest(2, of: scores, at: times) == [100, 200])
    #expect(rule().strongest(3, of: scores, at: times) == [100, 150, 200])
  }

  @Test func nothingComesOfNothing() {
    #expect(rule().select([], at: []) == [])
    #expect(rule().select([9], at: [0]) == [])
    #expect(rule().select([9, 9], at: [0, 1]) == [])
  }
}
