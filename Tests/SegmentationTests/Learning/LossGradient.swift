import NeuralNetworks

/// Compares the gradient of a loss with central finite differences.
///
/// A difference over a step h is off by the rounding of two losses over `2 h`; beyond that the
/// gradient lies between the differences to the left and to the right, also where a kink is near.
struct LossGradient {
  /// Roundings of the loss, in units in the last place of single precision.
  var roundings = 1.0
  var step: Float = 0x1p-10

  /// The places where a gradient is not what the differences say, and how many were compared.
  func faults(_ parameters: [Parameter], loss: () -> Double) -> (faults: [String], compared: Int) {
    for parameter in parameters { parameter.clearGradient() }
    let size = abs(loss())
    let gradients = parameters.map(\.gradient)
    let rounding = roundings * 0x1p-24 * max(1, size) / Double(step)
    var (faults, compared) = ([String](), 0)
    for (parameter, gradient) in zip(parameters, gradients) {
      let values = parameter.values
      defer { parameter.values = values }
      var (missed, whole) = (0.0, 0.0)
      // A dozen places of each parameter, spread over it.
      for i in stride(from: 0, to: values.count, by: max(1, values.count / 12)) {
        func value(at place: Float) -> Double {
          var changed = values
          changed[i] = place
          parameter.values = changed
          return loss()
        }
        let (left, right) = (values[i] - step, values[i] + step)
        let (below, above) = (value(at: left), value(at: right))
        let near = (above - below) / Double(right - left)
        let truncation = abs(above - 2 * value(at: values[i]) + below) / Double(step)
        let off = abs(near - Double(gradient[i]))
        compared += 1
        missed += off * off
        whole += near * near
        if !(off <= rounding + truncation) {
          faults.append("\(parameter.name)[\(i)] is \(gradient[i]), not \(near)")
        }
      }
      // Together they may not be far off, however wide each one's tolerance is.
      if !(missed.squareRoot() <= 0.05 * whole.squareRoot() + rounding) {
        faults.append("\(parameter.name) misses \(missed.squareRoot()) of \(whole.squareRoot())")
      }
    }
    return (faults, compared)
  }
}
