/// Divides evidence by its own running root mean square, so that a restless video needs more.
///
/// `e_t usual / sqrt((prior usual^2 + integral of e^2) / (prior + t))`: the usual size of the
/// evidence counts as `prior` seconds of data. Causal.
struct Restlessness {
  private let usual: Double
  private let prior: Double
  private var energy = 0.0
  private var first: Double?
  private var last = 0.0

  init(usual: Double = 0.31, prior: Double = 10) {
    self.usual = usual
    self.prior = prior
  }

  mutating func normalize(_ value: Float, at time: Double) -> Float {
    if let first {
      energy += Double(value * value) * (time - last)
      last = time
      let power = (prior * usual * usual + energy) / (prior + time - first)
      return Float(Double(value) * usual / power.squareRoot())
    }
    (first, last) = (time, time)
    return value
  }
}
