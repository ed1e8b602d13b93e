internal import Foundation

/// The plain solver that the fast one is tested against: iterative scaling (Turner et al., 2020),
/// which is Hunter's minorisation (2004) where nothing is tied.
///
/// Every set of items that might come next is written out, so the cost of a pass grows with the
/// number of items to the power of the longest tie; it creeps where an order is almost always kept.
public struct IterativeScaling: Sendable {
  /// The model.
  public let model: PlackettLuce
  /// The log-likelihood by its definition.
  public let logLikelihood: Double
  /// Passes that were made.
  public let iterations: Int
  /// Whether what is expected of each item meets what was observed within the tolerance.
  public let converged: Bool

  /// Fits the model; the caller sees to it that the rankings connect the items.
  public init(_ rankings: [Ranking], itemCount: Int, tolerance: Double = 1e-9, limit: Int = 10_000)
  {
    var orders = Set(rankings.flatMap { $0.places.map(\.count) })
    orders.insert(1)
    let sizes = orders.sorted()
    var worths = [Double](repeating: 1 / Double(itemCount), count: itemCount)
    var ties = [Double](repeating: 1, count: sizes.count)
    var observed = [Double](repeating: 0, count: itemCount)
    var observedTies = [Double](repeating: 0, count: sizes.count)
    Self.forEachChoice(rankings) { chosen, open, count in
      guard open.count > 1 else { return }
      for item in chosen { observed[item] += count / Double(chosen.count) }
      observedTies[sizes.firstIndex(of: chosen.count) ?? 0] += count
    }
    var (pass, isDone) = (0, false)
    while pass < limit, !isDone {
      pass += 1
      var expected = [Double](repeating: 0, count: itemCount)
      Self.forEachChoice(rankings) { _, open, count in
        guard open.count > 1 else { return }
        let sets = Self.sets(of: open, sizes, worths, ties)
        let sum = sets.reduce(0) { $0 + $1.weight }
        for (items, weight) in sets {
          for item in items { expected[item] += count * weight / sum / Double(items.count) }
        }
      }
      isDone = zip(observed, expected).allSatisfy { ($0 - $1).magnitude <= tolerance }
      for item in worths.indices where expected[item] > 0 {
        worths[item] *= observed[item] / expected[item]
      }
      let total = worths.reduce(0, +)
      for item in worths.indices { worths[item] /= total }
      var expectedTies = [Double](repeating: 0, count: sizes.count)
      Self.forEachChoice(rankings) { _, open, count in
        guard open.count > 1 else { return }
        let sets = Self.sets(of: open, sizes, worths, ties)
        let sum = sets.reduce(0) { $0 + $1.weight }
        for (items, weight) in sets {
          expectedTies[sizes.firstIndex(of: items.count) ?? 0] += count * weight / sum
        }
      }
      for place in 1..<max(sizes.count, 1) {
        isDone = isDone && (observedTies[place] - expectedTies[place]).magnitude <= tolerance
        ties[place] *= observedTies[place] / expectedTies[place]
      }
    }
    (iterations, converged) = (pass, isDone)
    model = PlackettLuce(
      logWorths: worths.map { log($0) },
      ties: zip(sizes, ties).dropFirst().map { .init(order: $0, logParameter: log($1)) })
    logLikelihood = Self.logLikelihood(of: rankings, model)
  }

  /// The log-likelihood by its definition, every set written out.
  public static func logLikelihood(of rankings: [Ranking], _ model: PlackettLuce) -> Double {
    let sizes = [1] + model.ties.map(\.order)
    let ties = [1] + model.ties.map { exp($0.logParameter) }
    let worths = model.worths
    var value = 0.0
    forEachChoice(rankings) { chosen, open, count in
      let sets = sets(of: open, sizes, worths, ties)
      let sum = sets.reduce(0) { $0 + $1.weight }
      let taken = sets.first { Set($0.items) == Set(chosen) }
      value += count * (log(taken?.weight ?? 0) - log(sum))
    }
    return value
  }

  private static func forEachChoice(
    _ rankings: [Ranking], _ body: ([Int], [Int], Double) -> Void
  ) {
    for ranking in rankings {
      var open = ranking.places.flatMap { $0 } + ranking.rest
      for place in ranking.places {
        body(place, open, ranking.count)
        open.removeFirst(place.count)
      }
    }
  }

  /// Every set of the given sizes with its weight.
  private static func sets(
    of open: [Int], _ sizes: [Int], _ worths: [Double], _ ties: [Double]
  ) -> [(items: [Int], weight: Double)] {
    var all: [(items: [Int], weight: Double)] = []
    func extend(_ items: [Int], from place: Int, to size: Int, _ tie: Double) {
      if items.count == size {
        let product = items.reduce(1) { $0 * worths[$1] }
        all.append((items, tie * pow(product, 1 / Double(size))))
        return
      }
      for next in place..<open.count { extend(items + [open[next]], from: next + 1, to: size, tie) }
    }
    for (size, tie) in zip(sizes, ties) where size <= open.count {
      extend([], from: 0, to: size, tie)
    }
    return all
  }
}
