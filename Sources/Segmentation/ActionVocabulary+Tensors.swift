public import LinearAlgebra

extension ActionVocabulary {
  /// The vocabulary as tensors for a model file.
  ///
  /// Either `identity` (1 x 1, the number of choices), or `combinations` (codes x width), or
  /// `centroids` (codes x dimension), `means` and `scales` (1 x dimension). Choices are below 2^24,
  /// so single precision holds them exactly.
  public var tensors: [(name: String, value: Matrix)] {
    switch rule {
    case .identity(let choices):
      return [("identity", Matrix(rows: 1, columns: 1, values: [Float(choices)]))]
    case .combinations(let rows):
      let values = rows.flatMap { $0.map { Float($0) } }
      return [("combinations", Matrix(rows: rows.count, columns: width, values: values))]
    case .clusters(let centroids, let means, let scales):
      return [
        ("centroids", centroids), ("means", Matrix(rows: 1, columns: width, values: means)),
        ("scales", Matrix(rows: 1, columns: width, values: scales)),
      ]
    }
  }

  /// Takes up the tensors that ``tensors`` gave; others are left alone.
  ///
  /// - Throws: where one is missing, has another shape, or holds what no vocabulary has.
  public init(tensors: [String: Matrix]) throws(ActionVocabularyError) {
    func choices(_ name: String, _ matrix: Matrix) throws(ActionVocabularyError) -> [Int32] {
      var choices: [Int32] = []
      for value in matrix.values {
        guard let choice = Int32(exactly: value), choice >= 0, choice <= 1 << 24 else {
          throw ActionVocabularyError("\(name) holds \(value), which is no choice")
        }
        choices.append(choice)
      }
      return choices
    }
    if let identity = tensors["identity"] {
      let counts = try choices("identity", identity)
      guard counts.count == 1, counts[0] > 0 else {
        throw ActionVocabularyError("identity should hold one number of choices")
      }
      self.init(.identity(choices: Int(counts[0])))
    } else if let matrix = tensors["combinations"] {
      let flat = try choices("combinations", matrix)
      guard !flat.isEmpty else { throw ActionVocabularyError("combinations holds nothing") }
      let width = matrix.columns
      let rows = (0..<matrix.rows).map { Array(flat[($0 * width)..<(($0 + 1) * width)]) }
      guard Set(rows).count == rows.count else {
        throw ActionVocabularyError("combinations holds the same action twice")
      }
      self.init(.combinations(rows))
    } else if let centroids = tensors["centroids"], let means = tensors["means"],
      let scales = tensors["scales"]
    {
      guard !centroids.values.isEmpty, means.values.count == centroids.columns,
        scales.values.count == centroids.columns,
        (centroids.values + means.values + scales.values).allSatisfy(\.isFinite),
        scales.values.allSatisfy({ $0 > 0 })
      else {
        throw ActionVocabularyError(
          "centroids, means and scales do not fit each other, or are not finite")
      }
      self.init(
        .clusters(centroids: centroids, means: means.values, scales: scales.values))
    } else {
      throw ActionVocabularyError(
        "there is neither identity, nor combinations, nor centroids with means and scales")
    }
  }
}
