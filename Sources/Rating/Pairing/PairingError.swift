/// Why a round cannot be paired.
public enum PairingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There are fewer than two items.
  case tooFewItems
  /// An item has nobody left to meet.
  case noOpponent(item: Int)
  /// `groups` of items, of odd size each, can only still be paired by way of fewer items.
  ///
  /// `items` are those of the groups; `opponents` those outside that they may still meet, of which
  /// each can take up one group. This is the certificate of Tutte (1947) and Berge (1958) that no
  /// pairing exists.
  case noPairing(items: [Int], groups: Int, opponents: [Int])

  /// What was wrong, in words that speak of items by number.
  public var description: String {
    switch self {
    case .tooFewItems: "a round needs at least two items"
    case .noOpponent(let item): "item \(item) has nobody left to meet"
    case .noPairing(let items, let groups, let opponents):
      "no pairing exists without a rematch: \(items.count) items in \(groups) groups can be paired"
        + " only by way of \(opponents.count) others"
    }
  }
}
