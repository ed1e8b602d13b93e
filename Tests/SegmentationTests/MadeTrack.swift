@testable import Segmentation

extension ChangeTrack {
  /// A track in which nothing happens.
  static func still(at times: [Double]) -> ChangeTrack {
    var track = ChangeTrack(capacity: times.count)
    for time in times {
      track.append(
        time: time, amount: 0, share: 0, residual: 0, persistence: 1, independence: 1)
      track.turn.append(0)
    }
    return track
  }

  /// A track whose change a thirtieth of a second is `rate` of the stretch before each sample.
  static func changing(at times: [Double], rate: (Double) -> Float) -> ChangeTrack {
    var track = still(at: times)
    for i in times.indices.dropFirst() {
      // The rate of a step is that just before its end.
      track.amount[i] = rate(times[i] - 1e-4) * Float(30 * (times[i] - times[i - 1]))
    }
    return track
  }

  /// Puts a hard cut at a sample.
  mutating func cut(at sample: Int, residual: Float = 60) {
    (amount[sample], share[sample], self.residual[sample]) = (90, 80, residual)
  }

  func sample(at time: Double) -> Int {
    times.indices.min { abs(times[$0] - time) < abs(times[$1] - time) } ?? 0
  }
}
