/// Bradley and Terry's model by minorisation and maximisation (Zermelo, 1929; Hunter, 2004): the
/// plain solver that the fast one is tested against.
///
/// Each worth becomes the votes won over the sum, over opponents, of the votes over the two worths.
/// Ties count as half, there is no ridge, and every item needs both wins and losses: see ``Standing``.
public enum PlainBradleyTerry {
  /// The worths, scaled to sum to one.
  public struct Fit: Sendable, Hashable {
    /// The worth of each item.
    public let worths: [Double]
    /// How many sweeps were made.
    public let iterations: Int
    /// Whether the last sweep changed no worth by more than 1e-12 of itself.
    public let converged: Bool
  }

  /// Sweeps until nothing moves.
  ///
  /// Cost: O(items squared + comparisons) a sweep, and many sweeps.
  public static func fit(_ comparisons: [Comparison], items: Int, limit: Int = 100_000) -> Fit {
    var won = [Double](repeating: 0, count: items)
    var met = [[Double]](repeating: won, count: items)
    for row in comparisons {
      won[row.left] += row.leftVotes + row.ties / 2
      won[row.right] += row.rightVotes + row.ties / 2
      let votes = row.leftVotes + row.rightVotes + row.ties
      met[row.left][row.right] += votes
      met[row.right][row.left] += votes
    }
    var worths = [Double](repeating: 1 / Double(items), count: items)
    for iteration in 1...limit {
      var next = worths
      for item in 0..<items {
        var sum = 0.0
        for other in 0..<items { sum += met[item][other] / (next[item] + next[other]) }
        next[item] = won[item] / sum
      }
      let total = next.reduce(0, +)
      next = next.map { $0 / total }
      let change = zip(worths, next).map { abs($0 - $1) / $1 }.max() ?? 0
      worths = next
      if change <= 1e-12 { return Fit(worths: worths, iterations: iteration, converged: true) }
    }
    return Fit(worths: worths, iterations: limit, converged: false)
  }
}
