/// The change of exposure between two pictures, as one gain and one offset of luma.
///
/// The second picture is explained as `gain * (first - mean) + mean'` by least squares; the gain is
/// held within 0.7...1.4, so that a cut to another scene is not explained away.
struct Exposure {
  let gain: Float
  let meanBefore: Float
  let meanAfter: Float

  init(from before: [UInt8], to after: [UInt8]) {
    var (a, b, aa, ab): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    let x = before.span
    let y = after.span
    for i in 0..<before.count {
      let (p, q) = (UInt32(x[i]), UInt32(y[i]))
      a &+= UInt64(p)
      b &+= UInt64(q)
      aa &+= UInt64(p &* p)
      ab &+= UInt64(p &* q)
    }
    let n = Double(max(1, before.count))
    let (meanA, meanB) = (Double(a) / n, Double(b) / n)
    let variance = Double(aa) / n - meanA * meanA
    let covariance = Double(ab) / n - meanA * meanB
    let slope = variance > 4 ? covariance / variance : 1
    gain = Float(min(1.4, max(0.7, slope)))
    meanBefore = Float(meanA)
    meanAfter = Float(meanB)
  }

  /// A picture as it would look under the exposure of the second one.
  func apply(to picture: [UInt8]) -> [UInt8] {
    let table = (0..<256).map { code in
      let value = (Float(code) - meanBefore) * gain + meanAfter
      return UInt8(min(255, max(0, value.rounded(.toNearestOrEven))))
    }
    var result = picture
    for i in 0..<result.count { result[i] = table[Int(result[i])] }
    return result
  }
}
