/// Scores on scales that mean something outside of one fit.
public enum AbsoluteScore {
  /// Each score less the mean, in units of the standard deviation over the scored items.
  ///
  /// Do this within one skill: scores of different skills were never compared. Nil stays nil; all are
  /// zero where none differs.
  public static func standardised(_ scores: [Double?]) -> [Double?] {
    let known = scores.compactMap { $0 }
    if known.isEmpty { return scores }
    let mean = known.reduce(0, +) / Double(known.count)
    let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count)
    let deviation = variance.squareRoot()
    return scores.map { $0.map { deviation > 0 ? ($0 - mean) / deviation : 0 } }
  }

  /// The level of each score: how many of the cuts it reaches, so 0 for those below the first.
  ///
  /// - Precondition: the cuts rise.
  public static func levels(_ scores: [Double?], cuts: [Double]) -> [Int?] {
    precondition(zip(cuts, cuts.dropFirst()).allSatisfy { $0 < $1 }, "the cuts rise")
    return scores.map { score in score.map { score in cuts.count { score >= $0 } } }
  }

  /// The rank of each score, 1 for the highest; scores within the tolerance of the next higher share
  /// its rank, and as many ranks are left out.
  public static func ranks(_ scores: [Double?], tolerance: Double = 1e-9) -> [Int?] {
    var ranks = [Int?](repeating: nil, count: scores.count)
    let order = scores.indices.compactMap { item in scores[item].map { (score: $0, item: item) } }
      .sorted { ($1.score, $0.item) < ($0.score, $1.item) }
    for (place, entry) in order.enumerated() {
      if place > 0, order[place - 1].score - entry.score <= tolerance {
        ranks[entry.item] = ranks[order[place - 1].item]
      } else {
        ranks[entry.item] = place + 1
      }
    }
    return ranks
  }
}
