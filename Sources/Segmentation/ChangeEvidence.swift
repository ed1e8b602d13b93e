#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The kinds of evidence for a boundary that a change track holds; each is 0 where there is none.
///
/// Windows are in seconds. `lasting` is the change per 1/30 s that lasts and is no camera turn.
struct ChangeEvidence {
  let track: ChangeTrack

  /// A short event: what lasts and motion does not explain, against its neighbourhood.
  ///
  /// `ln((r + floor) / (m + floor))`, r what lasts and is no camera turn, m its mean over the `window` seconds on both sides
  /// without the nearest 0.1 s.
  func burst(floor: Double, window: Double) -> [Float] {
    let residual = track.residual.indices.map { i in
      track.residual[i] * track.persistence[i] * track.independence[i]
    }
    let integral = TimeIntegral(residual, at: track.times)
    return residual.indices.map { i in
      let time = track.times[i]
      let before = integral.mean(from: time - window, to: time - 0.1)
      let after = integral.mean(from: time + 0.1, to: time + window)
      let length = max(before.length + after.length, 1e-9)
      let mean = (before.value * before.length + after.value * after.length) / length
      return max(0, Float(log((Double(residual[i]) + floor) / (mean + floor))))
    }
  }

  /// A rise: the mean log change of the next `after` seconds over that of the last `before` ones.
  ///
  /// The log is `ln(change + floor)`; the difference is averaged over `2 * smoothing` seconds.
  func rise(floor: Float, before: Double, after: Double, smoothing: Double) -> [Float] {
    let logs = track.times.indices.map { i -> Float in
      let lasting = track.persistence[i] * track.independence[i] / track.thirtieths(i)
      return log(track.amount[i] * lasting + floor)
    }
    let integral = TimeIntegral(logs, at: track.times)
    let rises = track.times.map { time -> Float in
      let next = integral.mean(from: time, to: time + after)
      let last = integral.mean(from: time - before, to: time)
      let isKnown = next.length >= after / 2 && last.length >= before / 2
      return isKnown ? Float(next.value - last.value) : 0
    }
    return smooth(rises, by: smoothing).map { max(0, $0) }
  }

  /// The motion's turn, averaged over 0.3 s.
  func turn() -> [Float] { smooth(track.turn, by: 0.15) }

  /// The mean over `[t - reach, t + reach]` of the straight lines between the samples.
  func smooth(_ values: [Float], by reach: Double) -> [Float] {
    guard reach > 0, values.count > 1 else { return values }
    let middles = values.indices.map { i in i == 0 ? values[0] : (values[i - 1] + values[i]) / 2 }
    let integral = TimeIntegral(middles, at: track.times)
    return track.times.map { Float(integral.mean(from: $0 - reach, to: $0 + reach).value) }
  }

  /// Divides a series by its own running root mean square, so that a restless video needs more.
  ///
  /// `e_t usual / sqrt((prior usual^2 + integral of e^2) / (prior + t))`: the usual size of the
  /// evidence counts as `prior` seconds of data. Causal.
  func normalized(_ values: [Float], usual: Double, prior: Double) -> [Float] {
    var energy = 0.0
    let first = track.times.first ?? 0
    return values.indices.map { i in
      if i > 0 {
        energy += Double(values[i] * values[i]) * (track.times[i] - track.times[i - 1])
      }
      let power = (prior * usual * usual + energy) / (prior + track.times[i] - first)
      return Float(Double(values[i]) * usual / power.squareRoot())
    }
  }
}
