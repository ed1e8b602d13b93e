internal import LinearAlgebra

/// The likelihood of each row's action under each of K policies, from logits `rows x (K * codes)`.
struct PolicyLikelihood {
  /// `rows * K` values in nats; 0 where no action is known.
  private(set) var logLikelihood: [Float]
  /// The policies themselves, `rows x (K * codes)`.
  private(set) var probability: Matrix
  private let codes: [Int32]
  private let skills: Int

  init(logits: Matrix, codes: [Int32], skills: Int) {
    self.codes = codes
    self.skills = skills
    let width = logits.columns / skills
    probability = logits
    logLikelihood = Array(repeating: 0, count: codes.count * skills)
    // Exponentials are taken of all logits at once, after the highest of each policy is taken off.
    var highest = [Float](repeating: 0, count: codes.count * skills)
    let groups = codes.count * skills
    unsafe probability.values.withUnsafeMutableBufferPointer { values in
      for group in 0..<groups {
        let part = group * width
        var top = unsafe values[part]
        for j in 1..<max(1, width) { top = unsafe max(top, values[part + j]) }
        for j in 0..<width { unsafe values[part + j] -= top }
        highest[group] = top
      }
    }
    let shifted = probability.values
    Elementwise.exp(&probability.values)
    var sums = [Float](repeating: 0, count: groups)
    unsafe probability.values.withUnsafeMutableBufferPointer { values in
      for group in 0..<groups {
        let part = group * width
        var sum: Float = 0
        for j in 0..<width { sum = unsafe sum + values[part + j] }
        let inverse = 1 / sum
        for j in 0..<width { unsafe values[part + j] *= inverse }
        sums[group] = sum
      }
    }
    Elementwise.log(&sums)
    for (row, code) in codes.enumerated() where code >= 0 {
      for k in 0..<skills {
        let group = row * skills + k
        logLikelihood[group] = shifted[group * width + Int(code)] - sums[group]
      }
    }
  }

  /// The gradient by the logits of `sum of weight * log-likelihood`: `weight (one-hot - policy)`.
  ///
  /// - Parameter weights: `rows * K` values.
  func gradient(_ weights: [Float]) -> Matrix {
    var result = probability
    let width = result.columns / skills
    unsafe result.values.withUnsafeMutableBufferPointer { values in
      for (row, code) in codes.enumerated() {
        for k in 0..<skills {
          let group = row * skills + k
          let weight = code >= 0 ? weights[group] : 0
          for j in 0..<width { unsafe values[group * width + j] *= -weight }
          if code >= 0 { unsafe values[group * width + Int(code)] += weight }
        }
      }
    }
    return result
  }
}
