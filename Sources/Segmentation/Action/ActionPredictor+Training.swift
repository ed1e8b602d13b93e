public import LinearAlgebra
internal import NeuralNetworks

extension ActionPredictor: WindowModel {
  /// Nothing is worked out beforehand.
  public func prepare(_ series: DemonstrationSeries) -> DemonstrationSeries { series }

  /// The mean negative log-likelihood of an action in windows, each begun with an empty memory and
  /// with patches dropped; its gradient is added to the weights'.
  public func train(
    _ series: [DemonstrationSeries], windows: [(series: Int, start: Int)], length: Int,
    using generator: inout SplitMix64
  ) -> Double {
    train(SeriesBatch(series, windows: windows, length: length), using: &generator)
  }

  func train(_ batch: SeriesBatch, using generator: inout SplitMix64) -> Double {
    let windows = batch.count / max(1, batch.length)
    guard windows > 0 else { return 0 }
    let (seen, encoderCache) = encoder.forward(batch, using: &generator)
    // Windows follow each other in the batch; in the memory they go side by side.
    let input = SequenceBatch(
      seen.regrouped(outer: windows, inner: batch.length), sequences: windows)
    let (remembered, memoryCache) = memory.forward(input)
    let targets = (0..<batch.count).map { row in
      Int(batch.codes[row % windows * batch.length + row / windows])
    }
    let (loss, gradient) = CrossEntropy.mean(logits: output.infer(remembered), targets: targets)
    let back = memory.backward(output.backward(gradient, remembered), memoryCache)
    encoder.backward(back.regrouped(outer: batch.length, inner: windows), encoderCache)
    return Double(loss)
  }

  /// The mean negative log-likelihood of an action over whole demonstrations, in nats.
  public func loss(_ series: [DemonstrationSeries]) -> Double {
    var (total, actions) = (0.0, 0)
    for one in series {
      for loss in losses(one) { total += Double(loss) }
      actions += one.codes.count { $0 >= 0 }
    }
    return total / Double(max(1, actions))
  }
}

extension Matrix {
  /// The rows in another order: row `a * inner + b` becomes row `b * outer + a`.
  func regrouped(outer: Int, inner: Int) -> Matrix {
    precondition(rows == outer * inner, "\(rows) rows are not \(outer) times \(inner)")
    var result = Matrix(rows: rows, columns: columns)
    for a in 0..<outer {
      for b in 0..<inner {
        let (from, to) = ((a * inner + b) * columns, (b * outer + a) * columns)
        for j in 0..<columns { result.values[to + j] = values[from + j] }
      }
    }
    return result
  }
}
