public import LinearAlgebra

/// Moving averages of the actions taken so far, strictly causal: the row of a step knows only what
/// was done before it.
///
/// For each decay d the average is `h = d h + (1 - d) a`, from zero. Discrete actions enter as one
/// 1 among zeros. A step without an action changes nothing.
public struct ActionHistory: Sendable, Hashable {
  /// Half of the weight on the last action, on the last three, on the last ten.
  public static let usualDecays: [Float] = [0.5, 0.8, 0.93]

  /// Values an action, or codes of a discrete one.
  public let width: Int
  /// The decays; each gives `width` columns.
  public let decays: [Float]
  /// The row for the coming step: `decays.count * width` values, decay after decay.
  public private(set) var row: [Float]

  /// A history without a past.
  ///
  /// - Precondition: `width` is above zero and decays lie in `0..<1`.
  public init(width: Int, decays: [Float] = Self.usualDecays) {
    precondition(width > 0, "an action has at least one value")
    precondition(decays.allSatisfy { $0 >= 0 && $0 < 1 }, "decays lie in 0..<1")
    self.width = width
    self.decays = decays
    row = Array(repeating: 0, count: width * decays.count)
  }

  /// Takes in the numbers of the action just taken.
  public mutating func push(_ action: some Collection<Float>) {
    precondition(action.count == width, "an action has \(width) values, not \(action.count)")
    for (level, decay) in decays.enumerated() {
      for (column, value) in action.enumerated() {
        let place = level * width + column
        row[place] = decay * row[place] + (1 - decay) * value
      }
    }
  }

  /// Takes in the code of the action just taken; a code below 0 stands for none.
  public mutating func push(code: Int32) {
    if code < 0 { return }
    precondition(code < width, "the code \(code) is not below \(width)")
    for (level, decay) in decays.enumerated() {
      for place in (level * width)..<((level + 1) * width) { row[place] *= decay }
      row[level * width + Int(code)] += 1 - decay
    }
  }

  /// The rows of all steps: row t knows the actions before t.
  public static func rows(
    codes: [Int32], count: Int, decays: [Float] = usualDecays
  ) -> Matrix {
    var history = ActionHistory(width: count, decays: decays)
    return matrix(codes.count, history.row.count) { step in
      defer { history.push(code: codes[step]) }
      return history.row
    }
  }

  /// The rows of all steps of continuous actions, `width` numbers a step.
  public static func rows(
    numbers: [Float], width: Int, isValid: [Bool]? = nil, decays: [Float] = usualDecays
  ) -> Matrix {
    var history = ActionHistory(width: width, decays: decays)
    precondition(numbers.count % width == 0, "\(numbers.count) values are no rows of \(width)")
    return matrix(numbers.count / width, history.row.count) { step in
      defer {
        if isValid?[step] ?? true { history.push(numbers[(step * width)..<((step + 1) * width)]) }
      }
      return history.row
    }
  }

  private static func matrix(_ rows: Int, _ columns: Int, _ row: (Int) -> [Float]) -> Matrix {
    var values: [Float] = []
    values.reserveCapacity(rows * columns)
    for step in 0..<rows { values += row(step) }
    return Matrix(rows: rows, columns: columns, values: values)
  }
}
