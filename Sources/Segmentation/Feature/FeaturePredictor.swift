internal import LinearAlgebra
public import NeuralNetworks

/// Predicts the features of the next rows from all before: its error is the surprise.
///
/// `h = gelu(S(gelu(A [z_t, z_t - z_(t-1)] + a)))` with S a diagonal state space that remembers the
/// demonstration, and a dense layer on `[h, the vector before S]`: for each horizon H and column the
/// mean m and the logarithm s of the deviation of `y = mean(z_(t+1) ... z_(t+H)) - z_t`. The loss is
/// the Gaussian's, `(y - m)^2 exp(-2 s) / 2 + s` (Nix and Weigend, 1994). It is the form of
/// ``OnlinePredictor`` that learns from a data set. Cost: two dense layers and a recurrent step a row.
public struct FeaturePredictor: Parameterized, Sendable {
  /// The sizes.
  public struct Shape: Sendable, Hashable {
    /// Columns of the features.
    public var columns: Int
    /// Width of the vectors between the layers.
    public var width = 48
    /// Complex values that the state space remembers.
    public var states = 32
    /// Rows that are averaged over, rising from 1.
    public var horizons = [1]

    /// Collects the sizes.
    public init(columns: Int) { self.columns = columns }

    /// Columns that are predicted: every column at every horizon.
    var targets: Int { columns * horizons.count }
  }

  /// The sizes.
  public let shape: Shape
  private let entrance: Dense
  private let memory: DiagonalStateSpace
  private let output: Dense

  /// Draws the weights.
  public init(_ shape: Shape, seed: UInt64) {
    precondition(shape.horizons.first == 1, "the first horizon is the next row")
    var generator = SplitMix64(seed: seed)
    self.shape = shape
    entrance = Dense(
      "feature.entrance", inputs: 2 * shape.columns, outputs: shape.width, using: &generator)
    memory = DiagonalStateSpace(
      "feature.memory", width: shape.width, states: shape.states, using: &generator)
    output = Dense(
      "feature.output", inputs: 2 * shape.width, outputs: 2 * shape.targets, gain: 0.3,
      using: &generator)
  }

  /// All weights.
  public var parameters: [Parameter] {
    entrance.parameters + memory.parameters + output.parameters
  }

  /// The loss of a batch a value, with its gradient added to the weights'.
  func train(_ batch: TargetSeries.Batch) -> Double {
    let (linear, entranceCache) = entrance.forward(batch.input.values)
    let (seen, seenCache) = Activation.gelu.forward(linear)
    let (remembered, _, memoryCache) = memory.forward(
      SequenceBatch(seen, sequences: batch.input.sequences), from: nil)
    let (active, activeCache) = Activation.gelu.forward(remembered)
    let (predicted, outputCache) = output.forward(active.joined(with: seen))
    let (loss, gradient) = GaussianLoss.mean(
      predicted, target: batch.target, isKnown: batch.isKnown)
    let (toActive, toSeen) = output.backward(gradient, outputCache).split(after: shape.width)
    var back = memory.backward(
      Activation.gelu.backward(toActive, activeCache), stateGradient: nil, memoryCache
    ).input
    for i in back.values.indices { back.values[i] += toSeen.values[i] }
    entrance.addGradients(Activation.gelu.backward(back, seenCache), entranceCache)
    return loss
  }

  /// The loss of a batch a value.
  func loss(_ batch: TargetSeries.Batch) -> Double {
    let predicted = predict(batch.input, from: nil).output
    return GaussianLoss.mean(predicted, target: batch.target, isKnown: batch.isKnown).loss
  }

  /// The means and deviations of all steps, and the memory after the last.
  private func predict(
    _ input: SequenceBatch, from state: Matrix?
  ) -> (output: Matrix, state: Matrix) {
    let seen = Activation.gelu.infer(entrance.infer(input.values))
    let (remembered, last) = memory.infer(
      SequenceBatch(seen, sequences: input.sequences), from: state)
    return (output.infer(Activation.gelu.infer(remembered).joined(with: seen)), last)
  }

  /// Rows that are predicted at once.
  static let chunk = 1024

  /// How surprising each row is at each horizon, `rows x horizons`, in nats a column.
  ///
  /// Row t holds the loss of what row `t - 1` predicted for the horizon's rows from t on: it needs
  /// those rows. 0 where they are not all there, and in row 0, which nothing predicted.
  func surprises(_ series: DemonstrationSeries) -> Matrix {
    let one = TargetSeries(series, shape)
    let (inputs, targets) = (one.inputs.columns, shape.targets)
    var result = Matrix(rows: series.count, columns: shape.horizons.count)
    var state: Matrix?
    for start in stride(from: 0, to: series.count, by: Self.chunk) {
      let rows = start..<min(series.count, start + Self.chunk)
      let part = Matrix(
        rows: rows.count, columns: inputs,
        values: Array(one.inputs.values[rows.lowerBound * inputs..<rows.upperBound * inputs]))
      let (predicted, last) = predict(SequenceBatch(part, sequences: 1), from: state)
      state = last
      let places = rows.lowerBound * targets..<rows.upperBound * targets
      let losses = GaussianLoss.each(
        predicted,
        target: Matrix(
          rows: rows.count, columns: targets, values: Array(one.targets.values[places])),
        isKnown: Array(one.isKnown[places]))
      for row in rows where row + 1 < series.count {
        for level in shape.horizons.indices {
          let first = (row - start) * targets + level * shape.columns
          let sum = losses[first..<first + shape.columns].reduce(0, +)
          result[row + 1, level] = sum / Float(shape.columns)
        }
      }
    }
    return result
  }
}

extension Matrix {
  /// The first `columns` columns, and the rest.
  func split(after columns: Int) -> (left: Matrix, right: Matrix) {
    var left = Matrix(rows: rows, columns: columns)
    var right = Matrix(rows: rows, columns: self.columns - columns)
    for row in 0..<rows {
      let start = row * self.columns
      left.values.replaceSubrange(
        row * columns..<(row + 1) * columns, with: values[start..<start + columns])
      right.values.replaceSubrange(
        row * right.columns..<(row + 1) * right.columns,
        with: values[start + columns..<start + self.columns])
    }
    return (left, right)
  }
}
