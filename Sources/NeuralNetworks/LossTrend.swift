/// The loss without its noise, and whether it has run away.
struct LossTrend: Sendable, Hashable {
  /// The weighted sum of the losses; each step it keeps 0.95 of itself.
  private(set) var sum = 0.0
  /// The sum of the weights.
  private(set) var weight = 0.0
  /// The highest smoothed loss before the lowest.
  private(set) var start = -Double.infinity
  /// The lowest smoothed loss.
  private(set) var lowest = Double.infinity

  init() {}

  /// Takes up a stored trend.
  init(stored: [Double]) {
    (sum, weight, start, lowest) = (stored[0], stored[1], stored[2], stored[3])
  }

  /// What ``init(stored:)`` takes.
  var stored: [Double] { [sum, weight, start, lowest] }

  /// The mean loss of about the last twenty steps.
  var smoothed: Double { weight > 0 ? sum / weight : 0 }

  /// Adds a loss and says by how many times the greatest fall, 1 at least, it lies above the lowest.
  mutating func add(_ loss: Double) -> Double {
    sum = 0.95 * sum + loss
    weight = 0.95 * weight + 1
    if start == -.infinity { start = smoothed }
    lowest = min(lowest, smoothed)
    return (smoothed - lowest) / max(1, start - lowest)
  }
}
