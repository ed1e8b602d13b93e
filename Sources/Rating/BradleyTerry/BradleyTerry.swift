/// The model of Bradley and Terry (1952): the log-odds that one item is preferred to another is the
/// difference of their scores.
///
/// `P(i beats j) = 1 / (1 + exp(s_j - s_i))`, fitted by maximum likelihood to the votes of all pairs
/// at once, so neither the order of the comparisons nor the names of the items matter, and five votes
/// say more than one. Scores are in units of log-odds and have mean zero; `exp(s)`, scaled to sum to
/// one, are the worths that other tools print. A ridge of `r` takes `r / 2` times the sum of squared
/// scores off the log-likelihood, as does a normal prior of variance `1 / r`: it keeps the scores of
/// items finite that only won or only lost.
public struct BradleyTerry: Sendable, Hashable {
  /// What a vote that saw no difference says.
  public enum Ties: String, Sendable, Hashable, CaseIterable {
    /// Half a vote for either.
    case half
    /// Davidson's model (1970): the odds of a tie between equals are `v` to 2, with `v` fitted too.
    case davidson
  }

  /// The ridge that is used where none is chosen.
  public static let defaultRidge = 0.1

  /// What is made of ties.
  public var ties: Ties
  /// The penalty on squared scores; 0 for maximum likelihood alone.
  public var ridge: Double
  /// The most Newton steps.
  public var limit: Int

  /// Chooses the model.
  ///
  /// - Precondition: `ridge` is finite and not negative; `limit` is above zero.
  public init(ties: Ties = .half, ridge: Double = BradleyTerry.defaultRidge, limit: Int = 100) {
    precondition(ridge >= 0 && ridge.isFinite, "a ridge is a finite number, 0 or more")
    precondition(limit > 0, "a fit needs at least one step")
    self.ties = ties
    self.ridge = ridge
    self.limit = limit
  }

  /// Fits the scores of items to comparisons.
  ///
  /// Newton's method, each step solved by conjugate gradients over the pairs that were compared. Cost:
  /// O(comparisons + pairs times steps), no matrix of all pairs. Without a ridge, items that no finite
  /// score fits get none: see ``Standing``.
  /// - Precondition: each comparison is of two different items below `items`, and its votes are
  ///   finite and not negative.
  public func fit(_ comparisons: [Comparison], items: Int) -> BradleyTerryFit {
    fit(PairTable(comparisons, items: items), from: [Double](repeating: 0, count: items))
  }

  func fit(_ table: PairTable, from start: [Double]) -> BradleyTerryFit {
    let network = ComparisonNetwork(table)
    let isScored = network.standings.map { $0.hasScore(ridge: ridge) }
    let kept =
      isScored.contains(false)
      ? table.filtered { isScored[Int(table.first[$0])] && isScored[Int(table.second[$0])] }
      : table
    var newton = NewtonFit(kept, model: self)
    newton.run(from: start)
    return BradleyTerryFit(newton, isScored: isScored, standings: network.standings)
  }
}
