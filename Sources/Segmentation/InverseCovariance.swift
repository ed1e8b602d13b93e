/// The inverse of a regressor's running covariance, as recursive least squares updates it.
///
/// `k = P phi / (forgetting + phi' P phi)`, `P = (P - k (P phi)') / forgetting`, its trace held at
/// `1e4` at most, because directions without news would grow for ever. Kept in double precision: in
/// single precision P loses its positive directions after a few thousand samples, and one wrong
/// gain then spoils the weights.
///
/// Cost: `2 n^2` multiply-adds an update.
struct InverseCovariance {
  static let largestTrace = 1e4

  private let size: Int
  private let forgetting: Double
  private var values: [Double]
  private var product: [Double]

  init(size: Int, forgetting: Double) {
    self.size = size
    self.forgetting = forgetting
    values = Array(repeating: 0, count: size * size)
    for i in 0..<size { values[i * size + i] = 1 }
    product = Array(repeating: 0, count: size)
  }

  /// Takes a regressor and puts the gain `k` into `gain`.
  mutating func update(_ regressor: [Float], gain: inout [Float]) {
    precondition(regressor.count == size && gain.count == size)
    let (size, forgetting) = (size, forgetting)
    unsafe values.withUnsafeMutableBufferPointer { values in
      unsafe product.withUnsafeMutableBufferPointer { product in
        var power = forgetting
        unsafe Self.multiply(values, regressor, into: product)
        for i in 0..<size { unsafe power += Double(regressor[i]) * product[i] }
        let scale = 1 / power
        var trace = 0.0
        for i in 0..<size {
          unsafe gain[i] = Float(scale * product[i])
          unsafe trace += values[i * size + i] - scale * (product[i] * product[i])
        }
        trace /= forgetting
        let factor = (trace > Self.largestTrace ? Self.largestTrace / trace : 1) / forgetting
        unsafe Self.shrink(values, product, scale: scale, factor: factor)
      }
    }
  }

  /// `product = P phi`, column after column, for P is symmetric.
  private static func multiply(
    _ values: UnsafeMutableBufferPointer<Double>, _ regressor: [Float],
    into product: UnsafeMutableBufferPointer<Double>
  ) {
    let size = product.count
    guard let values = values.baseAddress, let product = product.baseAddress else { return }
    for i in 0..<size { unsafe product[i] = 0 }
    for j in 0..<size {
      let weight = Double(regressor[j])
      let column = unsafe values + j * size
      for i in 0..<size { unsafe product[i] += weight * column[i] }
    }
  }

  /// `P = factor (P - scale p p')`; each product is taken first, so that P stays symmetric.
  private static func shrink(
    _ values: UnsafeMutableBufferPointer<Double>, _ product: UnsafeMutableBufferPointer<Double>,
    scale: Double, factor: Double
  ) {
    let size = product.count
    guard let values = values.baseAddress, let product = product.baseAddress else { return }
    for j in 0..<size {
      let other = unsafe product[j]
      let column = unsafe values + j * size
      for i in 0..<size {
        unsafe column[i] = factor * (column[i] - scale * (product[i] * other))
      }
    }
  }
}
