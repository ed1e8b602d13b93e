internal import LinearAlgebra
internal import NeuralNetworks

/// Boundaries where actions are likelier to a memory that begins there than to one that goes on.
///
/// `evidence_t = sum over j < window of log p(a_(t+j) | o_t ... o_(t+j)) - log p(a_(t+j) | o_1 ...
/// o_(t+j))`, the mean over members, in nats: over 0 the past misleads. Row t's evidence needs the
/// rows up to `t + window - 1`; at the end of what is known the terms that lack are left out.
/// Cost: all rows' fresh memories run side by side, `window` further recurrent steps a row.
public struct LikelihoodRatio: BoundaryPredictor {
  /// Predictors of one shape and different seeds.
  public var members: [ActionPredictor]
  /// Rows that are compared; the study chose 2 to 4.
  public var window: Int

  /// Joins predictors.
  public init(members: [ActionPredictor], window: Int = 4) {
    precondition(!members.isEmpty && window > 0, "there is nothing to compare")
    self.members = members
    self.window = window
  }

  /// The evidence of every row.
  public func evidence(_ series: DemonstrationSeries) -> [Float] {
    windows(series)(0..<series.count)
  }

  /// The same, with the terms left out that lie beyond the stretch.
  public func windows(_ series: DemonstrationSeries) -> (Range<Int>) -> [Float] {
    var terms = [Float](repeating: 0, count: series.count * window)
    for member in members {
      for (i, gain) in member.gains(of: series, window: window).enumerated() {
        terms[i] += gain / Float(members.count)
      }
    }
    return { [terms, window] rows in
      rows.map { row in
        (0..<min(window, rows.upperBound - row)).reduce(0) { $0 + terms[row * window + $1] }
      }
    }
  }
}

extension ActionPredictor {
  /// `rows x window` values: the carried memory's loss of row `t + j` less that of a memory which
  /// was empty before row t; 0 beyond the end.
  func gains(of series: DemonstrationSeries, window: Int) -> [Float] {
    let carried = losses(series)
    var result = [Float](repeating: 0, count: series.count * window)
    for start in stride(from: 0, to: series.count, by: Self.chunk) {
      let rows = start..<min(series.count, start + Self.chunk)
      let known = start..<min(series.count, rows.upperBound + window - 1)
      let seen = encoder.infer(SeriesBatch(series, rows: known))
      var input = Matrix(rows: rows.count * window, columns: seen.columns)
      var targets: [Int] = []
      for j in 0..<window {
        for i in 0..<rows.count {
          // Beyond the end the last row stands in, and its loss is not looked at.
          let (from, to) = (min(i + j, known.count - 1), j * rows.count + i)
          for column in 0..<seen.columns {
            input.values[to * seen.columns + column] =
              seen.values[from * seen.columns + column]
          }
          targets.append(start + i + j < series.count ? Int(series.codes[start + i + j]) : -1)
        }
      }
      let (remembered, _) = memory.infer(SequenceBatch(input, sequences: rows.count), from: nil)
      let fresh = CrossEntropy.losses(logits: output.infer(remembered), targets: targets)
      for (place, loss) in fresh.enumerated() where targets[place] >= 0 {
        let (row, j) = (start + place % rows.count, place / rows.count)
        result[row * window + j] = carried[row + j] - loss
      }
    }
    return result
  }
}
