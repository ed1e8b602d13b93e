public import LinearAlgebra

/// Maps actions to codes `0..<count`, so that a predictor can give each a probability.
///
/// Numbers in, numbers out; it says nothing of names. A model file holds it as ``tensors``.
public struct ActionVocabulary: Sendable, Hashable {
  /// How an action becomes a code.
  public enum Rule: Sendable, Hashable {
    /// The choice is the code.
    case identity(choices: Int)
    /// Joint choices that were seen, a row a code, the most frequent first; any other action takes
    /// the code of the row from which it differs in the fewest places, of several the first.
    case combinations([[Int32]])
    /// The nearest centroid of `(x - means) / scales`.
    case clusters(centroids: Matrix, means: [Float], scales: [Float])
  }

  /// How an action becomes a code.
  public let rule: Rule
  /// The place of each joint choice, so that most are found without a search.
  private let places: [[Int32]: Int32]

  init(_ rule: Rule) {
    self.rule = rule
    var places: [[Int32]: Int32] = [:]
    if case .combinations(let rows) = rule {
      for (code, row) in rows.enumerated() { places[row] = Int32(code) }
    }
    self.places = places
  }

  /// The vocabulary of one choice of `choices`: the choice is the code.
  public static func identity(choices: Int) -> ActionVocabulary {
    precondition(choices > 0, "there is no action to choose")
    return ActionVocabulary(.identity(choices: choices))
  }

  /// Codes.
  public var count: Int {
    switch rule {
    case .identity(let choices): choices
    case .combinations(let rows): rows.count
    case .clusters(let centroids, _, _): centroids.rows
    }
  }

  /// Values an action.
  public var width: Int {
    switch rule {
    case .identity: 1
    case .combinations(let rows): rows[0].count
    case .clusters(_, let means, _): means.count
    }
  }

  /// Whether actions are numbers rather than choices.
  public var isContinuous: Bool { if case .clusters = rule { true } else { false } }

  /// The code of an action of `width` choices.
  ///
  /// - Precondition: the vocabulary is one of choices, and a single choice is known to it.
  public func code(of action: [Int32]) -> Int32 {
    precondition(action.count == width, "an action has \(width) choices, not \(action.count)")
    switch rule {
    case .identity(let choices):
      precondition(action[0] >= 0 && action[0] < choices, "\(action[0]) is not below \(choices)")
      return action[0]
    case .combinations(let rows):
      if let code = places[action] { return code }
      var (best, least) = (0, Int.max)
      for (code, row) in rows.enumerated() {
        let distance = zip(row, action).count { $0 != $1 }
        if distance < least { (best, least) = (code, distance) }
      }
      return Int32(best)
    case .clusters: preconditionFailure("the actions of this vocabulary are numbers")
    }
  }

  /// The code of an action of `width` numbers.
  ///
  /// - Precondition: the vocabulary is one of numbers.
  /// - Throws: where a number is not finite.
  public func code(ofNumbers action: [Float]) throws(ActionVocabularyError) -> Int32 {
    guard case .clusters(let centroids, let means, let scales) = rule else {
      preconditionFailure("the actions of this vocabulary are choices")
    }
    precondition(action.count == width, "an action has \(width) numbers, not \(action.count)")
    if let column = action.firstIndex(where: { !$0.isFinite }) {
      throw ActionVocabularyError("the number \(column) of the action is \(action[column])")
    }
    let standard = action.indices.map { standardised(action[$0], means[$0], scales[$0]) }
    return Int32(KMeans.nearest(to: standard, centroids: centroids))
  }

  /// The codes of rows of choices; -1 for a row that is not valid.
  public func codes(of actions: [Int32], isValid: [Bool]? = nil) -> [Int32] {
    if case .identity = rule, isValid == nil { return actions }
    var known = places
    return rowIndices(actions.count, isValid).map { row in
      guard isValid?[row] ?? true else { return -1 }
      let action = Array(actions[(row * width)..<((row + 1) * width)])
      if let code = known[action] { return code }
      let code = code(of: action)
      known[action] = code
      return code
    }
  }

  /// The codes of rows of numbers; -1 for a row that is not valid.
  ///
  /// - Throws: where a number of a valid row is not finite.
  public func codes(
    ofNumbers actions: [Float], isValid: [Bool]? = nil
  ) throws(ActionVocabularyError) -> [Int32] {
    var codes: [Int32] = []
    for row in rowIndices(actions.count, isValid) {
      guard isValid?[row] ?? true else {
        codes.append(-1)
        continue
      }
      codes.append(try code(ofNumbers: Array(actions[(row * width)..<((row + 1) * width)])))
    }
    return codes
  }

  private func rowIndices(_ values: Int, _ isValid: [Bool]?) -> Range<Int> {
    precondition(values % width == 0, "\(values) values are no rows of \(width)")
    precondition(
      isValid?.count ?? values / width == values / width, "there is not one flag a row")
    return 0..<(values / width)
  }
}

/// A number less its mean over its scale; what passes all bounds is brought back to a finite one.
func standardised(_ value: Float, _ mean: Float, _ scale: Float) -> Float {
  let standard = (Double(value) - Double(mean)) / Double(scale)
  return Float(max(-1e15, min(1e15, standard)))
}

/// Why a vocabulary cannot be made or used.
public struct ActionVocabularyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was wrong, in words.
  public let description: String

  init(_ description: String) { self.description = description }
}
