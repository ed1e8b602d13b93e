/// Time stamps in display order, packed by what is regular about them.
///
/// Blocks of 64 lie on a straight line but for small distances: a constant rate takes half a byte a
/// frame, a jittering one two and a half, and only a block with a leap is kept whole. Reading one is
/// O(1).
public struct TimeStamps: Sendable, Hashable, RandomAccessCollection {
  private static let length = 64

  /// 64 time stamps: `first + step i`, and the distances from it where there are any.
  private struct Block: Hashable {
    var first: Int64
    var step: Int32 = 0
    /// Where the distances begin in `distances`, or the time stamps in `whole`.
    var place: Int32 = 0
    var form = Form.straight
  }

  private enum Form: UInt8 { case straight, near, whole }

  private var blocks: [Block] = []
  private var distances: [Int16] = []
  private var whole: [Int64] = []
  /// The time stamps after the last full block.
  private var rest: [Int64] = []

  init(capacity: Int) {
    blocks.reserveCapacity(capacity / Self.length)
    rest.reserveCapacity(Self.length)
  }

  /// Bytes that the time stamps take.
  var bytes: Int {
    blocks.count * MemoryLayout<Block>.stride + distances.count * 2 + (whole.count + rest.count) * 8
  }

  /// The first position.
  public var startIndex: Int { 0 }
  /// The number of time stamps.
  public var endIndex: Int { blocks.count * Self.length + rest.count }

  /// The time stamp of a frame, in ticks.
  public subscript(index: Int) -> Int64 {
    let (number, i) = index.quotientAndRemainder(dividingBy: Self.length)
    guard number < blocks.count else { return rest[i] }
    let block = blocks[number]
    switch block.form {
    case .straight: return block.first &+ Int64(block.step) &* Int64(i)
    case .near:
      return block.first &+ Int64(block.step) &* Int64(i) &+ Int64(distances[Int(block.place) + i])
    case .whole: return whole[Int(block.place) + i]
    }
  }

  mutating func append(_ pts: Int64) {
    rest.append(pts)
    guard rest.count == Self.length else { return }
    pack()
    rest.removeAll(keepingCapacity: true)
  }

  private mutating func pack() {
    var block = Block(first: rest[0])
    if let (step, found) = line() {
      block.step = step
      if found.contains(where: { $0 != 0 }) {
        block.form = .near
        block.place = Int32(distances.count)
        distances += found
      }
    } else {
      block.form = .whole
      block.place = Int32(whole.count)
      whole += rest
    }
    blocks.append(block)
  }

  /// The mean step of a full block and the distances from its line; nil where one is too large.
  ///
  /// Sums wrap, here and where they are undone, so none can overflow.
  private func line() -> (step: Int32, distances: [Int16])? {
    let span = rest[rest.count - 1] &- rest[0]
    guard let step = Int32(exactly: span / Int64(rest.count - 1)) else { return nil }
    var found: [Int16] = []
    found.reserveCapacity(rest.count)
    for (i, pts) in rest.enumerated() {
      guard let near = Int16(exactly: pts &- rest[0] &- Int64(step) &* Int64(i)) else {
        return nil
      }
      found.append(near)
    }
    return (step, found)
  }
}
