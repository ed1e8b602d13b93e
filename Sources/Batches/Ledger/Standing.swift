/// What the ledgers say of the videos of a list, in little memory.
public struct Standing: Sendable {
  /// What stands of one video.
  public struct Record: Sendable, Hashable {
    /// Times it was taken up; 0 for never.
    public var attempts: Int32 = 0
    /// Whether the last line says that it was done.
    public var isDone = false
    /// Whether that was with the settings at hand.
    public var isCurrent = false
    /// A hash of the files' sizes and times then.
    public var stamps: UInt64 = 0
  }

  /// By the position in the list.
  public private(set) var records: [Record]
  /// Videos that the ledgers know and the list does not.
  public private(set) var strangers = 0
  /// The SHA-256 of the videos, by position, where it was asked for.
  public private(set) var digests: [Int: String] = [:]

  /// Reads the ledgers.
  public init(
    _ list: VideoList, ledgers: LedgerReading, settings: String, keepsDigests: Bool = false
  ) throws(BatchError) {
    var positions: [String: Int32] = [:]
    positions.reserveCapacity(list.entries.count)
    for (index, entry) in list.entries.enumerated() { positions[entry.id] = Int32(index) }
    var records = [Record](repeating: Record(), count: list.entries.count)
    var digests: [Int: String] = [:]
    var unknown: Set<String> = []
    try ledgers.forEach { outcome throws(BatchError) in
      guard let position = positions[outcome.id].map(Int.init) else {
        unknown.insert(outcome.id)
        return
      }
      guard outcome.attempt >= Int(records[position].attempts) else { return }
      records[position] = Record(
        attempts: Int32(clamping: outcome.attempt), isDone: outcome.finding != nil,
        isCurrent: outcome.settings == settings, stamps: Self.hash(outcome.inputs))
      if keepsDigests { digests[position] = outcome.finding?.sha256 }
    }
    self.records = records
    self.digests = digests
    strangers = unknown.count
  }

  /// A hash of files' sizes and times.
  public static func hash(_ stamps: [FileStamp]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for stamp in stamps {
      for word in [UInt64(bitPattern: stamp.size), UInt64(bitPattern: stamp.modified)] {
        hash = (hash ^ word) &* 0x100_0000_01B3
        hash ^= hash >> 29
      }
    }
    return hash
  }
}
