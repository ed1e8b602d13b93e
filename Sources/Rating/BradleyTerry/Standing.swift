/// Where an item stands in the network of comparisons.
public enum Standing: String, Sendable, Hashable, CaseIterable {
  /// The comparisons bound its score from both sides.
  case rated
  /// Nobody compared it.
  case notCompared
  /// It won every vote: no finite score is high enough.
  case onlyWins
  /// It lost every vote: no finite score is low enough.
  case onlyLosses
  /// No chain of comparisons joins it to the largest group, or there are two largest.
  case notConnected
  /// It belongs to items that won every vote against the rest, or lost every one, or to a group that
  /// is not the largest one of those between which that is so.
  case separated

  /// Where each item stands.
  ///
  /// Cost: O(items + comparisons).
  public static func standings(of comparisons: [Comparison], items: Int) -> [Standing] {
    ComparisonNetwork(PairTable(comparisons, items: items)).standings
  }

  /// Whether a model with this ridge has a score for it.
  public func hasScore(ridge: Double) -> Bool {
    ridge > 0 ? self != .notCompared : self == .rated
  }
}
