internal import LinearAlgebra

extension ActionVocabulary {
  /// The joint choices that occur, as codes.
  ///
  /// - Parameters:
  ///   - actions: rows of `width` choices.
  ///   - isValid: which rows count; nil: all.
  ///   - least: how often a joint choice has to occur; where none does, all that occur count.
  ///   - limit: the most codes; the most frequent are kept.
  /// - Throws: where no row is valid.
  public static func combinations(
    of actions: [Int32], width: Int, isValid: [Bool]? = nil, least: Int = 2, limit: Int = 256
  ) throws(ActionVocabularyError) -> ActionVocabulary {
    precondition(width > 0 && actions.count % width == 0, "there are no rows of \(width)")
    precondition(limit > 0, "a vocabulary has at least one code")
    var counts: [[Int32]: Int] = [:]
    for row in 0..<(actions.count / width) where isValid?[row] ?? true {
      counts[Array(actions[(row * width)..<((row + 1) * width)]), default: 0] += 1
    }
    guard !counts.isEmpty else { throw ActionVocabularyError("there is not one action to learn") }
    let frequent = counts.filter { $0.value >= least }
    let rows = (frequent.isEmpty ? counts : frequent).sorted {
      $0.value == $1.value ? $0.key.lexicographicallyPrecedes($1.key) : $0.value > $1.value
    }.prefix(limit)
    return ActionVocabulary(.combinations(rows.map(\.key)))
  }

  /// Groups of similar numbers as codes: k-means on dimensions brought to mean 0 and deviation 1.
  ///
  /// A dimension that never changes is only shifted. There are fewer codes than asked for where
  /// there are fewer distinct actions.
  ///
  /// - Parameters:
  ///   - actions: rows of `dimension` numbers.
  ///   - isValid: which rows count; nil: all.
  ///   - count: the most codes.
  ///   - seed: what the draws of k-means follow from.
  /// - Throws: where no row is valid, or a number is not finite.
  public static func clusters(
    of actions: [Float], dimension: Int, isValid: [Bool]? = nil, count: Int = 40, seed: UInt64
  ) throws(ActionVocabularyError) -> ActionVocabulary {
    precondition(
      dimension > 0 && actions.count % dimension == 0, "there are no rows of \(dimension)")
    let rows = (0..<(actions.count / dimension)).filter { isValid?[$0] ?? true }
    guard !rows.isEmpty else { throw ActionVocabularyError("there is not one action to learn") }
    var (means, scales) = ([Float](), [Float]())
    for column in 0..<dimension {
      var (sum, squares) = (0.0, 0.0)
      for row in rows {
        let value = actions[row * dimension + column]
        guard value.isFinite else {
          throw ActionVocabularyError("row \(row), column \(column) is \(value)")
        }
        sum += Double(value)
      }
      let mean = sum / Double(rows.count)
      for row in rows {
        let step = Double(actions[row * dimension + column]) - mean
        squares += step * step
      }
      let deviation = Float((squares / Double(rows.count)).squareRoot())
      means.append(Float(mean))
      // Rounding alone makes the deviation of a constant about 1e-7 of its size.
      let isConstant = deviation <= Float(abs(mean)) * 1e-6 || !deviation.isNormal
      scales.append(isConstant ? 1 : deviation)
    }
    var points = Matrix(rows: rows.count, columns: dimension)
    for (index, row) in rows.enumerated() {
      for column in 0..<dimension {
        points[index, column] = standardised(
          actions[row * dimension + column], means[column], scales[column])
      }
    }
    let fit = KMeans.fit(points: points, count: count, seed: seed, iterations: 200)
    return ActionVocabulary(
      .clusters(centroids: fit.centroids, means: means, scales: scales))
  }
}
