// Sums in eight lanes that are added at the end, which the compiler may not do by itself: it keeps
// the order of floating-point sums. The order follows from the count, so a sum repeats bit for bit.

/// The sum of some values, in eight lanes.
func sum(_ values: UnsafePointer<Float>, _ count: Int) -> Float {
  var lanes = SIMD8<Float>.zero
  let whole = count & ~7
  for i in stride(from: 0, to: whole, by: 8) {
    unsafe lanes += UnsafeRawPointer(values + i).loadUnaligned(as: SIMD8<Float>.self)
  }
  var rest = lanes.sum()
  for i in whole..<count { unsafe rest += values[i] }
  return rest
}

/// The greatest of some values; NaN where one is; `-inf` of none.
func maximum(_ values: UnsafePointer<Float>, _ count: Int) -> Float {
  var top = -Float.infinity
  for i in 0..<count {
    let value = unsafe values[i]
    // Written so that a NaN is taken and then kept.
    top = value <= top || top.isNaN ? top : value
  }
  return top
}

/// The sum of the products of some values, in eight lanes.
func sumOfProducts(
  _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ count: Int
) -> Float {
  var lanes = SIMD8<Float>.zero
  let whole = count & ~7
  for i in stride(from: 0, to: whole, by: 8) {
    let a = unsafe UnsafeRawPointer(left + i).loadUnaligned(as: SIMD8<Float>.self)
    let b = unsafe UnsafeRawPointer(right + i).loadUnaligned(as: SIMD8<Float>.self)
    lanes += a * b
  }
  var rest = lanes.sum()
  for i in whole..<count { unsafe rest += left[i] * right[i] }
  return rest
}

/// The sum of the squares, in double precision and eight lanes.
public func sumOfSquares(_ values: [Float]) -> Double {
  var lanes = SIMD8<Double>.zero
  let whole = values.count & ~7
  return unsafe values.withUnsafeBufferPointer { values in
    guard let base = values.baseAddress else { return 0 }
    for i in stride(from: 0, to: whole, by: 8) {
      let value = unsafe SIMD8<Double>(
        UnsafeRawPointer(base + i).loadUnaligned(as: SIMD8<Float>.self))
      lanes += value * value
    }
    var rest = lanes.sum()
    for i in whole..<values.count { unsafe rest += Double(base[i]) * Double(base[i]) }
    return rest
  }
}
