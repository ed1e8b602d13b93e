/// One of several parts of a data set.
///
/// Which part a video belongs to follows from its id alone.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// Which part, from 0.
  public let index: Int
  /// How many parts there are.
  public let count: Int

  /// The whole.
  public static let whole = Shard(0, of: 1)

  init(_ index: Int, of count: Int) { (self.index, self.count) = (index, count) }

  /// Reads `0/3`; nil unless 0 <= I < N <= 1,000,000.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]),
      (1...1_000_000).contains(count), (0..<count).contains(index)
    else { return nil }
    self.init(index, of: count)
  }

  /// Whether a video belongs to this part: the remainder of ``StableHash``.
  public func contains(_ id: String) -> Bool {
    count == 1 || StableHash.value(id) % UInt64(count) == UInt64(index)
  }

  /// Whether both may hold the same video.
  func overlaps(_ other: Shard) -> Bool { count != other.count || index == other.index }

  /// The form that reads back.
  public var description: String { "\(index)/\(count)" }
}
