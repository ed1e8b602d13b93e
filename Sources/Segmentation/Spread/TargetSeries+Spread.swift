internal import LinearAlgebra

extension TargetSeries {
  /// What a spread predictor reads and predicts.
  ///
  /// Inputs: the move before, moving averages of all before, the features. Targets: the mean move
  /// over each horizon from a row on.
  init(_ series: DemonstrationSeries, _ shape: SpreadPredictor.Shape) {
    let (count, width) = (series.count, shape.moves)
    let moves = shape.readsCodes ? Self.marks(series.codes, width) : series.moves
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
    self.init(inputs: inputs, targets: targets, isKnown: isKnown)
  }

  /// A 1 in the column of each row's code; a row without one has none.
  private static func marks(_ codes: [Int32], _ count: Int) -> Matrix {
    var marks = Matrix(rows: codes.count, columns: count)
    for (row, code) in codes.enumerated() where code >= 0 {
      marks.values[row * count + Int(code)] = 1
    }
    return marks
  }
}
