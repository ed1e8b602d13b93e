import Foundation
import Testing

@testable import Segmentation

@Suite struct ChangeEvidenceTests {
  /// Logs are rounded to Float once a sample: about ln(40) * 2^-24 each, the means less.
  private let tolerance: Float = 2e-6

  @Test(arguments: Sampling.allCases) func aRiseIsTheSameHoweverItIsSampled(sampling: Sampling) {
    let track = ChangeTrack.changing(at: sampling.times) { $0 <= 4 ? 0.5 : 20 }
    let evidence = ChangeEvidence(track: track)
    let at = track.sample(at: 4)
    for (before, after) in [(0.1, 0.1), (1.2, 0.8)] {
      let rise = evidence.rise(floor: 1, before: before, after: after, smoothing: 0)
      #expect(abs(rise[at] - log(Float(21) / 1.5)) < tolerance, "\(sampling) \(before)")
      #expect(rise.indices.max { rise[$0] < rise[$1] } == at)
    }
    // Half of the next 0.8 s is loud 0.4 s earlier, whatever the samples are.
    let wide = evidence.rise(floor: 1, before: 1.2, after: 0.8, smoothing: 0)
    let early = track.sample(at: 3.5)
    let share = Float((track.times[early] + 0.8 - 4) / 0.8)
    #expect(abs(wide[early] - share * log(Float(21) / 1.5)) < tolerance, "\(sampling)")
  }

  @Test func aFallIsNoRise() {
    let track = ChangeTrack.changing(at: Sampling.video.times) { $0 <= 4 ? 20 : 0.5 }
    let rise = ChangeEvidence(track: track).rise(floor: 1, before: 1.2, after: 0.8, smoothing: 0)
    #expect(rise.allSatisfy { $0 < tolerance })
  }

  @Test func aRiseAtTheVeryStartOrEndIsUnknown() {
    let track = ChangeTrack.changing(at: Sampling.video.times) { $0 <= 0.5 || $0 > 7.7 ? 20 : 0.5 }
    let rise = ChangeEvidence(track: track).rise(floor: 1, before: 1.2, after: 0.8, smoothing: 0)
    #expect(rise[track.sample(at: 0.5)] == 0)
    // At 7.7 s only 0.3 s of the 0.8 s follow.
    #expect(rise[track.sample(at: 7.7)] == 0)
  }

  @Test(arguments: Sampling.allCases) func aBurstIsMeasuredAgainstItsNeighbourhood(
    sampling: Sampling
  ) {
    var track = ChangeTrack.still(at: sampling.times)
    for i in track.times.indices { track.residual[i] = 2 }
    let at = track.sample(at: 4)
    track.residual[at] = 42
    let burst = ChangeEvidence(track: track).burst(floor: 3, window: 1)
    #expect(abs(burst[at] - log(Float(45) / 5)) < tolerance, "\(sampling)")
    #expect(burst[track.sample(at: 2)] < tolerance)
  }

  @Test func aFlashAndACameraTurnAreNoBurst() {
    for path in [\ChangeTrack.persistence, \.independence] {
      var track = ChangeTrack.still(at: Sampling.video.times)
      track.residual[120] = 42
      track[keyPath: path][120] = 0
      #expect(ChangeEvidence(track: track).burst(floor: 3, window: 1)[120] == 0)
    }
  }

  @Test func smoothingIsTheMeanOfTheStraightLines() {
    var track = ChangeTrack.still(at: (0...60).map { Double($0) / 30 })
    track.turn[30] = 3
    let smooth = ChangeEvidence(track: track).smooth(track.turn, by: 0.1)
    // The triangle has area 3 / 30; the window is 0.2 s.
    #expect(abs(smooth[30] - 0.5) < tolerance)
    #expect(smooth[33] > 0.01 && smooth[34] < tolerance)
    #expect(abs(smooth[27] - smooth[33]) < tolerance)
  }

  @Test func aRestlessPastNeedsMore() {
    let track = ChangeTrack.still(at: Sampling.video.times)
    var values = [Float](repeating: 0, count: track.count)
    for i in stride(from: 3, to: 180, by: 3) { values[i] = 1 }
    values[200] = 1
    let evidence = ChangeEvidence(track: track)
    let normal = evidence.normalized(values, usual: 0.3, prior: 10)
    // 60 - 1 samples of 1 over 1/30 s, and the sample itself, against 10 s of 0.09.
    let power = (10 * 0.09 + 60 / 30.0) / (10 + 200 / 30.0)
    #expect(abs(normal[200] - Float(0.3 / power.squareRoot())) < 1e-5)
    // Causal: what comes later changes nothing.
    var later = values
    later[220] = 9
    #expect(evidence.normalized(later, usual: 0.3, prior: 10)[...219] == normal[...219])
  }
}
