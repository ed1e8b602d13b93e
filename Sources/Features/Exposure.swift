/// The change of exposure between two pictures, as one gain and one offset of luma.
///
/// The first picture is brought to the mean and the spread of the second one. The gain is the ratio
/// of the standard deviations, held within 0.6...1.7 so that a cut to another scene is not explained
/// away; it is 1 where either picture is nearly flat.
struct Exposure {
  let gain: Float
  let meanBefore: Float
  let meanAfter: Float

  init(from before: [UInt8], to after: [UInt8]) {
    let (meanA, varianceA) = Self.moments(before)
    let (meanB, varianceB) = Self.moments(after)
    let ratio = varianceA > 4 && varianceB > 4 ? (varianceB / varianceA).squareRoot() : 1
    gain = Float(min(1.7, max(0.6, ratio)))
    meanBefore = Float(meanA)
    meanAfter = Float(meanB)
  }

  private static func moments(_ picture: [UInt8]) -> (mean: Double, variance: Double) {
    var (sum, squares): (UInt32, UInt32) = (0, 0)
    for code in picture {
      let value = UInt32(code)
      sum &+= value
      squares &+= value &* value
    }
    let n = Double(max(1, picture.count))
    let mean = Double(sum) / n
    return (mean, Double(squares) / n - mean * mean)
  }

  /// A picture as it would look under the exposure of the second one.
  func apply(to picture: [UInt8]) -> [UInt8] {
    let table = (0..<256).map { code in
      let value = (Float(code) - meanBefore) * gain + meanAfter
      return UInt8(min(255, max(0, value.rounded(.toNearestOrEven))))
    }
    var result = picture
    unsafe table.withUnsafeBufferPointer { table in
      unsafe result.withUnsafeMutableBufferPointer { result in
        // The table has a place for each of the 256 codes.
        for i in 0..<result.count { unsafe result[i] = table[Int(result[i])] }
      }
    }
    return result
  }
}
