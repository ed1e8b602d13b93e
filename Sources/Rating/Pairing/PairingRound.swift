/// The pairs of one round.
public struct PairingRound: Sendable, Hashable {
  /// Who meets whom; the item to be shown on the left stands first.
  public var pairs: [Pair]
  /// Who sits out; nil where the number of items is even.
  public var bye: Int?

  /// Two items and the side on which each is shown.
  public struct Pair: Sendable, Hashable {
    /// The item shown on the left.
    public var left: Int
    /// The item shown on the right.
    public var right: Int

    /// Makes a pair.
    public init(left: Int, right: Int) {
      self.left = left
      self.right = right
    }

    /// The two without their sides.
    public var items: ItemPair { ItemPair(left, right) }
  }

  /// Collects a round.
  public init(pairs: [Pair], bye: Int? = nil) {
    self.pairs = pairs
    self.bye = bye
  }
}
