/// Functions of each value of a flat array, in place; vectorised, the same bits on every machine.
///
/// Cost: 1 to 4 ns a value on baseline x86-64. A range limits the work to part of the array.
public enum Elementwise {
  /// `e^x`; 0 below -87.3.
  public static func exp(_ values: inout [Float], in range: Range<Int>? = nil) {
    unsafe withValues(&values, range) { x, count in
      for i in 0..<count { unsafe x[i] = exponential(x[i]) }
    }
  }

  /// `ln x`; `-inf` for 0, NaN below.
  public static func log(_ values: inout [Float], in range: Range<Int>? = nil) {
    unsafe withValues(&values, range) { x, count in
      for i in 0..<count { unsafe x[i] = logarithm(x[i]) }
    }
  }

  /// `tanh x`.
  public static func tanh(_ values: inout [Float], in range: Range<Int>? = nil) {
    unsafe withValues(&values, range) { x, count in
      for i in 0..<count { unsafe x[i] = hyperbolicTangent(x[i]) }
    }
  }

  /// `1 / (1 + e^-x)`.
  public static func sigmoid(_ values: inout [Float], in range: Range<Int>? = nil) {
    unsafe withValues(&values, range) { x, count in
      for i in 0..<count { unsafe x[i] = logistic(x[i]) }
    }
  }

  /// `ln(1 + e^x)`.
  public static func softplus(_ values: inout [Float], in range: Range<Int>? = nil) {
    unsafe withValues(&values, range) { x, count in
      for i in 0..<count { unsafe x[i] = softPlus(x[i]) }
    }
  }

  /// Opens the array once and hands out the part asked for.
  @inline(__always)
  private static func withValues(
    _ values: inout [Float], _ range: Range<Int>?,
    _ body: (UnsafeMutablePointer<Float>, Int) -> Void
  ) {
    let range = range ?? 0..<values.count
    precondition(
      range.lowerBound >= 0 && range.upperBound <= values.count,
      "\(range) is not within \(values.count) values")
    unsafe values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe body(base + range.lowerBound, range.count)
    }
  }
}
