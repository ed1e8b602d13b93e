/// A ranking of items, best or first item first; items that are tied share a place.
///
/// Items are indices into whatever list the caller keeps. A ranking need not name every item: one
/// that names only some says nothing of the others, unless they stand in ``rest``.
public struct Ranking: Sendable, Hashable {
  /// The places, each with the items that share it.
  public var places: [[Int]]
  /// Items that are known to come behind every place, in an order that is not known.
  public var rest: [Int]
  /// How often this ranking was seen.
  public var count: Double

  /// Makes a ranking from its places.
  public init(places: [[Int]], rest: [Int] = [], count: Double = 1) {
    self.places = places
    self.rest = rest
    self.count = count
  }

  /// Makes a ranking without ties; a pair is a ranking of two items.
  public init(_ items: [Int], rest: [Int] = [], count: Double = 1) {
    self.init(places: items.map { [$0] }, rest: rest, count: count)
  }

  /// The choice of one item over others, whose own order is not known.
  public static func choice(_ item: Int, over others: [Int], count: Double = 1) -> Ranking {
    Ranking([item], rest: others, count: count)
  }
}
