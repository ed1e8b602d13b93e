/// The running integral of a sampled signal, so that means over windows of time cost O(log n).
///
/// A sample's value holds from the time of the sample before to its own; between samples the
/// integral is a straight line. Windows are therefore cut in time: 24, 30 and 60 samples a second,
/// or irregular ones, give the same means of the same signal.
struct TimeIntegral {
  private let times: [Double]
  private let sums: [Double]

  init(_ values: [Float], at times: [Double]) {
    precondition(values.count == times.count, "\(values.count) values at \(times.count) times")
    var sums = [Double](repeating: 0, count: values.count)
    for i in values.indices.dropFirst() {
      sums[i] = sums[i - 1] + Double(values[i]) * (times[i] - times[i - 1])
    }
    self.times = times
    self.sums = sums
  }

  /// The mean over `[start, end]` clipped to the signal, and the length that remained.
  func mean(from start: Double, to end: Double) -> (value: Double, length: Double) {
    guard let first = times.first, let last = times.last, times.count > 1 else { return (0, 0) }
    let low = min(max(start, first), last)
    let high = min(max(end, first), last)
    return ((integral(to: high) - integral(to: low)) / max(high - low, 1e-9), high - low)
  }

  private func integral(to time: Double) -> Double {
    var (low, high) = (0, times.count - 1)
    while low + 1 < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle } else { high = middle }
    }
    let part = (time - times[low]) / (times[low + 1] - times[low])
    return sums[low] + min(max(part, 0), 1) * (sums[low + 1] - sums[low])
  }
}
