/// What a figure is made of in one video: a sum and what it is divided by.
///
/// Figures that pool videos add both up before they divide.
public struct Ratio: Sendable, Hashable {
  /// The sum: pairs found, frames right, distance.
  public var numerator: Double
  /// What it is divided by: things to be found, frames; 1 for a mean over videos.
  public var denominator: Double

  /// Pairs a sum with its divisor.
  public init(_ numerator: Double, _ denominator: Double) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The quotient; nil where the divisor is 0.
  public var value: Double? { denominator == 0 ? nil : numerator / denominator }

  /// All ratios added up, numerators and denominators apart.
  public static func sum(_ ratios: some Sequence<Ratio>) -> Ratio {
    ratios.reduce(into: Ratio(0, 0)) { sum, ratio in
      sum.numerator += ratio.numerator
      sum.denominator += ratio.denominator
    }
  }
}

extension DetectionScore {
  /// F1 as a ratio: 2 matched / (predicted + truth).
  var f1Ratio: Ratio { Ratio(2 * Double(matched), Double(predicted + truth)) }
  /// Precision as a ratio: matched / predicted.
  var precisionRatio: Ratio { Ratio(Double(matched), Double(predicted)) }
  /// Recall as a ratio: matched / truth.
  var recallRatio: Ratio { Ratio(Double(matched), Double(truth)) }
}
