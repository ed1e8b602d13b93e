// Polynomials for the elementary functions, without branches, so that loops over them vectorise.
//
// No fused multiply-add and no library call takes part, so every machine gives the same bits. A NaN
// stays one.

/// `e^x` within 2 units in the last place; 0 below -87.3, where the result would be denormal.
///
/// The method of Cephes (Moshier): `e^x = 2^k e^r` with `|r| <= ln(2) / 2`.
@inline(__always)
func exponential(_ x: Float) -> Float {
  // Adding 1.5 * 2^23 leaves the nearest whole number in the lowest bits.
  let clamped = x > 89 ? 89 : x
  let shifted = clamped * 1.442_695_04 + 12_582_912
  let k = Int32(bitPattern: shifted.bitPattern) &- 0x4B40_0000
  let whole = shifted - 12_582_912
  let r = (clamped - whole * 0.693_359_375) + whole * 2.121_944_40e-4
  var sum: Float = 1.987_569_15e-4
  sum = sum * r + 1.398_199_950_7e-3
  sum = sum * r + 8.333_451_907_3e-3
  sum = sum * r + 4.166_579_589_4e-2
  sum = sum * r + 1.666_666_545_9e-1
  sum = sum * r + 5.000_000_120_1e-1
  sum = sum * (r * r) + r + 1
  // Two factors, because 2^128 alone is infinite.
  let half = k &>> 1
  let first = Float(bitPattern: UInt32(bitPattern: (half &+ 127) &<< 23))
  let second = Float(bitPattern: UInt32(bitPattern: (k &- half &+ 127) &<< 23))
  return x < -87.3 ? 0 : sum * first * second
}

/// `ln x` within 2 units in the last place; `-inf` for 0 and NaN below it.
///
/// The method of Cephes (Moshier): `ln x = e ln 2 + ln m` with `m` near 1.
@inline(__always)
func logarithm(_ x: Float) -> Float {
  let isDenormal = x < Float.leastNormalMagnitude
  let bits = (isDenormal ? x * 0x1p23 : x).bitPattern
  let exponent = Int32(bitPattern: bits >> 23) &- (isDenormal ? 149 : 126)
  let mantissa = Float(bitPattern: bits & 0x007F_FFFF | 0x3F00_0000)
  let isLow = mantissa < 0.707_106_781
  let e = Float(exponent) - (isLow ? 1 : 0)
  let m = isLow ? mantissa + mantissa - 1 : mantissa - 1
  let square = m * m
  var sum: Float = 7.037_683_629_2e-2
  sum = sum * m - 1.151_461_031_0e-1
  sum = sum * m + 1.167_699_874_0e-1
  sum = sum * m - 1.242_014_084_6e-1
  sum = sum * m + 1.424_932_278_7e-1
  sum = sum * m - 1.666_805_766_5e-1
  sum = sum * m + 2.000_071_476_5e-1
  sum = sum * m - 2.499_999_399_3e-1
  sum = sum * m + 3.333_333_117_4e-1
  sum = sum * m * square - e * 2.121_944_40e-4 - 0.5 * square
  let result = m + sum + e * 0.693_359_375
  // Minus infinity for 0, NaN for a negative number and for NaN, infinity for itself.
  let ordinary = x > 0 ? result : (x == 0 ? -Float.infinity : Float.nan)
  return x == Float.infinity ? x : ordinary
}

/// `tanh x` within 4 units in the last place: the rational function of Eigen, odd of degree 13 over even of 6.
@inline(__always)
func hyperbolicTangent(_ x: Float) -> Float {
  let low = x < -7.905_311_107_6 ? -7.905_311_107_6 : x
  let z = low > 7.905_311_107_6 ? 7.905_311_107_6 : low
  let s = z * z
  var top: Float = -2.760_768_477_42e-16
  top = top * s + 2.000_187_904_82e-13
  top = top * s - 8.604_671_522_14e-11
  top = top * s + 5.122_297_090_37e-8
  top = top * s + 1.485_722_357_18e-5
  top = top * s + 6.372_619_288_75e-4
  top = top * s + 4.893_524_558_92e-3
  var bottom: Float = 1.198_258_394_67e-6
  bottom = bottom * s + 1.185_347_056_87e-4
  bottom = bottom * s + 2.268_434_632_44e-3
  bottom = bottom * s + 4.893_525_185_54e-3
  return z * top / bottom
}

/// `1 / (1 + e^-x)`.
@inline(__always)
func logistic(_ x: Float) -> Float { 1 / (1 + exponential(-x)) }

/// `ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|)`, exact to a few units even where it nears 0.
@inline(__always)
func softPlus(_ x: Float) -> Float {
  let small = exponential(-abs(x))
  let sum = 1 + small
  // What rounding `1 + small` lost is put back (Kahan's trick for ln(1 + x)).
  let correction = sum == 1 ? 1 : small / (sum - 1)
  let tail = sum == 1 ? small : logarithm(sum) * correction
  return (x > 0 ? x : 0) + tail
}
