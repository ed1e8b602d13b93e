#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The default score: four kinds of change, each in units of its own, fused into sigmas.
///
/// `score = 3 (sum over kinds of (evidence / unit)^3)^(1/3)`: the strongest kind decides and the
/// others help. Three is the default threshold; the unit of a kind is the evidence that is enough
/// alone. Kinds: *burst* (a short event that motion does not explain), *start* (still, then moving),
/// *leave* (calm, then lively, over a second; against the video's own restlessness) and *turn* (the
/// motion changes). Units, windows and floors were chosen on the validation episodes named in the
/// README, one setting for all videos.
///
/// Look-ahead 1 s. Cost: about 1 us a sample.
public struct FusedEvidence: Sendable {
  /// The threshold at which the units were set.
  public static let defaultThreshold: Float = 3
  /// A shot scores at least this many times the threshold.
  public static let shotFactor: Float = 1.5

  /// The evidence with the default settings.
  public init() {}

  /// The score of each sample, and its parts by name: the plain version that the stream is tested
  /// against.
  public func scores(
    _ track: ChangeTrack
  ) -> (score: [Float], parts: [(name: String, values: [Float])]) {
    let parts = parts(track)
    let leave = ChangeEvidence(track: track).normalized(parts.rise, usual: 0.31, prior: 10)
    let score = track.times.indices.map { i in
      self.score(
        burst: parts.burst[i], start: parts.start[i], leave: leave[i], turn: parts.turn[i])
    }
    return (
      score,
      [("burst", parts.burst), ("start", parts.start), ("leave", leave), ("turn", parts.turn)]
    )
  }

  /// The kinds of evidence at each sample; `rise` is *leave* before it is compared with the video.
  func parts(
    _ track: ChangeTrack
  ) -> (burst: [Float], start: [Float], rise: [Float], turn: [Float]) {
    let evidence = ChangeEvidence(track: track)
    return (
      evidence.burst(floor: 3, window: 1),
      evidence.rise(floor: 0.5, before: 0.1, after: 0.1, smoothing: 0),
      evidence.rise(floor: 1, before: 1.2, after: 0.8, smoothing: 0.075), evidence.turn()
    )
  }

  /// One sample's evidence as a score.
  public func score(burst: Float, start: Float, leave: Float, turn: Float) -> Float {
    3 * cbrt(cube(burst / 1.4) + cube(start / 1.4) + cube(leave / 0.65) + cube(turn / 0.75))
  }

  private func cube(_ value: Float) -> Float { value * value * value }

  /// The rule that the score was made for.
  public static func peaks(minimumGap: Double) -> PeakSelection {
    PeakSelection(
      threshold: defaultThreshold, minimumGap: minimumGap, softGap: 2, crowding: 1, edge: 0.25)
  }

  /// Gives each shot the best score within 0.15 s of it, at least `shotFactor * threshold`.
  public static func raise(
    _ shots: [Int], in scores: inout [Float], at times: [Double], threshold: Float
  ) {
    for shot in shots {
      var best = max(shotFactor * threshold, scores[shot])
      var i = shot
      while i > 0, times[shot] - times[i - 1] <= PeakSelection.shotReach {
        i -= 1
        best = max(best, scores[i])
      }
      i = shot
      while i + 1 < scores.count, times[i + 1] - times[shot] <= PeakSelection.shotReach {
        i += 1
        best = max(best, scores[i])
      }
      scores[shot] = best
    }
  }
}
