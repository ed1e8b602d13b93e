internal import Segmentation

/// Splits segments that are too long at their strongest moment.
struct LengthLimit {
  /// Shortest and longest segment in seconds.
  let minLength: Double
  let maxLength: Double
  /// When the video begins and ends, in seconds.
  let extent: Range<Double>

  /// Adds the boundaries that are needed.
  func apply(to result: inout SegmenterResult, _ times: [Double]) {
    var limited: [Boundary] = []
    var start = extent.lowerBound
    for next in result.boundaries.map(Optional.some) + [nil] {
      let stop = next.map { times[$0.sample] } ?? extent.upperBound
      while stop - start > maxLength + 1e-6,
        let best = strongest(from: start, to: stop, result.scores, times)
      {
        limited.append(Boundary(sample: best, score: result.scores[best], kind: .limit))
        start = times[best]
      }
      if let next {
        limited.append(next)
        start = stop
      }
    }
    result.boundaries = limited
  }

  /// The best place to split a segment so that its first part is not too long and not too short;
  /// nil where there is none.
  private func strongest(
    from start: Double, to stop: Double, _ scores: [Float], _ times: [Double]
  ) -> Int? {
    let earliest = start + max(minLength, maxLength / 2)
    let latest = min(start + maxLength, stop - minLength) + 1e-6
    let first = firstIndex(in: times) { $0 > start + 1e-9 && $0 >= earliest - 1e-6 }
    let end = firstIndex(in: times) { $0 > latest }
    if first < end { return (first..<end).max { scores[$0] < scores[$1] } }
    // Samples may lie further apart than the limit: then the next one it is.
    guard first < times.count, times[first] <= stop - max(minLength, 1e-9),
      first == 0 || times[first - 1] <= start + 1e-9
    else { return nil }
    return first
  }

  /// The first of rising times for which something holds from there on.
  private func firstIndex(in times: [Double], where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(times[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
