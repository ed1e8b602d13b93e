internal import Foundation
internal import LinearAlgebra

/// The Plackett-Luce model of rankings (Plackett, 1975; Luce, 1959), with ties.
///
/// The first of some items is drawn in proportion to their worths, then the first of the others, and
/// so on. Where ties were seen, a set T of d items shares the next place with a probability in
/// proportion to `tie(d) * (product of the worths in T) ^ (1 / d)` (Turner et al., 2020, after
/// Davidson, 1970). Logarithms are natural; the log-worths are centred: their mean is 0.
public struct PlackettLuce: Sendable, Hashable {
  /// The logarithm of each item's worth, centred.
  public let logWorths: [Double]
  /// The orders of tie that the model knows, with the logarithm of each one's parameter.
  public let ties: [Tie]

  /// The parameter of one order of tie.
  public struct Tie: Sendable, Hashable {
    /// How many items share the place.
    public var order: Int
    /// The logarithm of the parameter; single items have 0.
    public var logParameter: Double

    /// Pairs an order with its parameter.
    public init(order: Int, logParameter: Double) {
      self.order = order
      self.logParameter = logParameter
    }
  }

  /// Makes a model; the log-worths are centred.
  ///
  /// - Precondition: the numbers are finite, and tie orders are above 1 and rising.
  public init(logWorths: [Double], ties: [Tie] = []) {
    precondition(logWorths.allSatisfy(\.isFinite), "a log-worth is a number")
    precondition(
      zip([1] + ties.map(\.order), ties.map(\.order)).allSatisfy { $0 < $1 },
      "orders of tie rise from 2")
    let mean = logWorths.reduce(0, +) / Double(max(logWorths.count, 1))
    self.logWorths = logWorths.map { $0 - mean }
    self.ties = ties
  }

  /// The worths; they add up to 1.
  public var worths: [Double] {
    let top = logWorths.max() ?? 0
    let all = logWorths.map { exp($0 - top) }
    let sum = all.reduce(0, +)
    return all.map { $0 / sum }
  }

  /// The most probable order of items: by falling worth; of equal worths the lower index first.
  public func mostProbableOrder(of items: some Sequence<Int>) -> [Int] {
    items.sorted { (logWorths[$1], $0) < (logWorths[$0], $1) }
  }

  /// The most probable order of all items.
  public var mostProbableOrder: [Int] { mostProbableOrder(of: logWorths.indices) }

  /// The probability that `a` comes before `b` where just these two are ranked.
  ///
  /// Without ties this is also the probability in a ranking of any items: `a / (a + b)`. With ties
  /// the rest of the probability is `tie`'s and that of `b` before `a`.
  public func probability(of a: Int, before b: Int) -> Double {
    let gap = logWorths[b] - logWorths[a]
    guard let tie = ties.first, tie.order == 2 else { return 1 / (1 + exp(gap)) }
    return 1 / (1 + exp(gap) + exp(tie.logParameter + gap / 2))
  }

  /// The probability that a ranking of two comes out as a tie.
  public func probability(ofTie a: Int, _ b: Int) -> Double {
    max(0, 1 - probability(of: a, before: b) - probability(of: b, before: a))
  }

  /// The probability of an order of some items, where just these are ranked.
  public func probability(ofOrder items: [Int]) throws(RankingFault) -> Double {
    exp(try logLikelihood(of: Ranking(items)))
  }

  /// The log-likelihood of one ranking, times its count.
  ///
  /// Throws where it is none. A tie of an order that the model does not know is impossible: minus
  /// infinity.
  public func logLikelihood(of ranking: Ranking) throws(RankingFault) -> Double {
    var set = RankingSet(itemCount: logWorths.count)
    try set.append(ranking)
    return logLikelihood(of: set)
  }

  /// The log-likelihood of rankings, each times its count.
  ///
  /// - Precondition: they are over as many items as the model.
  public func logLikelihood(of rankings: RankingSet) -> Double {
    precondition(rankings.itemCount == logWorths.count, "the model has other items")
    var gradient = [Double](repeating: 0, count: logWorths.count + ties.count)
    var scale = gradient
    if ties.isEmpty {
      if rankings.longestTie > 1 { return -.infinity }
      return UntiedLikelihood(rankings).value(logWorths, gradient: &gradient, scale: &scale)
    }
    let known = Set(ties.map(\.order) + [1])
    guard rankings.tieSizes.keys.allSatisfy(known.contains) else { return -.infinity }
    return TiedLikelihood(rankings, tieOrders: ties.map(\.order)).value(
      logWorths + ties.map(\.logParameter), gradient: &gradient, scale: &scale)
  }

  /// Draws a ranking of some items.
  ///
  /// The draws follow from the generator's state alone. Cost: `O(items^2)` without ties.
  public func sample(
    _ items: some Sequence<Int>, using generator: inout some RandomNumberGenerator
  ) -> Ranking {
    var open = Array(items)
    var places: [[Int]] = []
    let orders = [(1, 0.0)] + ties.map { ($0.order, $0.logParameter) }
    while !open.isEmpty {
      let top = open.map { logWorths[$0] }.max() ?? 0
      let draws = orders.map { order, logTie in
        SetDraw(open.map { exp((logWorths[$0] - top) / Double(order)) }, size: order, exp(logTie))
      }
      let total = draws.reduce(0) { $0 + $1.weight }
      var chance = Self.uniform(&generator) * total
      var chosen = draws[0]
      for draw in draws where draw.weight > 0 {
        chosen = draw
        if chance < draw.weight { break }
        chance -= draw.weight
      }
      let taken = chosen.draw { Self.uniform(&generator) }
      places.append(taken.map { open[$0] })
      for place in taken.reversed() { open.remove(at: place) }
    }
    return Ranking(places: places)
  }

  private static func uniform(_ generator: inout some RandomNumberGenerator) -> Double {
    Double(generator.next() >> 11) * 0x1p-53
  }
}

/// Draws a set of a given size with a probability in proportion to the product of its weights.
private struct SetDraw {
  private let weights: [Double]
  private let size: Int
  /// The elementary symmetric polynomials of the weights from each place to the end.
  private var sums: [[Double]]
  /// The sum over all sets, times the order's own factor.
  let weight: Double

  init(_ weights: [Double], size: Int, _ factor: Double) {
    (self.weights, self.size) = (weights, size)
    sums = Array(
      repeating: [1] + Array(repeating: 0, count: size), count: weights.count + 1)
    for place in weights.indices.reversed() {
      for k in 1...size {
        sums[place][k] = sums[place + 1][k] + weights[place] * sums[place + 1][k - 1]
      }
    }
    weight = factor * sums[0][size]
  }

  func draw(_ uniform: () -> Double) -> [Int] {
    var (taken, left): ([Int], Int) = ([], size)
    for place in weights.indices where left > 0 {
      let with = weights[place] * sums[place + 1][left - 1]
      if left >= weights.count - place || uniform() * sums[place][left] < with {
        taken.append(place)
        left -= 1
      }
    }
    return taken
  }
}
