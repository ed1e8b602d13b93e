/// Rank correlation of two lists of numbers.
public enum RankCorrelation {
  /// Ranks from 1; equal values share the mean of their places.
  ///
  /// - Precondition: no value is NaN.
  public static func ranks(_ values: [Double]) -> [Double] {
    precondition(!values.contains(where: \.isNaN), "NaN has no rank")
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + 1 + end) / 2 }
      start = end
    }
    return ranks
  }

  /// Spearman's rho: Pearson's correlation of the ranks, equal values sharing the mean of their
  /// places (Kendall and Gibbons, 1990), as `scipy.stats.spearmanr` has it.
  ///
  /// Nil where there are fewer than two values or one list is constant. Cost: O(n log n).
  public static func spearman(_ first: [Double], _ second: [Double]) -> Double? {
    precondition(first.count == second.count, "a correlation needs two lists of one length")
    let (a, b) = (ranks(first), ranks(second))
    let mean = Double(a.count + 1) / 2
    var (product, square, other) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      product += (x - mean) * (y - mean)
      square += (x - mean) * (x - mean)
      other += (y - mean) * (y - mean)
    }
    guard square > 0, other > 0 else { return nil }
    return max(-1, min(1, product / (square * other).squareRoot()))
  }
}
