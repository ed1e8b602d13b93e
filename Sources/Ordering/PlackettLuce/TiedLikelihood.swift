internal import Foundation

/// The log-likelihood of rankings with ties: the Plackett-Luce model with Davidson's ties as in
/// Turner, van Etten, Firth and Kosmidis (2020).
///
/// A set T of d items comes first of the open items with a probability in proportion to
/// `tie(d) * (product of the worths in T) ^ (1 / d)`, over all sets of the orders of tie that were
/// seen. The sums over sets are elementary symmetric polynomials, built item by item from the end of
/// a ranking, so a pass costs the rankings' length times the square of the longest tie. Gradients are
/// those sums' reverse derivatives, curvatures the derivatives of these along a direction.
struct TiedLikelihood: WorthLikelihood {
  let itemCount: Int
  let tieOrders: [Int]
  let rankings: RankingSet
  /// All orders with single items, 1 first.
  let orders: [Int]

  init(_ rankings: RankingSet, tieOrders: [Int]) {
    itemCount = rankings.itemCount
    self.rankings = rankings
    self.tieOrders = tieOrders
    orders = [1] + tieOrders
  }

  func value(_ parameters: [Double], gradient: inout [Double], scale: inout [Double]) -> Double {
    var pass = TiePass(self, parameters)
    var value = 0.0
    var result = [Slope](repeating: .zero, count: parameterCount)
    for ranking in 0..<rankings.count {
      pass.load(ranking, of: self)
      value += pass.run(into: &result)
    }
    for index in result.indices {
      gradient[index] += result[index].value
      // What is expected bounds the variance from above, and is near it where much is open.
      scale[index] = max(pass.expected[index], 1e-12)
    }
    return value
  }

  func curvature(_ parameters: [Double], times vector: [Double], into result: inout [Double]) {
    var pass = TiePass(self, parameters, direction: vector)
    var slopes = [Slope](repeating: .zero, count: parameterCount)
    for ranking in 0..<rankings.count {
      pass.load(ranking, of: self)
      _ = pass.run(into: &slopes)
    }
    for index in slopes.indices { result[index] = -slopes[index].slope }
  }

  func information(_ parameters: [Double]) -> [Double] {
    let size = parameterCount
    var values = [Double](repeating: 0, count: size * size)
    var column = [Double](repeating: 0, count: size)
    var vector = column
    for index in 0..<size {
      vector[index] = 1
      curvature(parameters, times: vector, into: &column)
      for row in 0..<size { values[row * size + index] = column[row] }
      vector[index] = 0
    }
    return values
  }
}

/// A number and how fast it changes along a direction.
struct Slope {
  var value: Double
  var slope: Double

  static let zero = Slope(value: 0, slope: 0)

  @inline(__always) static func + (left: Slope, right: Slope) -> Slope {
    Slope(value: left.value + right.value, slope: left.slope + right.slope)
  }

  @inline(__always) static func * (left: Slope, right: Slope) -> Slope {
    Slope(
      value: left.value * right.value,
      slope: left.value * right.slope + left.slope * right.value)
  }

  @inline(__always) static func * (left: Double, right: Slope) -> Slope {
    Slope(value: left * right.value, slope: left * right.slope)
  }

  @inline(__always) static func += (left: inout Slope, right: Slope) { left = left + right }

  var reciprocal: Slope { Slope(value: 1 / value, slope: -slope / (value * value)) }
}
