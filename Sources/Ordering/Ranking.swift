/// A ranking of items, best or first item first; items that are tied share a place.
///
/// Items are indices into whatever list the caller keeps. A ranking need not name every item: one
/// that names only some says nothing of the others.
public struct Ranking: Sendable, Hashable {
  /// The places, each with the items that share it.
  public var places: [[Int]]
  /// How often this ranking was seen.
  public var count: Double

  /// Makes a ranking from its places.
  public init(places: [[Int]], count: Double = 1) {
    self.places = places
    self.count = count
  }

  /// Makes a ranking without ties.
  public init(_ items: [Int], count: Double = 1) {
    self.init(places: items.map { [$0] }, count: count)
  }
}
