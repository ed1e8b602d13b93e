#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import LinearAlgebra

/// Elo's rating (1978): each match moves both players by what the result differs from what their
/// ratings foretold.
///
/// The left item is expected to score `1 / (1 + base^((right - left) / scale))`. After a match of
/// weight `w` in which it scored `s`, its rating grows by `k * w * (s - expected)` and the other's
/// falls by as much. The ratings depend on the order of the matches; ``averagedScores(_:items:orders:seed:)``
/// takes the mean over many orders. Elo gives no interval and forgets old matches at a rate that
/// `k` sets; ``BradleyTerry`` does neither.
public struct Elo: Sendable, Hashable {
  /// The rating of an item that has played no match.
  public var initial: Double
  /// How far one match moves a rating at most.
  public var k: Double
  /// The odds that one `scale` of difference stands for.
  public var base: Double
  /// The difference of ratings at which the odds are `base` to 1.
  public var scale: Double

  /// Chooses the constants; the defaults are those of evalica.
  ///
  /// - Precondition: `base` is above 1, `scale` above 0, and all are finite.
  public init(k: Double = 4, initial: Double = 1000, base: Double = 10, scale: Double = 400) {
    precondition(k.isFinite && initial.isFinite, "K and the initial rating are finite")
    precondition(base > 1 && base.isFinite, "a base is above 1")
    precondition(scale > 0 && scale.isFinite, "a scale is above 0")
    self.initial = initial
    self.k = k
    self.base = base
    self.scale = scale
  }

  /// The ratings after the matches, in their order.
  ///
  /// Cost: O(matches).
  /// - Precondition: the items of all matches lie below `items`; a match is between two of them.
  public func scores(_ matches: [Match], items: Int) -> [Double] {
    var ratings = [Double](repeating: initial, count: items)
    for match in matches { play(match, &ratings) }
    return ratings
  }

  /// The mean of the ratings over seeded random orders of the matches.
  ///
  /// Cost: O(orders times matches).
  /// - Precondition: as for ``scores(_:items:)``; `orders` is above zero.
  public func averagedScores(
    _ matches: [Match], items: Int, orders: Int, seed: UInt64
  ) -> [Double] {
    precondition(orders > 0, "a mean needs at least one order")
    var generator = SplitMix64(seed: seed)
    var sum = [Double](repeating: 0, count: items)
    var ratings = sum
    for _ in 0..<orders {
      for item in ratings.indices { ratings[item] = initial }
      for index in generator.permutation(matches.count) { play(matches[index], &ratings) }
      for item in sum.indices { sum[item] += ratings[item] }
    }
    return sum.map { $0 / Double(orders) }
  }

  /// What the left item is expected to score against the right one.
  @inline(__always)
  public func expected(_ left: Double, against right: Double) -> Double {
    1 / (1 + pow(base, (right - left) / scale))
  }

  @inline(__always)
  private func play(_ match: Match, _ ratings: inout [Double]) {
    precondition(match.left != match.right, "an item does not meet itself")
    let (left, right) = (ratings[match.left], ratings[match.right])
    let step = k * match.weight
    ratings[match.left] = left + step * (match.score - expected(left, against: right))
    ratings[match.right] = right + step * (1 - match.score - expected(right, against: left))
  }
}
