#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The standard normal distribution.
public enum NormalQuantile {
  /// How many standard errors to either side hold a share of the distribution: 1.96 for 0.95.
  public static func halfWidth(confidence: Double) -> Double {
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
    var (low, high) = (0.0, 40.0)
    // The error function rises, so halving the range finds where it reaches the share.
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if erfc(middle / 2.0.squareRoot()) > 1 - confidence { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
