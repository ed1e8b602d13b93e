public import LinearAlgebra

/// Sequences of equal length that run side by side: row `t * sequences + i` is step `t` of the `i`-th.
///
/// Where a reset is marked, the state is zeroed before that step, so a sequence may hold several
/// stretches that know nothing of each other. Shorter sequences are filled up at their end, and
/// what comes out there is not looked at.
public struct SequenceBatch: Sendable {
  /// `steps * sequences` rows.
  public var values: Matrix
  /// How many sequences there are.
  public var sequences: Int
  /// A mark a row; empty where nothing is reset.
  public var resets: [Bool]

  /// Joins rows and marks.
  public init(_ values: Matrix, sequences: Int, resets: [Bool] = []) {
    precondition(
      sequences > 0 && values.rows % sequences == 0,
      "\(values.rows) rows are not \(sequences) sequences")
    precondition(
      resets.isEmpty || resets.count == values.rows, "\(resets.count) marks, \(values.rows) rows")
    self.values = values
    self.sequences = sequences
    self.resets = resets
  }

  /// The length of each sequence.
  public var steps: Int { values.rows / sequences }

  /// Whether a row's state is zeroed before it.
  func isReset(_ row: Int) -> Bool { !resets.isEmpty && resets[row] }
}

/// A layer that carries a state along a sequence.
public protocol RecurrentLayer: Parameterized, Sendable {
  /// What the backward pass needs of the forward pass.
  associatedtype Cache: Sendable

  /// Values of the state of one sequence.
  var stateWidth: Int { get }

  /// The outputs of all steps and the state after the last, from a given state or from zeros.
  func infer(_ input: SequenceBatch, from initial: Matrix?) -> (output: Matrix, state: Matrix)

  /// The same, and what the backward pass needs.
  func forward(
    _ input: SequenceBatch, from initial: Matrix?
  ) -> (output: Matrix, state: Matrix, cache: Cache)

  /// Goes back through all steps, adds the parameters' gradients, gives those of the inputs.
  ///
  /// `stateGradient` is that by the state after the last step, where the loss depends on it.
  func backward(
    _ outputGradient: Matrix, stateGradient: Matrix?, _ cache: Cache
  ) -> (input: Matrix, initial: Matrix)

  /// One step of one or more sequences: the same numbers as ``infer(_:from:)`` to rounding.
  func step(_ input: Matrix, state: inout Matrix) -> Matrix
}

extension RecurrentLayer {
  /// The state before anything was seen.
  public func emptyState(sequences: Int = 1) -> Matrix {
    Matrix(rows: sequences, columns: stateWidth)
  }

  /// One step through ``infer(_:from:)``.
  public func step(_ input: Matrix, state: inout Matrix) -> Matrix {
    let (output, next) = infer(SequenceBatch(input, sequences: input.rows), from: state)
    state = next
    return output
  }

  /// A given initial state, checked, or zeros.
  func initialState(_ initial: Matrix?, _ input: SequenceBatch) -> Matrix {
    let state = initial ?? emptyState(sequences: input.sequences)
    precondition(
      state.rows == input.sequences && state.columns == stateWidth,
      "a state of \(state.rows) x \(state.columns), not \(input.sequences) x \(stateWidth)")
    return state
  }
}
