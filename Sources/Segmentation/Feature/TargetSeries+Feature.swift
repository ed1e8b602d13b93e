internal import LinearAlgebra

extension TargetSeries {
  /// What a feature predictor reads and predicts.
  ///
  /// Inputs: the features of a row and their step from the row before. Targets: how far the mean
  /// over each horizon after the row is from it.
  init(_ series: DemonstrationSeries, _ shape: FeaturePredictor.Shape) {
    let (count, width) = (series.count, shape.columns)
    let features = series.moves
    precondition(features.columns == width, "\(features.columns) columns, not \(width)")
    var inputs = Matrix(rows: count, columns: 2 * width)
    var targets = Matrix(rows: count, columns: shape.targets)
    var isKnown = [Bool](repeating: false, count: targets.values.count)
    var sums = [Double](repeating: 0, count: (count + 1) * width)
    for i in 0..<count * width { sums[i + width] = sums[i] + Double(features.values[i]) }
    for row in 0..<count {
      for j in 0..<width {
        let here = features.values[row * width + j]
        inputs.values[row * 2 * width + j] = here
        if row > 0 {
          inputs.values[row * 2 * width + width + j] = here - features.values[(row - 1) * width + j]
        }
        for (level, horizon) in shape.horizons.enumerated() where row + horizon < count {
          let sum = sums[(row + 1 + horizon) * width + j] - sums[(row + 1) * width + j]
          let place = row * targets.columns + level * width + j
          targets.values[place] = Float(sum / Double(horizon)) - here
          isKnown[place] = true
        }
      }
    }
    self.init(inputs: inputs, targets: targets, isKnown: isKnown)
  }
}
