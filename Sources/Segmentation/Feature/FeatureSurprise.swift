internal import LinearAlgebra

/// Boundaries where features come that several predictors did not expect.
///
/// The evidence of a row is the members' mean of ``FeaturePredictor/surprises(_:)``, and the mean
/// over the horizons that are known: in nats a column, of either sign. With a longest horizon of H
/// it looks `H - 1` rows ahead.
public struct FeatureSurprise: BoundaryPredictor {
  /// Predictors of one shape and different seeds.
  public var members: [FeaturePredictor]

  /// Joins predictors.
  public init(members: [FeaturePredictor]) {
    precondition(!members.isEmpty, "an ensemble has at least one member")
    self.members = members
  }

  /// The surprise of each row.
  public func evidence(_ series: DemonstrationSeries) -> [Float] {
    windows(series)(0..<series.count)
  }

  /// The same, with the horizons left out that reach beyond the stretch.
  public func windows(_ series: DemonstrationSeries) -> (Range<Int>) -> [Float] {
    let horizons = members[0].shape.horizons
    var surprises = Matrix(rows: series.count, columns: horizons.count)
    for member in members {
      let own = member.surprises(series).values
      for i in own.indices { surprises.values[i] += own[i] / Float(members.count) }
    }
    return { [surprises] rows in
      rows.map { row in
        // Nothing predicted the first row; the second stands for it, so that it is no peak.
        let row = max(row, min(1, rows.upperBound - 1))
        let known = horizons.indices.prefix {
          row > 0 && row + horizons[$0] <= rows.upperBound
        }
        let sum = known.reduce(0) { $0 + surprises[row, $1] }
        return sum / Float(max(1, known.count))
      }
    }
  }
}
