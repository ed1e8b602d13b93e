public import LinearAlgebra
internal import NeuralNetworks

/// What features of frames say of labels, told by two plain readers that leave them as they are.
public struct FeatureProbe: Sendable {
  /// Neighbours that vote.
  public var neighbours = 20
  /// Steps of the linear reader, each over all rows.
  public var steps = 200
  /// Its learning rate.
  public var rate: Float = 0.05
  /// Its weight decay.
  public var decay: Float = 1e-3

  private let features: Matrix
  private let labels: [Int]
  private let classes: Int
  private let means: [Float]
  private let scales: [Float]

  /// Takes up features and labels to read from.
  ///
  /// - Parameters:
  ///   - features: a row a frame.
  ///   - labels: the class of each row, below `classes`.
  public init(_ features: Matrix, labels: [Int], classes: Int) {
    precondition(features.rows == labels.count && features.rows > 0, "a label a row is needed")
    let axes = PrincipalComponents(features, count: 1, seed: 0, iterations: 1)
    (means, scales) = (axes.means, axes.scales)
    (self.labels, self.classes) = (labels, classes)
    self.features = Self.standardised(features, means, scales)
  }

  /// The labels of rows by the vote of the nearest rows: cosine of standardised features, each
  /// neighbour weighted by `e^(cosine / 0.07)` as is usual for frozen features (Wu, 2018).
  ///
  /// Cost: `rows times rows read from times columns`.
  public func nearest(_ rows: Matrix) -> [Int] {
    let known = Self.unitRows(features)
    let asked = Self.unitRows(Self.standardised(rows, means, scales))
    var found: [Int] = []
    for start in stride(from: 0, to: asked.rows, by: 256) {
      let part = asked.rows(start..<min(asked.rows, start + 256))
      var cosines = Matrix(rows: part.rows, columns: known.rows)
      multiplyMatrices(
        part.values, part.block, by: known.values, known.block.transposed,
        into: &cosines.values, cosines.block)
      for row in 0..<part.rows { found.append(vote(cosines, row)) }
    }
    return found
  }

  private func vote(_ cosines: Matrix, _ row: Int) -> Int {
    let line = cosines.values[row * cosines.columns..<(row + 1) * cosines.columns]
    let order = line.indices.sorted { (-line[$0], $0) < (-line[$1], $1) }.prefix(neighbours)
    var weights = order.map { (line[$0] - 1) / 0.07 }
    Elementwise.exp(&weights)
    var votes = [Float](repeating: 0, count: classes)
    for (weight, place) in zip(weights, order) { votes[labels[place - line.startIndex]] += weight }
    return votes.indices.min { (-votes[$0], $0) < (-votes[$1], $1) } ?? 0
  }

  /// The labels of rows by multinomial logistic regression on standardised features, fitted by Adam
  /// over all rows at once from zero weights.
  public func linear(_ rows: Matrix) -> [Int] {
    var generator = SplitMix64(seed: 0)
    let layer = Dense(
      "probe", inputs: features.columns, outputs: classes, gain: 0, using: &generator)
    let schedule = CosineSchedule(peak: rate, steps: steps)
    var adam = Adam(layer.parameters, weightDecay: decay)
    for step in 0..<steps {
      layer.clearGradients()
      let (logits, cache) = layer.forward(features)
      let gradient = CrossEntropy.mean(logits: logits, targets: labels).gradient
      layer.addGradients(gradient, cache)
      adam.step(layer.parameters, rate: schedule.rate(at: step))
    }
    let logits = layer.infer(Self.standardised(rows, means, scales))
    return (0..<logits.rows).map { row in
      (0..<classes).min { (-logits[row, $0], $0) < (-logits[row, $1], $1) } ?? 0
    }
  }

  private static func standardised(
    _ rows: Matrix, _ means: [Float], _ scales: [Float]
  ) -> Matrix {
    var result = rows
    for i in result.values.indices {
      let column = i % rows.columns
      result.values[i] = (result.values[i] - means[column]) / scales[column]
    }
    return result
  }

  private static func unitRows(_ rows: Matrix) -> Matrix {
    var result = rows
    let factors = (0..<rows.rows).map { row -> Float in
      let line = Array(rows.values[row * rows.columns..<(row + 1) * rows.columns])
      return 1 / max(1e-12, Float(sumOfSquares(line).squareRoot()))
    }
    Rows.scale(&result.values, by: factors)
    return result
  }
}
