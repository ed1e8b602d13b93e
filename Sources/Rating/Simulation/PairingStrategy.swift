/// Who meets whom in the rounds of a tournament.
public enum PairingStrategy: String, Sendable, Hashable, CaseIterable {
  /// ``SwissPairing`` on points.
  case swiss
  /// Random pairs that have not met.
  case random
  /// ``ActivePairing``: the pairs whose answers would tell most.
  case active
  /// A schedule in which everybody meets everybody, drawn by lot.
  case roundRobin = "round-robin"
}

/// How the votes of a tournament become scores.
public enum ScoringRule: String, Sendable, Hashable, CaseIterable {
  /// ``SwissPoints``.
  case points
  /// ``Elo`` with K = 32 on the majority of each pair, as ProSkill rates.
  case eloMajority = "elo-majority"
  /// ``BradleyTerry`` on the majority of each pair.
  case bradleyTerryMajority = "bradley-terry-majority"
  /// ``BradleyTerry`` on the votes of each pair.
  case bradleyTerryVotes = "bradley-terry-votes"

  /// The scores of items after the comparisons so far, one a pair, in their order.
  public func scores(_ comparisons: [Comparison], items: Int, ridge: Double) -> [Double] {
    switch self {
    case .points: return SwissPoints.points(comparisons, items: items)
    case .eloMajority:
      return Elo(k: 32).scores(comparisons.map(\.majorityMatch), items: items)
    case .bradleyTerryMajority:
      let majorities = comparisons.map { comparison in
        let match = comparison.majorityMatch
        return Comparison(
          left: match.left, right: match.right, leftVotes: match.score == 1 ? match.weight : 0,
          rightVotes: match.score == 0 ? match.weight : 0,
          ties: match.score == 0.5 ? match.weight : 0)
      }
      return BradleyTerry(ridge: ridge).fit(majorities, items: items).scores.map { $0 ?? 0 }
    case .bradleyTerryVotes:
      return BradleyTerry(ridge: ridge).fit(comparisons, items: items).scores.map { $0 ?? 0 }
    }
  }
}
