#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Locally normalised change of picture and of motion: the best fixed setting of a study on real
/// video, kept as a named method beside the default.
///
/// At each hop `s = z(ln(r + 0.3)) + 2 z(ln(f + 0.05))`, smoothed over three hops: r is the largest
/// change since the last hop over the mean change of the samples within 0.075 s around it (0 where
/// the change is under 6 codes, at most 50), f the motion's turn; z standardises with fixed means
/// and deviations, so that scores of different videos compare.
public struct LocalChange: Sendable {
  private static let ratioMean: Float = -0.75
  private static let ratioDeviation: Float = 0.97
  private static let turnMean: Float = -1.48
  private static let turnDeviation: Float = 0.83

  /// The method with its fixed settings.
  public init() {}

  /// The score of each hop, its parts, and the sample that the hop shows.
  public func scores(
    _ track: ChangeTrack, hop: Double
  ) -> (samples: [Int], score: [Float], ratio: [Float], turn: [Float]) {
    guard let first = track.times.first, let last = track.times.last else {
      return ([], [], [], [])
    }
    let ratios = localRatios(track)
    var samples: [Int] = []
    var (ratio, turn): ([Float], [Float]) = ([], [])
    var (sample, firstOfHop) = (0, 0)
    for index in 0...Int((last - first) / hop + 1e-6) {
      let time = first + Double(index) * hop + 1e-6
      while sample + 1 < track.count, track.times[sample + 1] <= time { sample += 1 }
      samples.append(sample)
      ratio.append(ratios[min(firstOfHop, sample)...sample].max() ?? 0)
      turn.append(track.turn[sample])
      firstOfHop = sample + 1
    }
    let raw = zip(ratio, turn).map { r, f in
      (log(r + 0.3) - Self.ratioMean) / Self.ratioDeviation
        + 2 * (log(f + 0.05) - Self.turnMean) / Self.turnDeviation
    }
    return (samples, smooth(raw), ratio, turn)
  }

  private func smooth(_ values: [Float]) -> [Float] {
    values.indices.map { i in
      let before = values[max(0, i - 1)]
      let after = values[min(values.count - 1, i + 1)]
      return (before + 2 * values[i] + after) / 4
    }
  }

  private func localRatios(_ track: ChangeTrack) -> [Float] {
    track.amount.indices.map { i in
      guard track.amount[i] >= 6 else { return 0 }
      var (sum, count): (Float, Float) = (0, 0)
      var j = i - 1
      while j >= 0, track.times[i] - track.times[j] <= 0.075 {
        sum += track.amount[j]
        count += 1
        j -= 1
      }
      j = i + 1
      while j < track.count, track.times[j] - track.times[i] <= 0.075 {
        sum += track.amount[j]
        count += 1
        j += 1
      }
      return min(50, track.amount[i] / max(count > 0 ? sum / count : 0, 1e-3))
    }
  }
}
