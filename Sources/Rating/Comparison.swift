/// One judged pair of items: the votes that it got.
///
/// Items are indices into whatever list the caller keeps. A single vote has a count of 1 on one
/// side; five votes of which three were for the left are `leftVotes: 3, rightVotes: 2`.
public struct Comparison: Sendable, Hashable {
  /// The item shown on the left.
  public var left: Int
  /// The item shown on the right.
  public var right: Int
  /// How many votes said that the left item is better.
  public var leftVotes: Double
  /// How many votes said that the right item is better.
  public var rightVotes: Double
  /// How many votes saw no difference.
  public var ties: Double

  /// Makes a comparison of two items from the votes for each.
  public init(left: Int, right: Int, leftVotes: Double, rightVotes: Double, ties: Double = 0) {
    self.left = left
    self.right = right
    self.leftVotes = leftVotes
    self.rightVotes = rightVotes
    self.ties = ties
  }
}
