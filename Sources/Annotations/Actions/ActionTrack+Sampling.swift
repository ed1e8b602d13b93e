extension ActionTrack {
  /// The actions between sampled frames: row i stands for what was done from sample i on, up to
  /// but not including sample i + 1 (for the last sample, to the end).
  ///
  /// Continuous actions are averaged. Of discrete ones the most frequent stands for all, null
  /// actions only where nothing else was done; of two that are equally frequent the one seen last.
  /// Rows without an action are left out; where all are, the sample has none. The actions before
  /// the first sample are not used.
  ///
  /// - Parameter samples: frames, that is rows of this track, strictly rising.
  /// - Complexity: O(rows).
  public func sampled(at samples: [Int]) -> ActionTrack {
    precondition(
      samples.allSatisfy { (0..<count).contains($0) }
        && zip(samples, samples.dropFirst()).allSatisfy { $0 < $1 },
      "samples are frames of the track, rising")
    let spans = zip(samples, samples.dropFirst() + [count]).map { $0..<$1 }
    let valid = spans.map { span in isValid[span].contains(true) }
    let values: Values =
      switch self.values {
      case .numbers(let numbers): .numbers(spans.flatMap { mean(numbers, $0) })
      case .codes(let codes): .codes(sampledCodes(codes, spans))
      }
    return ActionTrack(
      space: space, values: values, isValid: valid, source: source, nullActions: nullActions,
      frames: samples)
  }

  private func mean(_ numbers: [Float], _ span: Range<Int>) -> [Float] {
    var sums = [Double](repeating: 0, count: width)
    var rows = 0
    for row in span where isValid[row] {
      rows += 1
      for column in 0..<width { sums[column] += Double(numbers[row * width + column]) }
    }
    return sums.map { Float($0 / Double(max(1, rows))) }
  }

  private func sampledCodes(_ codes: [Int32], _ spans: [Range<Int>]) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(spans.count * width)
    for span in spans {
      var counts: [[Int32]: (count: Int, last: Int)] = [:]
      for row in span where isValid[row] {
        let action = Array(codes[(row * width)..<((row + 1) * width)])
        counts[action] = ((counts[action]?.count ?? 0) + 1, row)
      }
      let done = counts.filter { !nullActions.contains($0.key) }
      let chosen = (done.isEmpty ? counts : done).max {
        ($0.value.count, $0.value.last) < ($1.value.count, $1.value.last)
      }
      result += chosen?.key ?? Array(repeating: 0, count: width)
    }
    return result
  }
}
