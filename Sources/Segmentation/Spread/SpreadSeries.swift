internal import LinearAlgebra
internal import NeuralNetworks

/// A demonstration as the spread predictor reads it: causal inputs, and the means that follow.
public struct SpreadSeries: Sendable {
  /// A row a step: the move before, moving averages of all before, the features.
  let inputs: Matrix
  /// A row a step: the mean move over each horizon from this row on.
  let targets: Matrix
  /// Whether a target's whole horizon lies within the demonstration.
  let isKnown: [Bool]

  init(_ series: DemonstrationSeries, _ shape: SpreadPredictor.Shape) {
    let (count, width) = (series.count, shape.moves)
    let moves = series.moves
    precondition(moves.columns == width, "\(moves.columns) columns of moves, not \(width)")
    let history = ActionHistory.rows(numbers: moves.values, width: width)
    var inputs = Matrix(rows: count, columns: shape.inputs)
    var targets = Matrix(rows: count, columns: shape.targets)
    var isKnown = [Bool](repeating: false, count: targets.values.count)
    var sums = [Double](repeating: 0, count: (count + 1) * width)
    for i in 0..<count * width { sums[i + width] = sums[i] + Double(moves.values[i]) }
    for row in 0..<count {
      let start = row * inputs.columns
      if row > 0 {
        for j in 0..<width { inputs.values[start + j] = moves.values[(row - 1) * width + j] }
      }
      for j in 0..<history.columns {
        inputs.values[start + width + j] = history.values[row * history.columns + j]
      }
      for j in 0..<shape.features {
        inputs.values[start + width + history.columns + j] =
          series.features.values[row * shape.features + j]
      }
      for (level, horizon) in shape.horizons.enumerated() where row + horizon <= count {
        for j in 0..<width {
          let place = row * targets.columns + level * width + j
          let sum = sums[(row + horizon) * width + j] - sums[row * width + j]
          targets.values[place] = Float(sum / Double(horizon))
          isKnown[place] = true
        }
      }
    }
    self.inputs = inputs
    self.targets = targets
    self.isKnown = isKnown
  }

  /// Windows side by side, step by step as a recurrent layer wants them.
  static func batch(
    _ series: [SpreadSeries], windows: [(series: Int, start: Int)], length: Int
  ) -> SpreadPredictor.Batch {
    let (inputs, targets) = (series[0].inputs.columns, series[0].targets.columns)
    var input = Matrix(rows: length * windows.count, columns: inputs)
    var target = Matrix(rows: length * windows.count, columns: targets)
    var isKnown = [Bool](repeating: false, count: target.values.count)
    for step in 0..<length {
      for (i, window) in windows.enumerated() {
        let (from, to) = (window.start + step, step * windows.count + i)
        let one = series[window.series]
        for j in 0..<inputs { input.values[to * inputs + j] = one.inputs.values[from * inputs + j] }
        for j in 0..<targets {
          target.values[to * targets + j] = one.targets.values[from * targets + j]
          isKnown[to * targets + j] = one.isKnown[from * targets + j]
        }
      }
    }
    return SpreadPredictor.Batch(
      input: SequenceBatch(input, sequences: windows.count), target: target, isKnown: isKnown)
  }
}
