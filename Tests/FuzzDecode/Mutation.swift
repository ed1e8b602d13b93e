/// Seeded damage to a file.
enum Mutation {
  /// A damaged copy; one to eight faults of different kinds.
  static func apply(to source: [UInt8], using random: inout Seeded) -> [UInt8] {
    var bytes = source
    for _ in 0..<Int.random(in: 1...8, using: &random) where bytes.count > 16 {
      change(&bytes, using: &random)
    }
    return bytes
  }

  private static func change(_ bytes: inout [UInt8], using random: inout Seeded) {
    // Headers are small and matter most: half of all faults hit the first or the last kilobyte.
    let zone =
      switch Int.random(in: 0..<4, using: &random) {
      case 0: 0..<min(bytes.count, 1024)
      case 1: max(0, bytes.count - 1024)..<bytes.count
      default: 0..<bytes.count
      }
    let at = Int.random(in: zone, using: &random)
    let length = min(bytes.count - at, 1 << Int.random(in: 0...7, using: &random))
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1:
      bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 2:
      for i in at..<at + length { bytes[i] = UInt8.random(in: 0...255, using: &random) }
    case 3:
      let from = Int.random(in: 0...bytes.count - length, using: &random)
      bytes.replaceSubrange(at..<at + length, with: Array(bytes[from..<from + length]))
    case 4:
      if Int.random(in: 0..<4, using: &random) == 0 {
        bytes.removeLast(bytes.count - at)
      } else {
        bytes.removeSubrange(at..<at + length)
      }
    case 5:
      let block = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      bytes.insert(contentsOf: block, at: at)
    case 6:
      sizeField(&bytes, near: at, using: &random)
    default:
      bytes.replaceSubrange(at..<at + length, with: [UInt8](repeating: 0, count: length))
    }
  }

  /// Overwrites four aligned or unaligned bytes with a size that tends to break arithmetic.
  private static func sizeField(_ bytes: inout [UInt8], near at: Int, using random: inout Seeded) {
    let values: [UInt32] = [
      0, 1, 7, 8, 0xFF, 0x7FFF, 0xFFFF, 0x10_0000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF,
      UInt32(truncatingIfNeeded: bytes.count),
    ]
    guard let value = values.randomElement(using: &random), at + 4 <= bytes.count else { return }
    let isBig = Bool.random(using: &random)
    for i in 0..<4 {
      bytes[at + i] = UInt8(truncatingIfNeeded: value >> UInt32(8 * (isBig ? 3 - i : i)))
    }
  }
}
