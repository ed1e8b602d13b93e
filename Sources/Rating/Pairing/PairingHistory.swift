/// What a next round has to heed: who met, who must not meet, who sat out.
public struct PairingHistory: Sendable, Hashable {
  /// Pairs that were played; they are never played again.
  public var played: Set<ItemPair>
  /// Pairs that must not be played, such as two clips of the same performer.
  public var forbidden: Set<ItemPair>
  /// How often each item sat out; as many numbers as items.
  public var byes: [Int]

  /// Starts without any round.
  public init(
    items: Int, played: Set<ItemPair> = [], forbidden: Set<ItemPair> = []
  ) {
    self.init(byes: [Int](repeating: 0, count: items), played: played, forbidden: forbidden)
  }

  /// Takes up a tournament.
  public init(byes: [Int], played: Set<ItemPair> = [], forbidden: Set<ItemPair> = []) {
    self.byes = byes
    self.played = played
    self.forbidden = forbidden
  }

  /// How many items there are.
  public var items: Int { byes.count }

  /// Whether two items may meet.
  public func allows(_ one: Int, _ other: Int) -> Bool {
    let pair = ItemPair(one, other)
    return !played.contains(pair) && !forbidden.contains(pair)
  }

  /// Notes a round as played.
  public mutating func append(_ round: PairingRound) {
    for pair in round.pairs { played.insert(pair.items) }
    if let bye = round.bye { byes[bye] += 1 }
  }
}
