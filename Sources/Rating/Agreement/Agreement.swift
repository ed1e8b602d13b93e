/// How far judges agree on what they judged in common.
///
/// A unit is what is judged, here a pair of items, and holds one code a judge who judged it. Three
/// figures are kept apart, because published ones are often ambiguous: with five coin flips a unit,
/// the majority share is 0.6875, pairwise agreement 0.5, and Krippendorff's alpha 0.
public enum Agreement {
  /// Krippendorff's alpha and what it is made of.
  public struct Alpha: Sendable, Hashable {
    /// `1 - observed / expected`: 1 is perfect agreement, 0 what chance gives.
    public var alpha: Double
    /// The disagreeing pairs of codes, each unit's divided by its codes less one.
    public var observed: Double
    /// The disagreeing pairs to be expected if codes were dealt to units at random.
    public var expected: Double
  }

  /// Krippendorff's alpha for nominal codes (2004); cells may be missing, so units may hold any number.
  ///
  /// Units with fewer than two codes say nothing and are left out. Nil where no unit has two codes, or
  /// all codes are the same: nothing could have differed. Cost: O(codes + units times values).
  public static func alpha(_ units: [[Int]]) -> Alpha? {
    var totals: [Int: Double] = [:]
    var observed = 0.0
    for unit in units where unit.count > 1 {
      let counts = Self.counts(unit)
      for (code, count) in counts { totals[code, default: 0] += count }
      let size = Double(unit.count)
      let same = counts.values.reduce(0) { $0 + $1 * ($1 - 1) }
      observed += (size * (size - 1) - same) / (size - 1)
    }
    let sum = totals.values.reduce(0, +)
    let squares = totals.values.reduce(0) { $0 + $1 * $1 }
    guard sum > 1, squares < sum * sum else { return nil }
    let expected = (sum * sum - squares) / (sum - 1)
    return Alpha(alpha: 1 - observed / expected, observed: observed, expected: expected)
  }

  /// The mean, over units, of the share of codes that the most frequent one has; nil without units.
  ///
  /// Units with fewer than two codes are left out. Chance is well above a half: see
  /// ``majorityShareByChance(votes:)``.
  public static func majorityShare(_ units: [[Int]]) -> Double? {
    mean(units) { (counts($0).values.max() ?? 0) / Double($0.count) }
  }

  /// The mean, over units, of the share of pairs of judges who gave the same code; nil without units.
  ///
  /// Units with fewer than two codes are left out. Between two even codes, chance is a half.
  public static func pairwiseAgreement(_ units: [[Int]]) -> Double? {
    mean(units) { unit in
      let size = Double(unit.count)
      return counts(unit).values.reduce(0) { $0 + $1 * ($1 - 1) } / (size * (size - 1))
    }
  }

  /// The majority share to be expected of fair coin flips: 0.6875 of five votes.
  public static func majorityShareByChance(votes: Int) -> Double {
    precondition(votes > 0, "a share needs votes")
    var (probability, sum, weight) = (1.0, 0.0, 0.0)
    for heads in 0...votes {
      sum += probability * Double(max(heads, votes - heads)) / Double(votes)
      weight += probability
      probability *= Double(votes - heads) / Double(heads + 1)
    }
    return sum / weight
  }

  private static func counts(_ unit: [Int]) -> [Int: Double] {
    unit.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  private static func mean(_ units: [[Int]], _ value: ([Int]) -> Double) -> Double? {
    let values = units.filter { $0.count > 1 }.map(value)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
