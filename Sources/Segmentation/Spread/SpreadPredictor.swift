internal import LinearAlgebra
public import NeuralNetworks

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Predicts the mean of what is done over the next steps, and how far it may be off: a boundary is
/// where the predicted spread peaks, for there the future branches.
///
/// A GRU reads what was done so far. For each horizon H and column it gives the mean m and the
/// logarithm s of the deviation of `y = mean(x_t ... x_(t+H-1))`; the loss is the Gaussian's,
/// `(y - m)^2 exp(-2 s) / 2 + s` (Nix and Weigend, 1994). The evidence is the mean of s over the
/// columns at the longest horizon: it needs no future. Cost: a GRU step a row.
///
/// Of codes (discrete actions, or what is made up from the picture) a row is a 1 among zeros, so that
/// y is the share of each code in the next H steps. Most codes are rare and their s says little, so
/// the evidence is the whole predicted deviation of these shares, `log(sum_j exp(2 s_j)) / 2`.
public struct SpreadPredictor: Parameterized, Sendable {
  /// The sizes.
  public struct Shape: Sendable, Hashable {
    /// Columns of what is done.
    public var moves: Int
    /// Whether what is done are codes below `moves`, not numbers.
    public var readsCodes = false
    /// Further numbers a row.
    public var features = 0
    /// Width of the state.
    public var width = 64
    /// Steps that are averaged over, rising.
    public var horizons = [8, 16, 32]

    /// Collects the sizes.
    public init(moves: Int) { self.moves = moves }

    /// Columns that the GRU reads: the last move, its moving averages, and the features.
    var inputs: Int { moves * (1 + ActionHistory.usualDecays.count) + features }
    /// Columns that are predicted: every column at every horizon.
    var targets: Int { moves * horizons.count }
  }

  /// The sizes.
  public let shape: Shape
  private let gru: GRU
  private let output: Dense

  /// Draws the weights.
  public init(_ shape: Shape, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    self.shape = shape
    gru = GRU("spread.gru", inputs: shape.inputs, width: shape.width, using: &generator)
    output = Dense(
      "spread.output", inputs: shape.width, outputs: 2 * shape.targets, gain: 0.3,
      using: &generator)
  }

  /// All weights.
  public var parameters: [Parameter] { gru.parameters + output.parameters }

  /// The loss of a batch a value, with its gradient added to the weights'.
  func train(_ batch: TargetSeries.Batch) -> Double {
    let (states, _, cache) = gru.forward(batch.input, from: nil)
    let predicted = output.infer(states)
    let (loss, gradient) = GaussianLoss.mean(
      predicted, target: batch.target, isKnown: batch.isKnown)
    _ = gru.backward(output.backward(gradient, states), stateGradient: nil, cache)
    return loss
  }

  /// The loss of a batch a value.
  func loss(_ batch: TargetSeries.Batch) -> Double {
    let predicted = output.infer(gru.infer(batch.input).output)
    return GaussianLoss.mean(predicted, target: batch.target, isKnown: batch.isKnown).loss
  }

  /// The predicted spread of each row at the longest horizon, as a logarithm.
  public func spread(_ series: DemonstrationSeries) -> [Float] {
    var state: Matrix? = nil
    var result: [Float] = []
    let inputs = TargetSeries(series, shape).inputs
    for start in stride(from: 0, to: series.count, by: 1024) {
      let rows = min(1024, series.count - start)
      let part = Matrix(
        rows: rows, columns: inputs.columns,
        values: Array(inputs.values[start * inputs.columns..<(start + rows) * inputs.columns]))
      let (states, last) = gru.infer(SequenceBatch(part, sequences: 1), from: state)
      state = last
      let predicted = output.infer(states)
      for row in 0..<rows {
        let end = (row + 1) * predicted.columns
        result.append(evidence(predicted.values[end - shape.moves..<end]))
      }
    }
    return result
  }

  /// The evidence in the logarithms of a row's deviations.
  private func evidence(_ logs: ArraySlice<Float>) -> Float {
    guard shape.readsCodes else { return logs.reduce(0, +) / Float(shape.moves) }
    var squares = logs.map {
      2 * min(max($0, GaussianLoss.bounds.lowerBound), GaussianLoss.bounds.upperBound)
    }
    Elementwise.exp(&squares)
    return log(squares.reduce(0, +)) / 2
  }
}
