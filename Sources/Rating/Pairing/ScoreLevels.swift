/// Scores as whole numbers, so that a matching is exact.
struct ScoreLevels {
  /// The level of each item, from 0.
  let levels: [Int64]

  private static let most: Double = 0x1p20

  /// Halves, quarters and the like stay exact; other scores are rounded to 2^-20 of their range.
  init(_ scores: [Double]) {
    guard let low = scores.min(), let high = scores.max(), high > low else {
      levels = [Int64](repeating: 0, count: scores.count)
      return
    }
    for power in 0..<8 {
      let scale = Double(1 << power)
      if (high - low) * scale > Self.most { break }
      if scores.allSatisfy({ (($0 - low) * scale).truncatingRemainder(dividingBy: 1) == 0 }) {
        levels = scores.map { Int64(($0 - low) * scale) }
        return
      }
    }
    // Divided before the difference is taken, so that the range cannot overflow.
    let range = high / 2 - low / 2
    levels = scores.map { Int64((($0 / 2 - low / 2) / range * Self.most).rounded()) }
  }
}
