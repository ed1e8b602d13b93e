/// The log-likelihood of rankings as a concave function of log-worths and log tie parameters.
///
/// The parameters are the items' log-worths, then the logarithms of the tie parameters of
/// ``tieOrders``. Adding a number to all log-worths changes nothing.
protocol WorthLikelihood {
  var itemCount: Int { get }
  /// The orders of tie above one that have a parameter, rising.
  var tieOrders: [Int] { get }

  /// The log-likelihood; adds its gradient to `gradient` and puts into `scale` a positive number for
  /// each parameter that is near its curvature.
  func value(_ parameters: [Double], gradient: inout [Double], scale: inout [Double]) -> Double

  /// Puts the negative Hessian at `parameters` times `vector` into `result`.
  func curvature(_ parameters: [Double], times vector: [Double], into result: inout [Double])

  /// The negative Hessian, row-major.
  func information(_ parameters: [Double]) -> [Double]
}

extension WorthLikelihood {
  var parameterCount: Int { itemCount + tieOrders.count }
}

/// A small penalty that draws all log-worths together, and their likelihood.
struct PenalisedLikelihood {
  let likelihood: any WorthLikelihood
  /// The strength of `-ridge / 2` times the sum of the squared log-worths.
  let ridge: Double

  func value(_ parameters: [Double], gradient: inout [Double], scale: inout [Double]) -> Double {
    var value = likelihood.value(parameters, gradient: &gradient, scale: &scale)
    for item in 0..<likelihood.itemCount where ridge > 0 {
      value -= ridge / 2 * parameters[item] * parameters[item]
      gradient[item] -= ridge * parameters[item]
      scale[item] += ridge
    }
    return value
  }

  func curvature(_ parameters: [Double], times vector: [Double], into result: inout [Double]) {
    likelihood.curvature(parameters, times: vector, into: &result)
    for item in 0..<likelihood.itemCount { result[item] += ridge * vector[item] }
  }

  func information(_ parameters: [Double]) -> [Double] {
    var values = likelihood.information(parameters)
    let size = likelihood.parameterCount
    for item in 0..<likelihood.itemCount { values[item * size + item] += ridge }
    return values
  }
}
