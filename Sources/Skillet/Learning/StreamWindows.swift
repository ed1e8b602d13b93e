internal import Segmentation

/// What a stream sees around each row when it decides on it, kept so that many rules can be tried.
struct StreamWindows {
  private let windows: [(first: Int, values: [Float])]
  private let lookAhead: Int

  init(
    _ predictor: any BoundaryPredictor, _ series: DemonstrationSeries, lookAhead: Int, past: Int
  ) {
    let known = predictor.windows(series)
    self.lookAhead = lookAhead
    windows = (0..<series.count).map { row in
      let rows = max(0, row - past)..<min(series.count, row + lookAhead + 1)
      return (rows.lowerBound, known(rows))
    }
  }

  /// The windows after smoothing.
  func smoothed(_ deviation: Double) -> Smoothed {
    let rule = PeakRule(smoothing: deviation, threshold: 0, gap: 1)
    return Smoothed(
      windows: windows.map { ($0.first, rule.smoothed($0.values)) }, lookAhead: lookAhead)
  }

  /// Windows that were smoothed before.
  struct Smoothed {
    let windows: [(first: Int, values: [Float])]
    let lookAhead: Int

    /// The value of each row in its own window.
    var here: [Float] { windows.enumerated().map { $1.values[$0 - $1.first] } }

    func boundaries(_ rule: PeakRule) -> [Int] {
      var raw = rule
      raw.smoothing = 0
      return raw.stream(count: windows.count, lookAhead: lookAhead) { windows[$0] }.boundaries
    }
  }
}
