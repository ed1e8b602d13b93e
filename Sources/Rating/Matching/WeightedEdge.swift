/// An edge of a graph whose vertices are numbered from 0.
public struct WeightedEdge: Sendable, Hashable {
  /// One end.
  public var first: Int
  /// The other end.
  public var second: Int
  /// What it costs to join them; may be negative.
  public var cost: Int64

  /// Makes an edge.
  public init(_ first: Int, _ second: Int, cost: Int64) {
    self.first = first
    self.second = second
    self.cost = cost
  }
}
