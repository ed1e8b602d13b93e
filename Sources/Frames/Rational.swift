/// A fraction of two 32-bit integers, as containers state time bases, frame rates and aspect ratios.
///
/// It is kept as it was given (30000/1001 stays 30000/1001) and is never reduced to a decimal.
public struct Rational: Sendable, Hashable {
  /// The upper number.
  public var numerator: Int32
  /// The lower number; positive in every value that a reader hands out.
  public var denominator: Int32

  /// Makes the fraction `numerator / denominator`.
  public init(_ numerator: Int32, _ denominator: Int32) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The quotient, for people and for formats that want decimals; 0 where the denominator is 0.
  public var quotient: Double {
    denominator == 0 ? 0 : Double(numerator) / Double(denominator)
  }
}

extension Rational: LosslessStringConvertible {
  /// The form of the documents: `30000/1001`.
  public var description: String { "\(numerator)/\(denominator)" }

  /// Reads `30000/1001`, or a whole number such as `25`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let upper = Int32(parts[0]) else { return nil }
    guard parts.count == 2 else {
      self.init(upper, 1)
      return
    }
    guard let lower = Int32(parts[1]), lower > 0 else { return nil }
    self.init(upper, lower)
  }
}
