/// Minimises a smooth function by limited-memory BFGS (Nocedal, 1980) with a backtracking search.
///
/// It starts at zero, or where it is told to, and stops where the gradient is small beside the
/// point. Cost: one or two evaluations an iteration, and `2 memory` vectors.
struct QuasiNewton {
  /// How many pairs of steps and changes of the gradient are kept.
  var memory = 8
  /// The most iterations.
  var limit = 200
  /// The largest component of the gradient that counts as none.
  var tolerance = 1e-3

  struct Result {
    var point: [Double]
    var value: Double
    var iterations: Int
    var converged: Bool
  }

  /// Finds a minimum; the function writes its gradient into what it gets.
  func minimise(
    from start: [Double], _ function: (_ point: [Double], _ gradient: inout [Double]) -> Double
  ) -> Result {
    var point = start
    var gradient = [Double](repeating: 0, count: start.count)
    var value = function(point, &gradient)
    var pairs: [(step: [Double], change: [Double], scale: Double)] = []
    for iteration in 0..<limit {
      if gradient.allSatisfy({ abs($0) <= tolerance }) {
        return Result(point: point, value: value, iterations: iteration, converged: true)
      }
      var direction = Self.direction(gradient, pairs)
      var slope = Self.dot(direction, gradient)
      if slope >= 0 {
        pairs = []
        direction = gradient.map { -$0 }
        slope = -Self.dot(gradient, gradient)
      }
      var rate = pairs.isEmpty ? 1 / max(1, (-slope).squareRoot()) : 1
      var next = point
      var nextGradient = gradient
      var nextValue = Double.infinity
      var isLower = false
      for _ in 0..<30 {
        for index in next.indices { next[index] = point[index] + rate * direction[index] }
        nextValue = function(next, &nextGradient)
        isLower = nextValue <= value + 1e-4 * rate * slope
        if isLower { break }
        rate /= 2
      }
      // No descent is left that rounding does not swallow: as low as it gets.
      guard isLower else {
        return Result(point: point, value: value, iterations: iteration, converged: true)
      }
      let step = zip(next, point).map { $0 - $1 }
      let change = zip(nextGradient, gradient).map { $0 - $1 }
      let curvature = Self.dot(step, change)
      if curvature > 1e-12 {
        pairs.append((step, change, 1 / curvature))
        if pairs.count > memory { pairs.removeFirst() }
      }
      (point, gradient, value) = (next, nextGradient, nextValue)
    }
    return Result(point: point, value: value, iterations: limit, converged: false)
  }

  /// The two-loop recursion.
  private static func direction(
    _ gradient: [Double], _ pairs: [(step: [Double], change: [Double], scale: Double)]
  ) -> [Double] {
    var direction = gradient.map { -$0 }
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = pair.scale * dot(pair.step, direction)
      for index in direction.indices { direction[index] -= share * pair.change[index] }
      shares.append(share)
    }
    if let last = pairs.last {
      let scale = 1 / (last.scale * dot(last.change, last.change))
      for index in direction.indices { direction[index] *= scale }
    }
    for (pair, share) in zip(pairs, shares.reversed()) {
      let back = pair.scale * dot(pair.change, direction)
      for index in direction.indices { direction[index] += (share - back) * pair.step[index] }
    }
    return direction
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }
}
