internal import Assessment
internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Brings what was measured of clips to mean 0 and variance 1 over the clips that were learned from.
struct ClipStandard: Sendable {
  /// Of each column of the rows.
  var rows: Scale
  /// Of each value of the summaries.
  var summaries: Scale
  /// Steps that the rows of a clip are averaged into, at most.
  var steps: Int
  /// Whether the summary says how long the clip is.
  var seesLength: Bool

  /// A mean and what to multiply with; 0 where a value never changes.
  struct Scale: Sendable, Hashable {
    var mean: [Float]
    var factor: [Float]

    /// The scale of rows of numbers.
    init(of rows: Matrix) {
      let (count, columns) = (Double(max(1, rows.rows)), rows.columns)
      var (sums, squares) = ([Double](repeating: 0, count: columns), [Double]())
      squares = sums
      for i in 0..<rows.rows {
        for j in 0..<columns { sums[j] += Double(rows[i, j]) }
      }
      mean = sums.map { Float($0 / count) }
      for i in 0..<rows.rows {
        for j in 0..<columns {
          let difference = Double(rows[i, j]) - sums[j] / count
          squares[j] += difference * difference
        }
      }
      factor = squares.map { square in
        let deviation = (square / count).squareRoot()
        return deviation > 1e-5 ? Float(1 / deviation) : 0
      }
    }

    init(mean: [Float], factor: [Float]) { (self.mean, self.factor) = (mean, factor) }

    /// A value in deviations, five at most.
    func apply(_ value: Float, _ column: Int) -> Float {
      max(-5, min(5, (value - mean[column]) * factor[column]))
    }
  }

  /// Fits both scales to clips.
  init(_ clips: [ClipMeasurement], steps: Int, seesLength: Bool) {
    self.steps = steps
    self.seesLength = seesLength
    let columns = clips.first?.rows.columns ?? 0
    let all = clips.flatMap(\.rows.values)
    rows = Scale(of: Matrix(rows: all.count / max(1, columns), columns: columns, values: all))
    let summaries = clips.map { Self.summary($0, seesLength: seesLength) }
    self.summaries = Scale(
      of: Matrix(
        rows: summaries.count, columns: summaries.first?.count ?? 0,
        values: summaries.flatMap(\.self)
      ))
  }

  init(rows: Scale, summaries: Scale, steps: Int, seesLength: Bool) {
    (self.rows, self.summaries) = (rows, summaries)
    (self.steps, self.seesLength) = (steps, seesLength)
  }

  /// A clip as an assessor reads it.
  func clip(_ measurement: ClipMeasurement) -> AssessedClip {
    let (count, columns) = (measurement.rows.rows, measurement.rows.columns)
    let bins = min(count, steps)
    var binned = Matrix(rows: bins, columns: columns)
    for bin in 0..<bins {
      let range = (bin * count / bins)..<((bin + 1) * count / bins)
      for i in range {
        for j in 0..<columns { binned[bin, j] += rows.apply(measurement.rows[i, j], j) }
      }
      for j in 0..<columns { binned[bin, j] /= Float(range.count) }
    }
    let summary = Self.summary(measurement, seesLength: seesLength)
    return AssessedClip(
      rows: binned, summary: summary.indices.map { summaries.apply(summary[$0], $0) })
  }

  /// Values of a summary of rows with so many columns.
  static func summaryWidth(columns: Int, seesLength: Bool) -> Int {
    2 * columns + (seesLength ? 1 : 0)
  }

  /// Mean and deviation of each column, and the logarithm of the seconds where length is seen.
  private static func summary(_ clip: ClipMeasurement, seesLength: Bool) -> [Float] {
    let (count, columns) = (Double(clip.rows.rows), clip.rows.columns)
    var (means, deviations) = ([Float](), [Float]())
    for j in 0..<columns {
      let values = (0..<clip.rows.rows).map { Double(clip.rows[$0, j]) }
      let mean = values.reduce(0, +) / count
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
      means.append(Float(mean))
      deviations.append(Float(square.squareRoot()))
    }
    let length = seesLength ? [Float(log(max(1e-3, clip.seconds)))] : []
    return means + deviations + length
  }
}
