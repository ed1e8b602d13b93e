internal import LinearAlgebra
internal import NeuralNetworks

/// A demonstration as a regressor reads it: causal inputs, and the numbers that follow.
public struct TargetSeries: Sendable {
  /// A row a step: what is known before it.
  let inputs: Matrix
  /// A row a step: what is to be predicted.
  let targets: Matrix
  /// Whether a target lies within the demonstration, a mark a value.
  let isKnown: [Bool]

  /// Windows of equal length, step by step, with what is to be predicted.
  struct Batch {
    var input: SequenceBatch
    var target: Matrix
    var isKnown: [Bool]
  }

  /// Windows side by side, step by step as a recurrent layer wants them.
  static func batch(
    _ series: [TargetSeries], windows: [(series: Int, start: Int)], length: Int
  ) -> Batch {
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
    return Batch(
      input: SequenceBatch(input, sequences: windows.count), target: target, isKnown: isKnown)
  }

  /// The mean over demonstrations of a loss of the whole of each.
  static func meanLoss(_ series: [TargetSeries], _ loss: (Batch) -> Double) -> Double {
    var total = 0.0
    for one in series {
      total += loss(batch([one], windows: [(0, 0)], length: one.inputs.rows))
    }
    return total / Double(max(1, series.count))
  }
}
