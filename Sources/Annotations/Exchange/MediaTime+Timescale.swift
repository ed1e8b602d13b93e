internal import Frames

extension MediaTime {
  /// The coarsest timescale in which every time is a whole number of ticks; nil where 32 bits hold
  /// none.
  static func commonTimescale(of times: [MediaTime]) -> Int32? {
    var common: Int128 = 1
    for time in times {
      let scale = time.reduced.scale
      var (a, b) = (common, scale)
      while b != 0 { (a, b) = (b, a % b) }
      common = common / a * scale
      if common > Int128(Int32.max) { return nil }
    }
    return Int32(common)
  }

  /// The time in ticks of `timeBase` seconds each; the nearest where it is no whole number.
  func ticks(of timeBase: Rational) -> Int64 {
    let value = 2 * fraction.value * Int128(timeBase.denominator)
    let unit = fraction.scale * Int128(timeBase.numerator)
    return Int64(clamping: (value + unit).roundedDownQuotient(2 * unit))
  }

  /// Whether the time is a whole number of ticks of `timeBase` seconds each.
  func isWhole(in timeBase: Rational) -> Bool {
    (fraction.value * Int128(timeBase.denominator)).isMultiple(
      of: fraction.scale * Int128(timeBase.numerator))
  }
}
