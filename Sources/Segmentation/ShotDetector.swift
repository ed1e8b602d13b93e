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

  /// The samples at which another shot begins, in order of time.
  public func shots(in track: ChangeTrack) -> [Int] {
    let times = track.times
    let residual = zip(track.residual, track.persistence).map { $0 * $1 }
    var found: [(sample: Int, ratio: Float)] = []
    for i in residual.indices where i >= 2 && i < residual.count - 2 {
      guard residual[i] >= leastResidual, track.share[i] >= leastShare,
        track.amount[i] * track.persistence[i] >= leastAmount
      else { continue }
      var loudest: Float = 0
      var j = i - 1
      while j >= 0, times[i] - times[j] <= 0.15 + 1e-6 {
        loudest = max(loudest, residual[j])
        j -= 1
      }
      j = i + 1
      while j < residual.count, times[j] - times[i] <= 0.15 + 1e-6 {
        loudest = max(loudest, residual[j])
        j += 1
      }
      let own = (residual[i] + 1) / (loudest + 1)
      if own >= ratio { found.append((i, own)) }
    }
    var taken: [Int] = []
    for (sample, _) in found.sorted(by: { $0.ratio > $1.ratio })
    where taken.allSatisfy({ abs(times[$0] - times[sample]) >= 0.5 - 1e-6 }) {
      taken.append(sample)
    }
    return taken.sorted()
  }
}
