public import LinearAlgebra
internal import NeuralNetworks

extension WindowTraining {
  /// The recipe of an inverse dynamics model that few demonstrations teach: strong weight decay, the
  /// weaker the more rows there are to learn from, and an early end.
  public static func inverse(rows: Int) -> WindowTraining {
    var training = WindowTraining()
    (training.steps, training.windows, training.length) = (600, 16, 16)
    (training.decay, training.patience) = (min(1, 6000 / Float(max(1, rows))), 8)
    return training
  }
}

extension InverseDynamics: WindowModel {
  /// The pairs of a demonstration's neighbouring rows as a series of their own, a row fewer.
  public func prepare(_ series: DemonstrationSeries) -> DemonstrationSeries {
    let (pairs, P) = (max(0, series.count - 1), shape.positions)
    precondition(
      series.positions == P && series.features.columns == shape.features
        && series.changes.isEmpty != shape.marksChanges, "a series of another shape")
    var (tokens, numbers): ([UInt16], [Float]) = ([], [])
    tokens.reserveCapacity(pairs * 2 * P)
    let shares = shape.shift?.shares(series)
    let features =
      shape.moves > 0 ? series.features.joined(with: series.moves) : series.features
    let width = features.columns
    for row in 0..<pairs {
      tokens += series.tokens[row * P..<(row + 2) * P]
      if shape.marksChanges {
        for mark in series.changes[(row + 1) * P..<(row + 2) * P] { numbers.append(Float(mark)) }
      }
      if let shares {
        for near in row - shape.context...row + shape.context {
          // Before the first step and after the last nothing is known to move.
          numbers +=
            near < 0 || near >= pairs
            ? Array(repeating: 0, count: shares.columns)[...]
            : shares.values[near * shares.columns..<(near + 1) * shares.columns]
        }
      }
      numbers += features.values[row * width..<(row + 1) * width]
      // The step says more than where it ends.
      for j in row * width..<(row + 1) * width {
        numbers.append(features.values[j + width] - features.values[j])
      }
    }
    return DemonstrationSeries(
      tokens: tokens, positions: 2 * P,
      features: Matrix(rows: pairs, columns: shape.encoder.features, values: numbers),
      codes: Array(series.codes.prefix(pairs)))
  }

  /// The mean negative log-likelihood of the actions in windows of pairs, with patches dropped; its
  /// gradient is added to the weights'.
  public func train(
    _ series: [DemonstrationSeries], windows: [(series: Int, start: Int)], length: Int,
    using generator: inout SplitMix64
  ) -> Double {
    // A window of as many rows as the demonstration has a pair fewer.
    let last = windows.map { min($0.start, series[$0.series].count - length) }
    let windows = zip(windows, last).filter { $0.1 >= 0 }.map { ($0.0.series, $0.1) }
    let batch = SeriesBatch(series, windows: windows, length: length)
    guard batch.count > 0 else { return 0 }
    let (seen, encoderCache) = encoder.forward(batch, using: &generator)
    let (middle, activation) = Activation.relu.forward(inner.infer(seen))
    let (loss, gradient) = CrossEntropy.mean(
      logits: output.infer(middle), targets: batch.codes.map { Int($0) })
    let back = Activation.relu.backward(output.backward(gradient, middle), activation)
    encoder.backward(inner.backward(back, seen), encoderCache)
    return Double(loss)
  }

  /// The mean negative log-likelihood of the actions of whole demonstrations, in nats.
  public func loss(_ series: [DemonstrationSeries]) -> Double {
    var (total, actions) = (0.0, 0)
    for one in series {
      let losses = CrossEntropy.losses(logits: logits(one), targets: one.codes.map { Int($0) })
      for loss in losses { total += Double(loss) }
      actions += one.codes.count { $0 >= 0 }
    }
    return total / Double(max(1, actions))
  }

  /// The logits of prepared pairs.
  func logits(_ pairs: DemonstrationSeries) -> Matrix {
    var result: [Float] = []
    for start in stride(from: 0, to: pairs.count, by: 1024) {
      let rows = start..<min(pairs.count, start + 1024)
      let seen = encoder.infer(SeriesBatch(pairs, rows: rows))
      result += output.infer(Activation.relu.infer(inner.infer(seen))).values
    }
    return Matrix(rows: pairs.count, columns: shape.codes, values: result)
  }
}
