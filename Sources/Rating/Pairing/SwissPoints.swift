/// The points of a Swiss tournament: 1 for a majority, 0.5 for a tie.
public enum SwissPoints {
  /// The points of each item.
  ///
  /// - Parameters:
  ///   - byes: How often each item sat out; nobody where it is empty.
  ///   - bye: What sitting out counts. A clip that nobody judged showed nothing, so a half; chess
  ///     gives 1.
  public static func points(
    _ comparisons: [Comparison], items: Int, byes: [Int] = [], bye: Double = 0.5
  ) -> [Double] {
    precondition(byes.isEmpty || byes.count == items, "each item has its number of byes")
    var points = byes.isEmpty ? [Double](repeating: 0, count: items) : byes.map { bye * Double($0) }
    for comparison in comparisons {
      let match = comparison.majorityMatch
      if match.weight == 0 { continue }
      points[match.left] += match.score
      points[match.right] += 1 - match.score
    }
    return points
  }
}
