/// Rankings of named items with how often each was seen: what files of rankings hold.
public struct PreferenceProfile: Sendable, Hashable {
  /// The items' names; rankings name items by their place here.
  public var items: [String]
  /// The rankings in the order of the file.
  public var rankings: [Order]

  /// One ranking, best or first item first.
  public struct Order: Sendable, Hashable {
    /// The places, each with the items that share it.
    public var places: [[Int]]
    /// Items that are known to come behind every place, in an order that is not known.
    public var rest: [Int]
    /// How often it was seen.
    public var count: Double
    /// Where in the file it stands, such as `line 12`; empty where it is not from a file.
    public var origin: String

    /// Collects a ranking.
    public init(places: [[Int]], rest: [Int] = [], count: Double = 1, origin: String = "") {
      self.places = places
      self.rest = rest
      self.count = count
      self.origin = origin
    }
  }

  /// Collects rankings.
  public init(items: [String] = [], rankings: [Order] = []) {
    self.items = items
    self.rankings = rankings
  }
}
