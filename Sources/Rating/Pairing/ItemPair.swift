/// Two different items, in no order.
public struct ItemPair: Sendable, Hashable, Comparable {
  /// The lower item.
  public let first: Int
  /// The higher item.
  public let second: Int

  /// Makes a pair.
  ///
  /// - Precondition: the items differ and are not negative.
  public init(_ one: Int, _ other: Int) {
    precondition(one != other, "an item is no pair with itself")
    precondition(one >= 0 && other >= 0, "an item is an index")
    first = min(one, other)
    second = max(one, other)
  }

  /// The lower item counts first.
  public static func < (left: ItemPair, right: ItemPair) -> Bool {
    (left.first, left.second) < (right.first, right.second)
  }
}
