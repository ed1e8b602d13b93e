/// What was used last, up to a total size; what was not used for longest goes first.
struct RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private var entries: [Key: (value: Value, size: Int, turn: Int)] = [:]
  private var turn = 0
  private let room: Int
  /// The size of all that is kept.
  private(set) var size = 0

  init(room: Int) { self.room = room }

  /// What is kept under a key; counts as a use of it.
  mutating func value(_ key: Key) -> Value? {
    guard entries[key] != nil else { return nil }
    turn += 1
    entries[key]?.turn = turn
    return entries[key]?.value
  }

  /// Keeps a value; one that is larger than the room alone is not kept.
  mutating func keep(_ value: Value, under key: Key, size own: Int) {
    remove(key)
    guard own <= room else { return }
    turn += 1
    entries[key] = (value, own, turn)
    size += own
    while size > room, let oldest = entries.min(by: { $0.value.turn < $1.value.turn }) {
      remove(oldest.key)
    }
  }

  /// Forgets a key.
  mutating func remove(_ key: Key) {
    if let gone = entries.removeValue(forKey: key) { size -= gone.size }
  }
}
