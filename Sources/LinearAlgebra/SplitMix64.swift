/// A small generator whose numbers depend on its seed alone, on every machine.
///
/// The algorithm is that of Steele, Lea and Flood (2014). Its whole state is ``state``, so a run can
/// be stopped and taken up again.
public struct SplitMix64: RandomNumberGenerator, Sendable, Hashable {
  /// What the next number follows from; a new generator holds its seed.
  public var state: UInt64

  /// Starts the sequence of a seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A whole number from 0 up to, but not including, `bound`, which is above zero.
  ///
  /// The high half of a product, so that no version of the standard library changes the draws; its
  /// bias is below `bound / 2^64`.
  public mutating func next(below bound: Int) -> Int {
    precondition(bound > 0, "there is no number below \(bound)")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number in `[0, 1)`, a multiple of `2^-24`.
  public mutating func uniform() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// Numbers of the standard normal distribution, by the polar method of Marsaglia and Bray (1964).
  ///
  /// The logarithm is ``Elementwise``'s, so the draws are the same on every machine. They come in
  /// pairs; the second of the last pair is dropped where `count` is odd.
  public mutating func normals(_ count: Int) -> [Float] {
    var numbers = [Float](repeating: 0, count: count)
    for i in stride(from: 0, to: count, by: 2) {
      var (x, y, square) = (Float(0), Float(0), Float(0))
      repeat {
        x = 2 * uniform() - 1
        y = 2 * uniform() - 1
        square = x * x + y * y
      } while square >= 1 || square == 0
      let factor = (-2 * logarithm(square) / square).squareRoot()
      numbers[i] = factor * x
      if i + 1 < count { numbers[i + 1] = factor * y }
    }
    return numbers
  }

  /// The whole numbers below `count` in random order (Fisher and Yates).
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, next(below: i + 1)) }
    return order
  }
}
