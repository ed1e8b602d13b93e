#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How much the motion of the next half second differs from that of the last one.
///
/// For the block vectors `v` (signed logarithm, per 1/30 s, scaled down where a change does not last
/// or is a camera turn) the Fisher distance `sqrt(mean (a - b)^2 / (mean of the variances + 0.02))`
/// between the windows `[t - w, t]` and `[t, t + w]`, w = 0.5 s, averaged over the 64 components.
/// A sample's value holds from the sample before to its own time, so that windows are cut in time
/// and not in samples. Look-ahead: w. Memory: the samples of two windows.
public struct MotionTurn: Sendable {
  /// The length of each window in seconds.
  public static let window = 0.5
  private static let floor: Float = 0.02
  private static let channels = 2 * BlockMotion.cells

  private struct Sample {
    var start: Double
    var end: Double
    var vectors: [Float]
  }

  private var samples: [Sample] = []
  private var times: [Double] = []
  private var nextTime = 0

  /// A meter that has seen nothing.
  public init() {}

  /// Takes the next sample and gives the turns that are now known, in order of the samples.
  ///
  /// - Parameters:
  ///   - change: what happened between the sample before and this one.
  ///   - time: its time in seconds; rising.
  public mutating func process(_ change: PictureChange, at time: Double) -> [Float] {
    let start = times.last ?? time
    let scale = change.persistence * change.independence / Float(30 * max(time - start, 1 / 60.0))
    let vectors = change.vectors.map { value -> Float in
      let scaled = value * scale
      return scaled < 0 ? -log1p(-scaled) : log1p(scaled)
    }
    if time > start { samples.append(Sample(start: start, end: time, vectors: vectors)) }
    times.append(time)
    return turns(known: time)
  }

  /// Gives the turns of the last samples, whose windows end with the video.
  public mutating func finish() -> [Float] { turns(known: .infinity) }

  private mutating func turns(known: Double) -> [Float] {
    var result: [Float] = []
    while nextTime < times.count, times[nextTime] + Self.window <= known {
      result.append(turn(at: times[nextTime]))
      nextTime += 1
    }
    guard nextTime < times.count else { return result }
    let oldest = times[nextTime] - Self.window
    samples.removeAll { $0.end < oldest - 0.001 }
    let passed = max(0, nextTime - 1)
    times.removeFirst(passed)
    nextTime -= passed
    return result
  }

  private func turn(at time: Double) -> Float {
    let before = moments(from: time - Self.window, to: time)
    let after = moments(from: time, to: time + Self.window)
    guard before.length >= Self.window / 2, after.length >= Self.window / 2 else { return 0 }
    var (distance, variance): (Float, Float) = (0, 0)
    for channel in 0..<Self.channels {
      let (a, b) = (before.mean[channel], after.mean[channel])
      distance += (a - b) * (a - b)
      variance += max(
        0, before.square[channel] - a * a + after.square[channel] - b * b)
    }
    let count = Float(Self.channels)
    return (distance / count / (variance / count / 2 + Self.floor)).squareRoot()
  }

  private func moments(
    from start: Double, to end: Double
  ) -> (mean: [Float], square: [Float], length: Double) {
    var mean = [Float](repeating: 0, count: Self.channels)
    var square = mean
    var length = 0.0
    for sample in samples {
      let overlap = min(sample.end, end) - max(sample.start, start)
      guard overlap > 0 else { continue }
      length += overlap
      let weight = Float(overlap)
      for channel in 0..<Self.channels {
        let value = sample.vectors[channel]
        mean[channel] += weight * value
        square[channel] += weight * value * value
      }
    }
    guard length > 0 else { return (mean, square, 0) }
    let factor = 1 / Float(length)
    for channel in 0..<Self.channels {
      mean[channel] *= factor
      square[channel] *= factor
    }
    return (mean, square, length)
  }
}
