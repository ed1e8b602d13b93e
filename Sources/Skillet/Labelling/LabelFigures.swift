internal import Annotations

/// How well labels agree with the true actions.
public struct LabelFigures: Sendable, Hashable, Codable {
  /// Rows that have both.
  public var rows = 0
  /// The share of rows with exactly the true choice, in every dimension; nil for numbers.
  public var accuracy: Double?
  /// The share of rows with the most frequent true action; nil for numbers.
  public var mostFrequent: Double?
  /// R2 of each dimension, `1 - sum (y - f)^2 / sum (y - mean y)^2`; nil for choices, and where a
  /// dimension never changes.
  public var explained: [Double?]?

  /// Compares tracks of one space, a row a row.
  init(_ pairs: [(found: ActionTrack, truth: ActionTrack)]) {
    guard let first = pairs.first else { return }
    let width = first.truth.width
    if first.truth.space.kind == .continuous {
      compareNumbers(Self.rows(pairs, width) { $0.numbers }, width)
    } else {
      compareChoices(Self.rows(pairs, width) { $0.codes })
    }
  }

  private static func rows<Value>(
    _ pairs: [(found: ActionTrack, truth: ActionTrack)], _ width: Int,
    _ values: (ActionTrack) -> [Value]
  ) -> [(found: [Value], truth: [Value])] {
    pairs.flatMap { found, truth in
      let (labels, actions) = (values(found), values(truth))
      return (0..<min(found.count, truth.count))
        .filter { found.isValid[$0] && truth.isValid[$0] }
        .map { row in
          let span = row * width..<(row + 1) * width
          return (Array(labels[span]), Array(actions[span]))
        }
    }
  }

  private mutating func compareChoices(_ pairs: [(found: [Int32], truth: [Int32])]) {
    rows = pairs.count
    guard rows > 0 else { return }
    var counts: [[Int32]: Int] = [:]
    for pair in pairs { counts[pair.truth, default: 0] += 1 }
    accuracy = Double(pairs.count { $0.found == $0.truth }) / Double(rows)
    mostFrequent = Double(counts.values.max() ?? 0) / Double(rows)
  }

  private mutating func compareNumbers(_ pairs: [(found: [Float], truth: [Float])], _ width: Int) {
    rows = pairs.count
    explained = (0..<width).map { column in
      let mean = pairs.reduce(0) { $0 + Double($1.truth[column]) } / Double(max(1, rows))
      var (rest, whole) = (0.0, 0.0)
      for (found, truth) in pairs {
        let (label, action) = (Double(found[column]), Double(truth[column]))
        rest += (action - label) * (action - label)
        whole += (action - mean) * (action - mean)
      }
      return whole > 0 ? 1 - rest / whole : nil
    }
  }
}
