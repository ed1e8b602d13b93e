import Foundation
import Testing

@testable import Segmentation

@Suite struct FusedEvidenceTests {
  @Test func nothingScoresNothing() {
    let track = ChangeTrack.still(at: Sampling.video.times)
    // Sums of logarithms differ by their rounding.
    #expect(FusedEvidence().scores(track).score.allSatisfy { $0 < 1e-5 })
    #expect(FusedEvidence().scores(ChangeTrack()).score.isEmpty)
    #expect(FusedEvidence().scores(.still(at: [0])).score == [0])
  }

  @Test func theScoreIsTheCubicNormOfTheKindsInTheirUnits() {
    var generator = Seeded(3)
    var track = ChangeTrack.still(at: Sampling.irregular.times)
    for i in track.times.indices {
      track.amount[i] = 5 * abs(generator.normal())
      track.residual[i] = 5 * abs(generator.normal())
      track.turn[i] = abs(generator.normal())
    }
    let (scores, parts) = FusedEvidence().scores(track)
    let units: [String: Double] = ["burst": 1.4, "start": 1.4, "leave": 0.65, "turn": 0.75]
    #expect(Set(parts.map(\.name)) == Set(units.keys))
    for i in track.times.indices {
      let sum = parts.reduce(0.0) { $0 + pow(Double($1.values[i]) / (units[$1.name] ?? 0), 3) }
      // A handful of Float operations, each within 2^-24.
      #expect(abs(Double(scores[i]) - 3 * cbrt(sum)) <= 2e-6 * max(1, Double(scores[i])))
    }
  }

  @Test func oneKindAtItsUnitReachesTheDefaultThreshold() {
    var track = ChangeTrack.still(at: Sampling.video.times)
    for i in track.times.indices { track.turn[i] = 0.75 }
    #expect(abs(FusedEvidence().scores(track).score[120] - 3) < 1e-5)
    track = .changing(at: Sampling.video.times) { $0 <= 4 ? 0 : 0.5 * (exp(1.4) - 1) }
    let (score, parts) = FusedEvidence().scores(track)
    #expect(abs(parts[1].values[120] - 1.4) < 1e-5)
    #expect(score[120] >= 3 - 1e-5)
  }

  @Test(arguments: Sampling.allCases) func movingOffScoresHighestWhereItBegins(sampling: Sampling) {
    let track = ChangeTrack.changing(at: sampling.times) { $0 <= 4 ? 0 : 12 }
    let score = FusedEvidence().scores(track).score
    let peak = score.indices.max { score[$0] < score[$1] } ?? 0
    #expect(track.times[peak] == 4, "\(sampling)")
    #expect(FusedEvidence.peaks(minimumGap: 0.4).select(score, at: track.times) == [peak])
  }

  @Test func aShotTakesTheBestScoreNearbyAndAtLeastItsShare() {
    let times = (0..<60).map { Double($0) / 30 }
    var scores = [Float](repeating: 0, count: 60)
    scores[33] = 8
    FusedEvidence.raise([30, 50], in: &scores, at: times, threshold: 3)
    #expect(scores[30] == 8 && scores[33] == 8 && scores[50] == 4.5)
    // 0.2 s away is not near.
    scores = [Float](repeating: 0, count: 60)
    scores[36] = 8
    FusedEvidence.raise([30], in: &scores, at: times, threshold: 3)
    #expect(scores[30] == 4.5)
  }

  @Test func theLadderFindsTheHighestThresholdWithEnoughCuts() {
    var track = ChangeTrack.still(at: (0..<900).map { Double($0) / 30 })
    for (i, turn) in [(100, Float(4)), (300, 3), (320, 2.9), (500, 2), (700, 1)] {
      for j in (i - 4)...(i + 4) { track.turn[j] = turn * (1 - Float(abs(j - i)) / 5) }
    }
    let scores = FusedEvidence().scores(track).score
    let peaks = FusedEvidence.peaks(minimumGap: 0.4)
    // Within the soft gap the second one at 320 has to be stronger, so 500 comes before it.
    let three = peaks.ladder(3, of: scores, at: track.times, shots: [])
    #expect(three.boundaries == [100, 300, 500])
    #expect(three.threshold < scores[500])
    #expect(three.threshold / 0.97 >= scores[500], "the threshold before gives fewer")
    let two = peaks.ladder(2, of: scores, at: track.times, shots: [])
    #expect(two.boundaries == [100, 300])
    #expect(peaks.ladder(0, of: scores, at: track.times, shots: []).boundaries == [])
    // More than there are: all there are.
    #expect(peaks.ladder(50, of: scores, at: track.times, shots: []).boundaries.count == 5)
  }
}
