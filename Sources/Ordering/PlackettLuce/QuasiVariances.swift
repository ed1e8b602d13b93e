internal import Foundation

/// A number for each item such that the variance of any difference is about the sum of two of them
/// (Firth and de Menezes, 2004).
///
/// Intervals drawn with them can be compared item with item, which those of centred log-worths
/// cannot. The logarithms of the sums are fitted to those of the true variances by least squares;
/// a quasi-variance may be negative where an item is known less apart than together.
public struct QuasiVariances: Sendable, Hashable {
  /// The quasi-variance of each item.
  public let values: [Double]
  /// How much the standard error of a difference is missed at most, as a share of it.
  public let worstError: Double

  /// Fits them to a covariance, row-major, of at least two items; nil where a difference has no
  /// variance, or where no fit is found.
  ///
  /// Cost: `O(items^2)` a step, some tens of steps.
  public init?(covariance: [Double], itemCount n: Int) {
    precondition(covariance.count == n * n, "\(covariance.count) values are not \(n) x \(n)")
    guard n > 1 else { return nil }
    var variances = [Double](repeating: 0, count: n * n)
    for row in 0..<n {
      for column in 0..<n where row != column {
        let variance =
          covariance[row * n + row] + covariance[column * n + column]
          - 2 * covariance[row * n + column]
        guard variance > 0 else { return nil }
        variances[row * n + column] = variance
      }
    }
    // Exact where the variances are sums, and near it elsewhere.
    let sums = (0..<n).map { row in (0..<n).reduce(0) { $0 + variances[row * n + $1] } }
    let all = sums.reduce(0, +) / Double(2 * (n - 1))
    var values =
      n == 2
      ? [variances[1] / 2, variances[1] / 2] : sums.map { ($0 - all) / Double(n - 2) }
    if !Self.isProper(values, n) { values = sums.map { $0 / Double(2 * (n - 1)) } }

    var loss = Self.loss(values, variances, n)
    for _ in 0..<60 where n > 3 {
      let step = Self.step(values, variances, n)
      var share = 1.0
      var hasMoved = false
      while share > 1e-6, !hasMoved {
        let next = zip(values, step).map { $0 + share * $1 }
        let nextLoss = Self.isProper(next, n) ? Self.loss(next, variances, n) : .infinity
        if nextLoss <= loss {
          hasMoved = loss - nextLoss > 1e-14 * (1 + loss)
          (values, loss) = (next, nextLoss)
          break
        }
        share /= 2
      }
      if !hasMoved { break }
    }
    self.values = values
    var worst = 0.0
    for row in 0..<n {
      for column in 0..<row {
        let ratio = (values[row] + values[column]) / variances[row * n + column]
        worst = max(worst, (ratio.squareRoot() - 1).magnitude)
      }
    }
    worstError = worst
  }

  /// Whether every sum of two is positive: whether that of the least two is.
  private static func isProper(_ values: [Double], _ n: Int) -> Bool {
    var (least, second) = (Double.infinity, Double.infinity)
    for value in values {
      if value < least {
        (least, second) = (value, least)
      } else if value < second {
        second = value
      }
    }
    return least + second > 0
  }

  private static func loss(_ values: [Double], _ variances: [Double], _ n: Int) -> Double {
    var sum = 0.0
    for row in 0..<n {
      for column in 0..<row {
        let gap = log((values[row] + values[column]) / variances[row * n + column])
        sum += gap * gap
      }
    }
    return sum
  }

  /// The step of Gauss and Newton, by conjugate gradients scaled by the diagonal.
  private static func step(_ values: [Double], _ variances: [Double], _ n: Int) -> [Double] {
    var weights = [Double](repeating: 0, count: n * n)
    var diagonal = [Double](repeating: 0, count: n)
    var residual = [Double](repeating: 0, count: n)
    for row in 0..<n {
      for column in 0..<n where row != column {
        let sum = values[row] + values[column]
        weights[row * n + column] = 1 / (sum * sum)
        diagonal[row] += 1 / (sum * sum)
        residual[row] -= log(sum / variances[row * n + column]) / sum
      }
    }
    var step = [Double](repeating: 0, count: n)
    var conditioned = zip(residual, diagonal).map { $0 / $1 }
    var direction = conditioned
    var energy = zip(residual, conditioned).reduce(0) { $0 + $1.0 * $1.1 }
    let goal = 1e-16 * energy
    for _ in 0..<(n + 10) where energy > goal && energy > 0 {
      var product = [Double](repeating: 0, count: n)
      for row in 0..<n {
        var sum = diagonal[row] * direction[row]
        for column in 0..<n { sum += weights[row * n + column] * direction[column] }
        product[row] = sum
      }
      let bend = zip(direction, product).reduce(0) { $0 + $1.0 * $1.1 }
      guard bend > 0 else { break }
      let length = energy / bend
      for index in 0..<n {
        step[index] += length * direction[index]
        residual[index] -= length * product[index]
        conditioned[index] = residual[index] / diagonal[index]
      }
      let next = zip(residual, conditioned).reduce(0) { $0 + $1.0 * $1.1 }
      for index in 0..<n {
        direction[index] = conditioned[index] + next / energy * direction[index]
      }
      energy = next
    }
    return step
  }
}

extension PlackettLuceFit {
  /// The quasi-variances of the log-worths; nil where there is no covariance or no fit.
  public var quasiVariances: QuasiVariances? {
    covariance.flatMap { QuasiVariances(covariance: $0, itemCount: model.logWorths.count) }
  }
}
