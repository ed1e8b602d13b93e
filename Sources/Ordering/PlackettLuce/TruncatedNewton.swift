/// Maximises a concave log-likelihood by Newton steps that conjugate gradients solve for
/// (Nocedal and Wright, 2006, section 7.1).
///
/// The Hessian is never formed: each step costs a few passes over the rankings. It converges
/// quadratically, also where minorisation creeps because an order is almost always kept.
struct TruncatedNewton {
  let likelihood: PenalisedLikelihood
  /// A step that changes no parameter by more ends the search.
  let tolerance: Double
  let limit: Int

  /// What was found.
  struct Result {
    var parameters: [Double]
    var iterations: Int
    var converged: Bool
  }

  /// The greatest change of a parameter in one step: e^5 times as worthy.
  private static let reach = 5.0

  /// Searches from `start`.
  func maximise(from start: [Double]) -> Result {
    var parameters = start
    let size = parameters.count
    var gradient = [Double](repeating: 0, count: size)
    var scale = gradient
    var value = likelihood.value(parameters, gradient: &gradient, scale: &scale)
    let first = norm(gradient)
    for iteration in 1...max(limit, 1) {
      let accuracy = min(
        0.1, 0.1 * (norm(gradient) / max(first, .leastNormalMagnitude)).squareRoot())
      var step = solve(parameters, gradient, scale, accuracy: max(accuracy, 1e-4))
      let size = step.reduce(0) { max($0, $1.magnitude) }
      if size > Self.reach { for index in step.indices { step[index] *= Self.reach / size } }
      let slope = zip(step, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      var share = 1.0
      while true {
        let next = zip(parameters, step).map { $0 + share * $1 }
        var nextGradient = [Double](repeating: 0, count: next.count)
        let nextValue = likelihood.value(next, gradient: &nextGradient, scale: &scale)
        // Rounding of the sum must not stop the last steps, which change it by less.
        let rounding = 1e-13 * value.magnitude
        if nextValue.isFinite, nextValue >= value + 1e-4 * share * slope - rounding {
          (parameters, value, gradient) = (next, nextValue, nextGradient)
          break
        }
        share /= 2
        if share < 1e-10 {
          return Result(parameters: parameters, iterations: iteration, converged: false)
        }
      }
      if size <= tolerance, share == 1 {
        return Result(parameters: parameters, iterations: iteration, converged: true)
      }
    }
    return Result(parameters: parameters, iterations: limit, converged: false)
  }

  /// The step that the Hessian and the gradient ask for, to a relative accuracy of the residual.
  private func solve(
    _ parameters: [Double], _ gradient: [Double], _ scale: [Double], accuracy: Double
  ) -> [Double] {
    let size = gradient.count
    var step = [Double](repeating: 0, count: size)
    var residual = gradient
    var product = step
    var conditioned = zip(residual, scale).map { $0 / max($1, 1e-12) }
    var direction = conditioned
    var energy = dot(residual, conditioned)
    let goal = accuracy * accuracy * energy
    for _ in 0..<(2 * size + 10) where energy > goal && energy > 0 {
      likelihood.curvature(parameters, times: direction, into: &product)
      let bend = dot(direction, product)
      // A direction without curvature, but for rounding: all worths times one number.
      guard bend > 1e-14 * energy else { break }
      let length = energy / bend
      for index in 0..<size {
        step[index] += length * direction[index]
        residual[index] -= length * product[index]
        conditioned[index] = residual[index] / max(scale[index], 1e-12)
      }
      let next = dot(residual, conditioned)
      let ratio = next / energy
      for index in 0..<size { direction[index] = conditioned[index] + ratio * direction[index] }
      energy = next
    }
    centre(&step)
    return step
  }

  /// Takes the mean of the log-worths away, to which the likelihood is blind.
  private func centre(_ step: inout [Double]) {
    let items = likelihood.likelihood.itemCount
    let mean = step.prefix(items).reduce(0, +) / Double(max(items, 1))
    for item in 0..<items { step[item] -= mean }
  }

  private func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }

  private func norm(_ values: [Double]) -> Double { dot(values, values).squareRoot() }
}
