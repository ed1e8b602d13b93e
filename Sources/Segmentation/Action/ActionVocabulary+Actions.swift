internal import LinearAlgebra

extension ActionVocabulary {
  /// The choices that a code stands for.
  ///
  /// - Precondition: the vocabulary is one of choices, and the code is one of its codes.
  public func choices(of code: Int32) -> [Int32] {
    precondition(code >= 0 && code < count, "\(code) is none of \(count) codes")
    switch rule {
    case .identity: return [code]
    case .combinations(let rows): return rows[Int(code)]
    case .clusters: preconditionFailure("the actions of this vocabulary are numbers")
    }
  }

  /// The numbers that a code stands for: the centroid of its group, in the actions' own units.
  ///
  /// - Precondition: the vocabulary is one of numbers, and the code is one of its codes.
  public func numbers(of code: Int32) -> [Float] {
    guard case .clusters(let centroids, let means, let scales) = rule else {
      preconditionFailure("the actions of this vocabulary are choices")
    }
    precondition(code >= 0 && code < count, "\(code) is none of \(count) codes")
    return (0..<width).map { centroids[Int(code), $0] * scales[$0] + means[$0] }
  }
}
