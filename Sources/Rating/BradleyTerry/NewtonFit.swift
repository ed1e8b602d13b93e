#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Newton's method on the log-likelihood, which is concave, over the pairs of a table.
///
/// The unknowns are the scores and, where ties have a probability of their own, the logarithm of
/// Davidson's `v`, kept last. The Hessian is never stored: each pair keeps its curvature, and
/// conjugate gradients (Hestenes and Stiefel, 1952) with the diagonal as preconditioner solve each
/// step.
struct NewtonFit {
  let model: BradleyTerry
  /// Whether `v` is fitted: there are ties, and they are not all there is.
  let hasTies: Bool
  private(set) var table: PairTable
  /// The scores, then `ln v`.
  private(set) var unknowns: [Double] = []
  private(set) var iterations = 0
  private(set) var converged = false

  private(set) var gradient: [Double] = []
  private(set) var diagonal: [Double] = []
  /// Of each pair, the second derivative by the difference of its scores.
  private(set) var curvatures: [Double]
  /// Of each pair, the mixed derivative by that difference and `ln v`.
  private(set) var crossings: [Double]

  /// The largest change of the last step.
  static let tolerance = 1e-8
  /// The largest change of any step.
  private static let longest = 4.0

  init(_ table: PairTable, model: BradleyTerry) {
    self.table = table
    self.model = model
    let ties = table.ties.reduce(0, +)
    let others = table.wins.reduce(0, +) + table.losses.reduce(0, +)
    hasTies = model.ties == .davidson && ties > 0 && others > 0
    curvatures = [Double](repeating: 0, count: table.count)
    crossings = [Double](repeating: 0, count: hasTies ? table.count : 0)
  }

  var scores: [Double] { Array(unknowns[..<table.items]) }
  var logTieStrength: Double { hasTies ? unknowns[table.items] : -.infinity }

  /// Climbs from a start until a step moves nothing by more than the tolerance.
  mutating func run(from start: [Double], logTieStrength: Double = 0) {
    unknowns = start + (hasTies ? [logTieStrength] : [])
    differentiate()
    let first = norm(gradient)
    var step = [Double](repeating: 0, count: unknowns.count)
    while iterations < model.limit {
      iterations += 1
      let size = norm(gradient)
      if size <= roundOff {
        converged = true
        return
      }
      solve(gradient, &step, to: max(1e-4, min(0.1, size / first)))
      let change = climb(along: step)
      if change <= Self.tolerance {
        converged = true
        return
      }
    }
  }

  /// Takes a step, or the part of it that does not go too far; the largest change.
  ///
  /// Along a concave function the slope falls; where it has turned by more than half of what it was,
  /// the step was too long.
  private mutating func climb(along step: [Double]) -> Double {
    let longest = step.reduce(0) { max($0, abs($1)) }
    let slope = product(gradient, step)
    let start = unknowns
    var length = longest > Self.longest ? Self.longest / longest : 1
    while true {
      for place in unknowns.indices { unknowns[place] = start[place] + length * step[place] }
      differentiate()
      if product(gradient, step) >= -0.5 * slope || length * longest <= Self.tolerance { break }
      length /= 2
    }
    return length * longest
  }

  /// The gradient and the second derivatives where the unknowns are.
  private mutating func differentiate() {
    let ridge = model.ridge
    gradient = unknowns.map { -ridge * $0 }
    diagonal = [Double](repeating: ridge, count: unknowns.count)
    if hasTies { differentiateWithTies() } else { differentiateWithoutTies() }
  }

  private mutating func differentiateWithoutTies() {
    let usesTies = model.ties == .half
    for pair in 0..<table.count {
      let (one, other) = (Int(table.first[pair]), Int(table.second[pair]))
      let ties = usesTies ? table.ties[pair] : 0
      let votes = table.wins[pair] + table.losses[pair] + ties
      let share = 1 / (1 + exp(unknowns[other] - unknowns[one]))
      let slope = table.wins[pair] + 0.5 * ties - votes * share
      let curvature = votes * share * (1 - share)
      gradient[one] += slope
      gradient[other] -= slope
      diagonal[one] += curvature
      diagonal[other] += curvature
      curvatures[pair] = curvature
    }
  }

  private mutating func differentiateWithTies() {
    let last = table.items
    let strength = exp(unknowns[last])
    // `v` has no prior.
    gradient[last] = 0
    diagonal[last] = 0
    for pair in 0..<table.count {
      let (one, other) = (Int(table.first[pair]), Int(table.second[pair]))
      let (wins, losses, ties) = (table.wins[pair], table.losses[pair], table.ties[pair])
      let votes = wins + losses + ties
      // Divided by the larger of the two, so that nothing overflows.
      let difference = unknowns[one] - unknowns[other]
      let small = exp(-abs(difference))
      let middle = strength * exp(-abs(difference) / 2)
      let sum = 1 + small + middle
      let (win, loss) = difference >= 0 ? (1 / sum, small / sum) : (small / sum, 1 / sum)
      let tie = middle / sum
      let slope = 0.5 * (wins - losses - votes * (win - loss))
      let curvature = 0.25 * votes * (win + loss - (win - loss) * (win - loss))
      let crossing = -0.5 * votes * tie * (win - loss)
      gradient[one] += slope
      gradient[other] -= slope
      gradient[last] += ties - votes * tie
      diagonal[one] += curvature
      diagonal[other] += curvature
      diagonal[last] += votes * tie * (1 - tie)
      curvatures[pair] = curvature
      crossings[pair] = crossing
    }
  }

  /// What rounding leaves of a gradient of zero.
  private var roundOff: Double { 1e-15 * norm(diagonal) }

  /// Solves Hessian times step = target by conjugate gradients, until the residual has fallen to a
  /// share of itself.
  func solve(_ target: [Double], _ step: inout [Double], to share: Double) {
    for place in step.indices { step[place] = 0 }
    var residual = target
    var scaled = residual
    scaleByDiagonal(&scaled)
    var direction = scaled
    var image = direction
    var energy = product(residual, scaled)
    let goal = max(share * norm(residual), roundOff)
    for _ in 0..<(2 * target.count + 100) {
      if norm(residual) <= goal || energy == 0 { return }
      multiply(direction, into: &image)
      let bend = product(direction, image)
      if bend <= 0 { return }
      let length = energy / bend
      for place in step.indices {
        step[place] += length * direction[place]
        residual[place] -= length * image[place]
      }
      scaled = residual
      scaleByDiagonal(&scaled)
      let next = product(residual, scaled)
      let ratio = next / energy
      for place in step.indices { direction[place] = scaled[place] + ratio * direction[place] }
      energy = next
    }
  }

  private func scaleByDiagonal(_ values: inout [Double]) {
    for place in values.indices {
      values[place] = diagonal[place] > 0 ? values[place] / diagonal[place] : 0
    }
  }

  /// The Hessian (with its sign changed) times a vector.
  private func multiply(_ vector: [Double], into image: inout [Double]) {
    for place in image.indices { image[place] = model.ridge * vector[place] }
    for pair in 0..<table.count {
      let (one, other) = (Int(table.first[pair]), Int(table.second[pair]))
      let pull = curvatures[pair] * (vector[one] - vector[other])
      image[one] += pull
      image[other] -= pull
    }
    guard hasTies else { return }
    let last = table.items
    image[last] = diagonal[last] * vector[last]
    for pair in 0..<table.count {
      let (one, other) = (Int(table.first[pair]), Int(table.second[pair]))
      image[one] += crossings[pair] * vector[last]
      image[other] -= crossings[pair] * vector[last]
      image[last] += crossings[pair] * (vector[one] - vector[other])
    }
  }

  private func product(_ one: [Double], _ other: [Double]) -> Double {
    var sum = 0.0
    for place in one.indices { sum += one[place] * other[place] }
    return sum
  }

  private func norm(_ values: [Double]) -> Double { product(values, values).squareRoot() }
}
