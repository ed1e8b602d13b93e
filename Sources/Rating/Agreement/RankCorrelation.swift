/// How alike two orders of the same items are, from -1 (reversed) to 1 (the same).
public enum RankCorrelation {
  /// Kendall's tau-b (1945): concordant less discordant pairs, corrected for ties in either.
  ///
  /// `(C - D) / sqrt((P - T1) (P - T2))` over all `P` pairs, of which `T1` are tied in the first and
  /// `T2` in the second. Nil where one of them holds a single value, or fewer than two items. Cost:
  /// O(n log n), by counting inversions (Knight, 1966).
  /// - Precondition: both have a number for each item, and none is NaN.
  public static func kendall(_ first: [Double], _ second: [Double]) -> Double? {
    check(first, second)
    let order = first.indices.sorted { (first[$0], second[$0]) < (first[$1], second[$1]) }
    let pairs = pairCount(first.count)
    let tiedFirst = tiedPairs(order) { first[$0] == first[$1] }
    let tiedBoth = tiedPairs(order) { first[$0] == first[$1] && second[$0] == second[$1] }
    var values = order.map { second[$0] }
    var buffer = values
    let discordant = sortCountingInversions(&values, &buffer, 0..<values.count)
    let tiedSecond = tiedPairs(Array(values.indices)) { values[$0] == values[$1] }
    if tiedFirst == pairs || tiedSecond == pairs { return nil }
    let difference = pairs - tiedFirst - tiedSecond + tiedBoth - 2 * discordant
    return Double(difference)
      / (Double(pairs - tiedFirst) * Double(pairs - tiedSecond)).squareRoot()
  }

  /// Spearman's rho (1904): the correlation of the ranks, where tied items share their mean rank.
  ///
  /// Nil where one of them holds a single value, or fewer than two items. Cost: O(n log n).
  /// - Precondition: both have a number for each item, and none is NaN.
  public static func spearman(_ first: [Double], _ second: [Double]) -> Double? {
    check(first, second)
    return pearson(meanRanks(first), meanRanks(second))
  }

  /// The rank of each value, 1 for the least; equal values share the mean of their ranks.
  public static func meanRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }

  static func pearson(_ first: [Double], _ second: [Double]) -> Double? {
    let count = Double(first.count)
    let (firstMean, secondMean) = (first.reduce(0, +) / count, second.reduce(0, +) / count)
    var (product, firstSquare, secondSquare) = (0.0, 0.0, 0.0)
    for (x, y) in zip(first, second) {
      product += (x - firstMean) * (y - secondMean)
      firstSquare += (x - firstMean) * (x - firstMean)
      secondSquare += (y - secondMean) * (y - secondMean)
    }
    guard firstSquare > 0, secondSquare > 0 else { return nil }
    return product / (firstSquare * secondSquare).squareRoot()
  }

  private static func check(_ first: [Double], _ second: [Double]) {
    precondition(first.count == second.count, "a correlation is of the same items twice")
    precondition(!(first + second).contains(where: \.isNaN), "an item without a number has no rank")
  }

  private static func pairCount(_ count: Int) -> Int { count * (count - 1) / 2 }

  /// The pairs within runs of equal neighbours.
  private static func tiedPairs(_ order: [Int], _ isTied: (Int, Int) -> Bool) -> Int {
    var (pairs, run) = (0, 0)
    for place in order.indices.dropFirst() {
      run = isTied(order[place - 1], order[place]) ? run + 1 : 0
      pairs += run
    }
    return pairs
  }

  /// Sorts by merging and counts the pairs that stood in the wrong order.
  private static func sortCountingInversions(
    _ values: inout [Double], _ buffer: inout [Double], _ range: Range<Int>
  ) -> Int {
    if range.count < 2 { return 0 }
    let middle = range.lowerBound + range.count / 2
    var inversions = sortCountingInversions(&values, &buffer, range.lowerBound..<middle)
    inversions += sortCountingInversions(&values, &buffer, middle..<range.upperBound)
    var (low, high) = (range.lowerBound, middle)
    for place in range {
      if high == range.upperBound || (low < middle && values[low] <= values[high]) {
        buffer[place] = values[low]
        low += 1
      } else {
        inversions += middle - low
        buffer[place] = values[high]
        high += 1
      }
    }
    for place in range { values[place] = buffer[place] }
    return inversions
  }
}
