internal import Foundation

/// Which items must come before which, closed: what is before something before b is before b.
public struct PartialOrder: Sendable, Hashable {
  /// How many items there are.
  public let itemCount: Int
  /// Whether the row's item must come before the column's, row-major.
  private var isBefore: [Bool]

  /// One item before another.
  public struct Pair: Sendable, Hashable {
    /// The item that comes first.
    public var first: Int
    /// The item that comes after it.
    public var second: Int

    /// Puts one item before another.
    public init(_ first: Int, _ second: Int) { (self.first, self.second) = (first, second) }
  }

  /// Closes some pairs; pairs that would put an item before itself are left out.
  ///
  /// Cost: `O(items^3)`.
  public init(itemCount n: Int, _ pairs: some Sequence<Pair>) {
    itemCount = n
    var reach = [Bool](repeating: false, count: n * n)
    for pair in pairs where pair.first != pair.second { reach[pair.first * n + pair.second] = true }
    for k in 0..<n {
      for a in 0..<n where reach[a * n + k] {
        for b in 0..<n where reach[k * n + b] { reach[a * n + b] = true }
      }
    }
    isBefore = reach
    for a in 0..<n {
      for b in 0..<n where a == b || reach[b * n + a] { isBefore[a * n + b] = false }
    }
  }

  /// Whether one item must come before another.
  public func holds(_ first: Int, before second: Int) -> Bool {
    isBefore[first * itemCount + second]
  }

  /// All pairs, in rising order: the transitive closure.
  public var pairs: [Pair] {
    (0..<itemCount).flatMap { a in
      (0..<itemCount).filter { isBefore[a * itemCount + $0] }.map { Pair(a, $0) }
    }
  }

  /// The pairs that follow from no others: the transitive reduction.
  public var covers: [Pair] {
    pairs.filter { pair in
      !(0..<itemCount).contains { holds(pair.first, before: $0) && holds($0, before: pair.second) }
    }
  }

  /// The order without one of its ``covers``, which leaves it closed.
  func without(_ cover: Pair) -> PartialOrder {
    var other = self
    other.isBefore[cover.first * itemCount + cover.second] = false
    return other
  }

  /// The items that must come before each, as sets of bits.
  fileprivate var masks: [UInt64] {
    (0..<itemCount).map { item in
      (0..<itemCount).reduce(0) { $0 | (holds($1, before: item) ? 1 << UInt64($1) : 0) }
    }
  }
}

extension PartialOrder {
  /// The plain rule: a before b in every ranking that orders the two, and in one at least.
  public init(keptIn rankings: RankingSet) {
    let (n, counts) = (rankings.itemCount, rankings.precedenceCounts)
    self.init(
      itemCount: n,
      (0..<(n * n)).filter { counts[$0] > 0 && counts[$0 % n * n + $0 / n] == 0 }.map {
        Pair($0 / n, $0 % n)
      })
  }

  /// What a model thinks almost certain: a before b with at least this probability.
  ///
  /// A line of worths knows no interchangeable items: two that both come early and late come out as
  /// ordered. It stands here to be compared.
  public init(probableIn model: PlackettLuce, atLeast sure: Double) {
    let n = model.logWorths.count
    self.init(
      itemCount: n,
      (0..<(n * n)).filter {
        $0 / n != $0 % n && model.probability(of: $0 / n, before: $0 % n) >= sure
      }
      .map { Pair($0 / n, $0 % n) })
  }

  /// Items up to which ``init(supportedBy:gain:)`` works.
  public static let supportLimit = 64

  /// The plain rule, without the pairs that explain too little.
  ///
  /// Of a partial order, a sequence that picks each next item evenly from those that may come has the
  /// likelihood of `1 / (items that may come)` at each place; the plain rule's is the most likely of
  /// all orders. From it, the cover whose loss lowers the log-likelihood least is dropped as long as
  /// that is less than `gain` nats. Cost: the covers squared times the rankings' length times the
  /// items, some milliseconds for a recipe.
  ///
  /// - Precondition: at most ``supportLimit`` items.
  public init(supportedBy rankings: RankingSet, gain: Double) {
    precondition(rankings.itemCount <= Self.supportLimit, "too many items")
    var order = PartialOrder(keptIn: rankings)
    var value = Self.logLikelihood(rankings, order.masks)
    while true {
      var best: (order: PartialOrder, value: Double)?
      for cover in order.covers {
        let other = order.without(cover)
        let likelihood = Self.logLikelihood(rankings, other.masks)
        if likelihood > best?.value ?? -.infinity { best = (other, likelihood) }
      }
      guard let best, value - best.value < gain else { break }
      (order, value) = best
    }
    self = order
  }

  private static func logLikelihood(_ rankings: RankingSet, _ masks: [UInt64]) -> Double {
    var value = 0.0
    for ranking in 0..<rankings.count {
      let items = rankings.items[rankings.starts[ranking]..<rankings.starts[ranking + 1]]
      var open = items.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
      for item in items {
        var choices = 0
        var rest = open
        while rest != 0 {
          let next = rest.trailingZeroBitCount
          if masks[next] & open == 0 { choices += 1 }
          rest &= rest - 1
        }
        value -= rankings.counts[ranking] * logarithms[choices]
        open &= ~(1 << UInt64(item))
      }
    }
    return value
  }

  /// The logarithms of 0 (as of 1) to ``supportLimit``.
  private static let logarithms = (0...supportLimit).map { log(Double(max($0, 1))) }
}
