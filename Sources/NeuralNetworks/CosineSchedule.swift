/// A learning rate that rises in a line, then falls along half a cosine.
///
/// `peak (t + 1) / warmUp` for step `t < warmUp`, then
/// `floor + (peak - floor) (1 + cos(pi (t - warmUp) / (steps - warmUp))) / 2`
/// (Loshchilov and Hutter, 2017).
public struct CosineSchedule: Sendable, Hashable {
  /// The highest rate.
  public var peak: Float
  /// The rate at the end and after it.
  public var floor: Float
  /// Steps until the peak.
  public var warmUp: Int
  /// Steps in all.
  public var steps: Int

  /// Describes a schedule.
  public init(peak: Float, floor: Float = 0, warmUp: Int = 0, steps: Int) {
    precondition(warmUp >= 0 && steps >= warmUp && peak >= floor, "the schedule does not rise")
    self.peak = peak
    self.floor = floor
    self.warmUp = warmUp
    self.steps = steps
  }

  /// The rate of a step, counted from 0.
  public func rate(at step: Int) -> Float {
    if step < warmUp { return peak * Float(step + 1) / Float(warmUp) }
    guard step < steps else { return floor }
    let angle = Double.pi * Double(step - warmUp) / Double(steps - warmUp)
    return floor + (peak - floor) * Float((1 + Self.cosine(angle)) / 2)
  }

  /// The cosine on `[0, pi]` by its series about `pi / 2`; the same on every machine.
  private static func cosine(_ angle: Double) -> Double {
    let x = Double.pi / 2 - angle
    var (term, sum) = (x, x)
    for k in 1...12 {
      term *= -x * x / Double(2 * k * (2 * k + 1))
      sum += term
    }
    return sum
  }
}
