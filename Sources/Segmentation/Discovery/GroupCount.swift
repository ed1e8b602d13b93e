internal import LinearAlgebra

/// How many groups a tree falls into.
///
/// Let W(k) be the dispersion left with k groups, k from 1 to `ceil(2 sqrt(points))`. The number is
/// the knee of `-ln W(k)`: where it lies furthest above the straight line from its first value to
/// its last (Satopää et al. 2011). Whether there is more than one group at all is asked of
/// references, as the gap statistic does (Tibshirani, Walther and Hastie 2001): `ln W(1) - ln W(k)`
/// has to exceed its mean over normal clouds of the same spread by three deviations.
enum GroupCount {
  /// Points that the question for one group looks at; more are sampled.
  static let sampleLimit = 500
  /// Normal clouds that it compares with.
  static let references = 10
  /// Dispersion below this part of W(1) counts as none.
  static let floor = 1e-6

  /// The most groups that are thought of.
  static func limit(points: Int) -> Int {
    min(points, Int((2 * Double(points).squareRoot()).rounded(.up)))
  }

  /// The knee of the dispersions of 1 group, 2 groups and so on.
  static func knee(_ dispersions: [Double]) -> Int {
    guard let first = dispersions.first, first > 0, dispersions.count > 2 else { return 1 }
    let heights = dispersions.map { -logarithm($0 / first) }
    guard let last = heights.last, last > 0 else { return 1 }
    let steps = Double(heights.count - 1)
    let above = heights.enumerated().map { $1 / last - Double($0) / steps }
    var best = 0
    for place in above.indices where above[place] > above[best] + 1e-9 { best = place }
    return best + 1
  }

  /// Whether points fall into `count` groups any better than a normal cloud does.
  static func isStructured(_ points: Matrix, count: Int, seed: UInt64) -> Bool {
    var generator = SplitMix64(seed: seed)
    var rows = Array(0..<points.rows)
    if rows.count > sampleLimit {
      rows = Array(generator.permutation(rows.count).prefix(sampleLimit)).sorted()
    }
    let columns = points.columns
    let sample = rows.flatMap { row in
      (0..<columns).map { Double(points[row, $0]) }
    }
    let spread = deviations(sample, columns)
    let own = gain(sample, columns, count)
    let others = (0..<references).map { _ in
      let draws = generator.normals(sample.count)
      return gain(draws.enumerated().map { Double($1) * spread[$0 % columns] }, columns, count)
    }
    let mean = others.reduce(0, +) / Double(references)
    let variance = others.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(references)
    return own > mean + 3 * variance.squareRoot()
  }

  /// `ln W(1) - ln W(count)`.
  private static func gain(_ points: [Double], _ columns: Int, _ count: Int) -> Double {
    let rows = points.count / columns
    let tree = WardTree(
      points, columns: columns, weights: Array(repeating: 1, count: rows))
    let all = tree.dispersions(limit: min(count, max(1, rows - 1)))
    guard let first = all.first, let last = all.last, first > 0 else { return 0 }
    return -logarithm(last / first)
  }

  private static func deviations(_ values: [Double], _ columns: Int) -> [Double] {
    let rows = Double(values.count / columns)
    return (0..<columns).map { column in
      let own = stride(from: column, to: values.count, by: columns).map { values[$0] }
      let mean = own.reduce(0, +) / rows
      return (own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / rows).squareRoot()
    }
  }

  /// The logarithm of a share, not below that of ``floor``; the same on every machine.
  private static func logarithm(_ share: Double) -> Double {
    var value = [Float(max(share, floor))]
    Elementwise.log(&value)
    return Double(value[0])
  }
}
