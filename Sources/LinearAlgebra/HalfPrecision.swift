/// IEEE 754 half precision as bit patterns; `Float16` is absent from some of Swift's platforms.
enum HalfPrecision {
  /// The number that a bit pattern means, exactly.
  static func float(_ bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let magnitude = UInt32(bits & 0x7FFF)
    // Moving the exponent by a product also turns a denormal number into an ordinary one.
    let scaled = Float(bitPattern: magnitude << 13) * 0x1p112
    let isSpecial = magnitude >= 0x7C00
    let pattern = isSpecial ? magnitude << 13 | 0x7F80_0000 : scaled.bitPattern
    return Float(bitPattern: sign | pattern)
  }

  /// The nearest bit pattern, ties to even; too large numbers become infinite.
  static func bits(_ value: Float) -> UInt16 {
    let sign = UInt16(truncatingIfNeeded: value.bitPattern >> 16) & 0x8000
    let magnitude = value.bitPattern & 0x7FFF_FFFF
    if magnitude > 0x7F80_0000 { return sign | 0x7E00 }
    // 65520 is half way to what would follow the largest number.
    if magnitude >= 0x477F_F000 { return sign | 0x7C00 }
    if magnitude < 0x3880_0000 {
      // A denormal result: adding 0.5 rounds to a multiple of 2^-24, with the processor's ties.
      let rounded = Float(bitPattern: magnitude) + 0.5
      return sign | UInt16(rounded.bitPattern &- 0x3F00_0000)
    }
    let odd = (magnitude >> 13) & 1
    return sign | UInt16((magnitude &- 0x3800_0000 &+ 0xFFF &+ odd) >> 13)
  }
}
