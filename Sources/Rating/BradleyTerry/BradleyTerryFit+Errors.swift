internal import LinearAlgebra

extension BradleyTerryFit {
  /// Up to this many items, standard errors are exact.
  public static let exactErrorLimit = 600

  /// The standard error of each score, from the curvature of the log-likelihood; nil where there is
  /// no score.
  ///
  /// The square roots of the diagonal of the inverse Hessian, less what a shift of all scores adds: the
  /// spread of a score against the mean of all, which is zero, not against a zero point that no vote
  /// tells. With a ridge it is that of the normal approximation to the posterior.
  /// Up to ``exactErrorLimit`` items the inverse is computed; beyond, its diagonal is estimated from 64
  /// seeded random vectors (Hutchinson, 1990; Bekas, Kokiopoulou and Saad, 2007), of which only what
  /// differs from the inverse of the diagonal is left to chance: within a few per cent. Cost: O(n^3), or
  /// O(64 pairs times steps).
  public func standardErrors(seed: UInt64 = 0) -> [Double?] {
    let scored = scores.indices.filter { scores[$0] != nil }
    if scored.count < 2 { return scores.map { _ in nil } }
    var errors = [Double?](repeating: nil, count: scores.count)
    if scored.count <= Self.exactErrorLimit {
      guard let covariance = covariance(of: scored) else { return errors }
      for (place, item) in scored.enumerated() {
        errors[item] = max(0, covariance[place * scored.count + place]).squareRoot()
      }
      return errors
    }
    let variances = newton.estimatedVariances(scored, probes: 64, seed: seed)
    for (item, variance) in zip(scored, variances) { errors[item] = variance.squareRoot() }
    return errors
  }

  /// The covariance of the scores of some items, row by row; nil where the Hessian is not definite.
  func covariance(of items: [Int]) -> [Double]? {
    let size = items.count + (newton.hasTies ? 1 : 0)
    var hessian = newton.hessian(of: items)
    // No vote tells a constant shift of all scores, only the ridge holds it (where there is none, a
    // pin does): it is an eigenvector of the Hessian, and what it adds is taken out again.
    let pin = model.ridge > 0 ? 0 : max(hessian[0], 1e-12) / Double(items.count)
    if pin > 0 {
      for row in items.indices {
        for column in items.indices { hessian[row * size + column] += pin }
      }
    }
    guard let inverse = SymmetricInverse.inverse(hessian, size: size) else { return nil }
    let held = pin > 0 ? pin * Double(items.count) : model.ridge
    let shift = 1 / (held * Double(items.count))
    var covariance = [Double](repeating: 0, count: items.count * items.count)
    for row in items.indices {
      for column in items.indices {
        covariance[row * items.count + column] = inverse[row * size + column] - shift
      }
    }
    return covariance
  }
}

extension NewtonFit {
  /// The Hessian (with its sign changed) of some items, and of `ln v` where it is fitted, row by row.
  func hessian(of items: [Int]) -> [Double] {
    let size = items.count + (hasTies ? 1 : 0)
    var places = [Int](repeating: -1, count: table.items)
    for (place, item) in items.enumerated() { places[item] = place }
    var matrix = [Double](repeating: 0, count: size * size)
    for place in items.indices { matrix[place * size + place] = model.ridge }
    for pair in 0..<table.count {
      let (one, other) = (places[Int(table.first[pair])], places[Int(table.second[pair])])
      if one < 0 || other < 0 { continue }
      matrix[one * size + one] += curvatures[pair]
      matrix[other * size + other] += curvatures[pair]
      matrix[one * size + other] -= curvatures[pair]
      matrix[other * size + one] -= curvatures[pair]
      guard hasTies else { continue }
      let last = size - 1
      for (place, sign) in [(one, 1.0), (other, -1)] {
        matrix[place * size + last] += sign * crossings[pair]
        matrix[last * size + place] += sign * crossings[pair]
      }
    }
    if hasTies { matrix[size * size - 1] = diagonal[table.items] }
    return matrix
  }

  /// The diagonal of the inverse Hessian: the inverse of its diagonal, plus what seeded random signs
  /// say is missing.
  func estimatedVariances(_ items: [Int], probes: Int, seed: UInt64) -> [Double] {
    var generator = SplitMix64(seed: seed)
    var sums = [Double](repeating: 0, count: unknowns.count)
    var solution = sums
    for _ in 0..<probes {
      var signs = [Double](repeating: 0, count: unknowns.count)
      for item in items { signs[item] = generator.next() & 1 == 0 ? 1 : -1 }
      let mean = items.reduce(0) { $0 + signs[$1] } / Double(items.count)
      for item in items { signs[item] -= mean }
      solve(signs, &solution, to: 1e-4)
      for item in items {
        sums[item] += signs[item] * (solution[item] - signs[item] / diagonal[item])
      }
    }
    return items.map { item in
      let inverse = 1 / diagonal[item]
      return max(inverse + sums[item] / Double(probes), 0.5 * inverse)
    }
  }
}
