#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What scores say of the order of items, under Plackett and Luce's model.
///
/// The order is drawn place by place: item i comes next with probability `e^s_i` over the sum of
/// `e^s_j` of those left (Luce, 1959; Plackett, 1975). A higher score is earlier.
public struct ScoredOrder: Sendable, Hashable {
  /// The score of each item.
  public let scores: [Double]
  /// The most probable order: items by falling score; of equal ones that given first.
  public let order: [Int]

  /// Orders items.
  ///
  /// - Precondition: the scores are finite.
  public init(scores: [Double]) {
    precondition(scores.allSatisfy(\.isFinite), "a score is no finite number")
    self.scores = scores
    order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
  }

  /// `ln P` of an order of all items, first to last.
  public func logProbability(of order: [Int]) -> Double {
    let listed = order.map { scores[$0] }
    return zip(listed, Self.remaining(listed)).reduce(0) { $0 + $1.0 - $1.1 }
  }

  /// The probability of ``order``.
  public var probability: Double { exp(logProbability(of: order)) }

  /// The probability that one item comes before another: `1 / (1 + e^(s_b - s_a))`.
  public func precedence(of first: Int, before second: Int) -> Double {
    1 / (1 + exp(scores[second] - scores[first]))
  }

  /// The pairs that may be swapped, in the order of their places: neighbours in ``order`` of which
  /// the earlier comes first with a probability below `limit`.
  public func swappable(below limit: Double) -> [(first: Int, second: Int)] {
    zip(order, order.dropFirst()).filter { precedence(of: $0, before: $1) < limit }
      .map { (first: $0, second: $1) }
  }

  /// `ln(sum over j >= i of e^s_j)` for each i: one cumulative log-sum-exp from the end.
  static func remaining(_ scores: [Double]) -> [Double] {
    var result = scores
    for i in scores.indices.dropLast().reversed() {
      let (a, b) = (scores[i], result[i + 1])
      result[i] = max(a, b) + log1p(exp(-abs(a - b)))
    }
    return result
  }
}

/// How well an order agrees with the true one.
public struct OrderAgreement: Sendable, Hashable {
  /// Kendall's tau: pairs in the true order less pairs that are not, as a part of all pairs.
  public let tau: Double
  /// Whether no pair is out of order.
  public let isExact: Bool
  /// How many items there are.
  public let items: Int

  /// Compares an order with the true one, which is 0, 1, 2, …; pairs are counted by merging.
  ///
  /// Cost: `n log n`.
  ///
  /// - Precondition: there are at least two items, each once.
  public init(order: [Int]) {
    precondition(order.count > 1, "one item has no order")
    items = order.count
    var (values, other) = (order, order)
    let wrong = Self.inversions(&values, &other, 0..<order.count)
    let pairs = order.count * (order.count - 1) / 2
    tau = 1 - 2 * Double(wrong) / Double(pairs)
    isExact = wrong == 0
  }

  private static func inversions(
    _ values: inout [Int], _ other: inout [Int], _ range: Range<Int>
  ) -> Int {
    guard range.count > 1 else { return 0 }
    let middle = (range.lowerBound + range.upperBound) / 2
    var count = inversions(&values, &other, range.lowerBound..<middle)
    count += inversions(&values, &other, middle..<range.upperBound)
    var (left, right) = (range.lowerBound, middle)
    for place in range {
      if right == range.upperBound || left < middle && values[left] <= values[right] {
        other[place] = values[left]
        left += 1
      } else {
        other[place] = values[right]
        right += 1
        count += middle - left
      }
    }
    for place in range { values[place] = other[place] }
    return count
  }
}
