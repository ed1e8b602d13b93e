public import LinearAlgebra

/// Events that the picture shows: a patch that rarely changes has changed, and the action just taken
/// made that likelier.
///
/// An inventory, a counter, a lamp stand still at their place while the rest of the picture moves.
/// For patch p and action a, `rate_p = P(change)` and `lift = P(change | a) / rate_p` are counted
/// over a data set; an event is a row in which a patch with `rate < 0.1` and `lift > 1.6` changes.
/// Of rows in a run of equal events (the same patches, with nothing else between) only the last
/// counts, as in the published rule for external events. Nothing is known of where such patches lie.
public struct EventEvidence: Sendable {
  /// Changes a row above which a patch is no rare one.
  public static let rare: Float = 0.1
  /// The least lift.
  public static let leastLift: Float = 1.6

  /// `codes x positions`: the lift of each patch after each action; 0 where the patch is no rare one.
  public let lift: Matrix

  /// Takes up lifts that were counted before.
  public init(lift: Matrix) { self.lift = lift }

  /// Counts the changes of a data set; nil where it has no marks of changes or no action.
  public init?(_ series: [DemonstrationSeries], codes: Int) {
    guard let positions = series.first(where: { !$0.changes.isEmpty })?.positions, codes > 0 else {
      return nil
    }
    var changed = [Float](repeating: 0, count: positions)
    var after = [Float](repeating: 0, count: codes * positions)
    var taken = [Float](repeating: 0, count: codes)
    for one in series where !one.changes.isEmpty {
      for row in 1..<max(1, one.count) where one.codes[row - 1] >= 0 {
        let code = Int(one.codes[row - 1])
        taken[code] += 1
        for p in 0..<positions where one.changes[row * positions + p] > 0 {
          changed[p] += 1
          after[code * positions + p] += 1
        }
      }
    }
    let rows = taken.reduce(0, +)
    guard rows > 0 else { return nil }
    var lift = Matrix(rows: codes, columns: positions)
    for p in 0..<positions where changed[p] / rows < Self.rare {
      for code in 0..<codes {
        // Twenty made-up rows keep an action that was hardly taken from proving anything.
        let share = (after[code * positions + p] + 1) / (taken[code] + 20)
        lift[code, p] = share / (changed[p] / rows + 0.001)
      }
    }
    self.lift = lift
  }

  /// The rows of a stretch with an event that no equal one follows within it: 1, all others 0.
  public func events(_ series: DemonstrationSeries, rows: Range<Int>) -> [Float] {
    let positions = series.positions
    var result = [Float](repeating: 0, count: rows.count)
    guard lift.columns == positions, !series.changes.isEmpty else { return result }
    var last: (place: Int, patches: [Int])?
    for (place, row) in rows.enumerated() where row > 0 && series.codes[row - 1] >= 0 {
      let code = Int(series.codes[row - 1])
      let patches = (0..<positions).filter {
        series.changes[row * positions + $0] > 0 && lift[code, $0] > Self.leastLift
      }
      if patches.isEmpty { continue }
      if let last, last.patches == patches { result[last.place] = 0 }
      result[place] = 1
      last = (place, patches)
    }
    return result
  }
}
