internal import Foundation

extension Double {
  /// The number with at most six significant digits, in the shortest form that reads back as
  /// those digits: `5`, `0.0123457`, `1.5e-30`.
  ///
  /// The rounded digits are divided by an exact power of ten, so the form is the same on every
  /// processor. The number must be finite.
  var sixDigits: String {
    precondition(isFinite, "\(self) has no digits")
    if self == 0 { return "0" }
    var exponent = Int(log10(magnitude).rounded(.down))
    // log10 may be one off beside a power of ten.
    if magnitude >= pow(10, Double(exponent + 1)) { exponent += 1 }
    let shift = 5 - exponent
    let rounded: Double
    switch shift {
    case 0...22: rounded = (self * pow(10, Double(shift))).rounded() / pow(10, Double(shift))
    case -10..<0: rounded = (self / pow(10, Double(-shift))).rounded() * pow(10, Double(-shift))
    default: rounded = Double(String(format: "%.5e", self)) ?? self
    }
    return rounded.shortText
  }

  /// The shortest text that reads back the same, without a superfluous `.0`.
  var shortText: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
