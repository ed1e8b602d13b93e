/// Many rankings of the same items in flat buffers, checked as they come in.
public struct RankingSet: Sendable, Hashable {
  /// How many items there are; every item is below.
  public let itemCount: Int
  /// The items of all rankings: the places of the first in order, its rest, then the next ranking.
  private(set) var items: [Int32] = []
  /// Where each ranking begins in ``items``, and where the last ends.
  private(set) var starts: [Int] = [0]
  /// For each entry of ``items`` whether its place ends with it; false throughout a rest.
  private(set) var endsPlace: [Bool] = []
  /// How many entries of each ranking stand in places.
  private(set) var placed: [Int] = []
  /// How often each ranking was seen.
  private(set) var counts: [Double] = []
  /// How many items share a place at most.
  public private(set) var longestTie = 1
  /// In which ranking each item stood last, to notice one that stands twice.
  private var lastSeen: [Int]

  /// An empty set over so many items.
  public init(itemCount: Int) {
    precondition((0...Int(Int32.max)).contains(itemCount), "\(itemCount) items are too many")
    self.itemCount = itemCount
    lastSeen = Array(repeating: -1, count: itemCount)
  }

  /// Collects rankings; throws at the first that is none.
  public init(_ rankings: [Ranking], itemCount: Int) throws(RankingFault) {
    self.init(itemCount: itemCount)
    for ranking in rankings { try append(ranking) }
  }

  /// How many rankings there are.
  public var count: Int { counts.count }

  /// How many rankings there are, each as often as it was seen.
  public var total: Double { counts.reduce(0, +) }

  /// Adds a ranking; throws where an item stands twice, is unknown, or where there is none.
  public mutating func append(_ ranking: Ranking) throws(RankingFault) {
    for place in ranking.places {
      if place.isEmpty { throw RankingFault(ranking: count, reason: .empty) }
      for (index, item) in place.enumerated() { try add(item, ends: index + 1 == place.count) }
      longestTie = max(longestTie, place.count)
    }
    let placedItems = items.count - starts[count]
    for item in ranking.rest { try add(item, ends: false) }
    try close(placed: placedItems, count: ranking.count)
  }

  /// Adds a ranking without ties.
  public mutating func append(
    order: some Sequence<Int>, count: Double = 1
  ) throws(RankingFault) {
    for item in order { try add(item, ends: true) }
    try close(placed: items.count - starts[self.count], count: count)
  }

  private mutating func add(_ item: Int, ends: Bool) throws(RankingFault) {
    guard item >= 0, item < itemCount else {
      throw RankingFault(ranking: count, reason: .unknown(item))
    }
    if lastSeen[item] == count { throw RankingFault(ranking: count, reason: .repeated(item)) }
    lastSeen[item] = count
    items.append(Int32(item))
    endsPlace.append(ends)
  }

  private mutating func close(placed: Int, count: Double) throws(RankingFault) {
    if placed == 0 { throw RankingFault(ranking: self.count, reason: .empty) }
    guard count > 0, count.isFinite else {
      throw RankingFault(ranking: self.count, reason: .count(count))
    }
    self.placed.append(placed)
    counts.append(count)
    starts.append(items.count)
  }

  /// Takes over rankings that were checked, of some of the items of this empty set.
  mutating func copy(_ other: RankingSet) {
    (items, starts, endsPlace) = (other.items, other.starts, other.endsPlace)
    (placed, counts, longestTie) = (other.placed, other.counts, other.longestTie)
  }

  /// Adds a pair of different items of this set.
  mutating func copyPair(_ first: Int, _ second: Int, count: Double) {
    items += [Int32(first), Int32(second)]
    endsPlace += [true, true]
    placed.append(2)
    counts.append(count)
    starts.append(items.count)
  }

  /// A ranking as it was added.
  public subscript(index: Int) -> Ranking {
    let range = starts[index]..<starts[index + 1]
    var places: [[Int]] = []
    var place: [Int] = []
    for entry in range.prefix(placed[index]) {
      place.append(Int(items[entry]))
      if endsPlace[entry] {
        places.append(place)
        place = []
      }
    }
    return Ranking(
      places: places, rest: range.dropFirst(placed[index]).map { Int(items[$0]) },
      count: counts[index])
  }
}

/// What is wrong with one ranking of many.
public struct RankingFault: Error, Sendable, Hashable {
  /// Which ranking, from 0.
  public let ranking: Int
  /// What is wrong.
  public let reason: Reason

  /// What can be wrong.
  public enum Reason: Sendable, Hashable {
    /// The ranking names no item, or one of its places has none.
    case empty
    /// An item stands in the ranking twice.
    case repeated(Int)
    /// An item is not among the known ones.
    case unknown(Int)
    /// The ranking was seen so often, which is no positive number.
    case count(Double)
  }
}
