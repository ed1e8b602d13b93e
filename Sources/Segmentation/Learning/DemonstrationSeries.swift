public import LinearAlgebra

/// One demonstration as numbers: what was seen before each action, and the action's code.
///
/// A row is a frame or a sample. What is seen comes as tokens (patches of the picture by their
/// place in a codebook), as numbers, or as both.
public struct DemonstrationSeries: Sendable {
  /// `count * positions` tokens, row after row.
  public var tokens: [UInt16]
  /// Tokens a row; 0 where nothing is seen as tokens.
  public let positions: Int
  /// Whether each patch differs from the row before: 0 or 1, `count * positions`, or none at all.
  public var changes: [UInt8]
  /// Further numbers, `count x width`.
  public var features: Matrix
  /// The code of the action taken in each row; -1 where none is known.
  public var codes: [Int32]
  /// What is done in each row as numbers: the action itself, or measured motion; `count x width`.
  public var moves: Matrix

  /// Collects the columns.
  public init(
    tokens: [UInt16] = [], positions: Int = 0, changes: [UInt8] = [], features: Matrix? = nil,
    codes: [Int32],
    moves: Matrix? = nil
  ) {
    self.tokens = tokens
    self.positions = positions
    self.changes = changes
    self.features = features ?? Matrix(rows: codes.count, columns: 0)
    self.codes = codes
    self.moves = moves ?? Matrix(rows: codes.count, columns: 0)
    precondition(
      tokens.count == codes.count * positions
        && (changes.isEmpty || changes.count == tokens.count) && self.features.rows == codes.count
        && self.moves.rows == codes.count,
      "\(tokens.count) tokens and \(self.features.rows) rows of numbers for \(codes.count) actions")
  }

  /// Rows.
  public var count: Int { codes.count }
}
