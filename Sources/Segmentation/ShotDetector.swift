/// Hard cuts: samples at which the whole picture changes at once and for good.
///
/// A sample is a cut where what motion does not explain is at least `ratio` times as large as at any
/// other sample within 0.15 s, and the change is large in itself and over the picture. Cuts keep
/// 0.5 s apart, the sharpest first. Exact to the sample; look-ahead 0.5 s.
public struct ShotDetector: Sendable {
  /// How far the cut has to stand out from its neighbours.
  public var ratio: Float = 2
  /// The least unexplained change, in codes.
  public var leastResidual: Float = 12
  /// The least change, in codes.
  public var leastAmount: Float = 35
  /// The least share of the picture that changes, in per cent.
  public var leastShare: Float = 35

  /// The settings that the README's table was measured with.
  public init() {}

  /// A sample that may begin another shot.
  public struct Candidate: Sendable, Hashable {
    /// The sample's index.
    public var sample: Int
    /// Its time in seconds.
    public var time: Double
    /// How far it stands out from its neighbours.
    public var ratio: Float
  }

  /// The samples at which another shot begins, in order of time.
  public func shots(in track: ChangeTrack) -> [Int] {
    choose(
      candidates(in: track, range: 0..<track.count)
        .filter { $0.sample >= 2 && $0.sample < track.count - 2 })
  }

  /// The candidates that keep 0.5 s apart, the sharpest first; in order of time.
  public func choose(_ candidates: [Candidate]) -> [Int] {
    var taken: [Candidate] = []
    for candidate in candidates.sorted(by: { $0.ratio > $1.ratio })
    where taken.allSatisfy({ abs($0.time - candidate.time) >= 0.5 - 1e-6 }) {
      taken.append(candidate)
    }
    return taken.map(\.sample).sorted()
  }

  /// The samples of a range that stand out enough; their neighbours have to be in the track.
  func candidates(in track: ChangeTrack, range: Range<Int>) -> [Candidate] {
    range.compactMap { i in
      let own = track.residual[i] * track.persistence[i]
      guard own >= leastResidual, track.share[i] >= leastShare,
        track.amount[i] * track.persistence[i] >= leastAmount
      else { return nil }
      let ratio = (own + 1) / (loudestNeighbour(of: i, in: track) + 1)
      return ratio >= self.ratio ? Candidate(sample: i, time: track.times[i], ratio: ratio) : nil
    }
  }

  private func loudestNeighbour(of i: Int, in track: ChangeTrack) -> Float {
    var loudest: Float = 0
    for step in [-1, 1] {
      var j = i + step
      while track.times.indices.contains(j), abs(track.times[i] - track.times[j]) <= 0.15 + 1e-6 {
        loudest = max(loudest, track.residual[j] * track.persistence[j])
        j += step
      }
    }
    return loudest
  }
}
