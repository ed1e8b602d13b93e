internal import LinearAlgebra
internal import NeuralNetworks

/// An action predictor on a stream: one row after another, with a memory that can be emptied.
public struct ActionStepper: Sendable {
  private let model: ActionPredictor
  private var state: Matrix?

  /// Begins with an empty memory.
  public init(_ model: ActionPredictor) { self.model = model }

  /// Feeds one row of a demonstration to the memory and gives the negative log-likelihood of its
  /// action, in nats; 0 where no action is known.
  ///
  /// Nothing of the series is read but the row and the code before it.
  public mutating func loss(of row: Int, in series: DemonstrationSeries) -> Float {
    let seen = model.encoder.infer(SeriesBatch(series, rows: row..<row + 1))
    let (remembered, next) = model.memory.infer(SequenceBatch(seen, sequences: 1), from: state)
    state = next
    return CrossEntropy.losses(
      logits: model.output.infer(remembered), targets: [Int(series.codes[row])])[0]
  }

  /// Empties the memory; the action before, where the predictor sees it, is no part of that.
  public mutating func reset() { state = nil }
}
