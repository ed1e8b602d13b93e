internal import LinearAlgebra

/// How near each pairing and each scoring comes to a known order, over many tournaments.
public struct RatingStudy: Sendable, Hashable {
  /// The pairings that are compared.
  public var strategies: [PairingStrategy]
  /// The scorings that are compared.
  public var rules: [ScoringRule]
  /// After which rounds to look.
  public var rounds: [Int]
  /// How many tournaments are played.
  public var trials: Int
  /// The votes a pair.
  public var votes: Int
  /// The ridge of Bradley-Terry.
  public var ridge: Double
  /// The seed of everything.
  public var seed: UInt64

  /// One figure: the mean of Spearman's rho over the tournaments.
  public struct Row: Sendable, Hashable {
    /// The pairing.
    public var strategy: PairingStrategy
    /// The rounds played.
    public var round: Int
    /// The scoring.
    public var rule: ScoringRule
    /// Mean Spearman correlation with the known order.
    public var spearman: Double
    /// Half the width of its 95 % interval over tournaments.
    public var margin: Double
    /// The mean, over the same tournaments, of the difference to Elo on the majority.
    public var overElo: Double
    /// Half the width of its 95 % interval.
    public var overEloMargin: Double
    /// The mean number of votes given by then.
    public var votes: Double
  }

  /// Chooses a study.
  public init(
    strategies: [PairingStrategy] = PairingStrategy.allCases,
    rules: [ScoringRule] = ScoringRule.allCases, rounds: [Int], trials: Int, votes: Int = 5,
    ridge: Double = BradleyTerry.defaultRidge, seed: UInt64 = 0
  ) {
    self.strategies = strategies
    self.rules = rules
    self.rounds = rounds
    self.trials = trials
    self.votes = votes
    self.ridge = ridge
    self.seed = seed
  }

  /// Plays tournaments of items with normal skills, judged by the logistic model.
  public func simulate(items: Int, slope: Double, isCancelled: () -> Bool = { false }) -> [Row] {
    run(items: items, isCancelled: isCancelled) { trial, strategy in
      var judges = SimulatedJudges(items: items, slope: slope, votes: votes, seed: trial)
      let truth = judges.skills
      let after = replay(strategy, items: items).play(seed: trial ^ 0x5EED) {
        judges.vote($0, $1)
      }
      return (truth, after)
    }
  }

  /// Plays tournaments in which each pair gets the votes that people gave it.
  ///
  /// - Parameters:
  ///   - truth: What the scores are held against.
  ///   - answers: The votes of every pair; a pair without any cannot be asked for.
  ///   - sample: How many items each tournament draws; nil for all.
  public func replay(
    truth: [Double], answers: [ItemPair: Comparison], sample: Int? = nil,
    isCancelled: () -> Bool = { false }
  ) -> [Row] {
    let count = min(sample ?? truth.count, truth.count)
    return run(items: count, isCancelled: isCancelled) { trial, strategy in
      var generator = SplitMix64(seed: trial)
      let chosen = Array(generator.permutation(truth.count).prefix(count))
      let after = replay(strategy, items: count).play(seed: trial ^ 0x5EED) { left, right in
        let (one, other) = (chosen[left], chosen[right])
        var votes =
          answers[ItemPair(one, other)]
          ?? Comparison(left: one, right: other, leftVotes: 0, rightVotes: 0)
        if votes.left != one { swap(&votes.leftVotes, &votes.rightVotes) }
        (votes.left, votes.right) = (left, right)
        return votes
      }
      return (chosen.map { truth[$0] }, after)
    }
  }

  private func replay(_ strategy: PairingStrategy, items: Int) -> TournamentReplay {
    TournamentReplay(
      strategy, items: items, rounds: rounds.max() ?? 0, votes: votes, ridge: ridge)
  }

  private func run(
    items: Int, isCancelled: () -> Bool,
    _ play: (UInt64, PairingStrategy) -> (truth: [Double], after: [[Comparison]])
  ) -> [Row] {
    var rows: [Row] = []
    for strategy in strategies {
      // One list of correlations a round and rule, and the votes given by then.
      var found = [[[Double]]](
        repeating: [[Double]](repeating: [], count: rules.count), count: rounds.count)
      var elo = [[Double]](repeating: [], count: rounds.count)
      var votesGiven = [Double](repeating: 0, count: rounds.count)
      for trial in 0..<trials {
        if isCancelled() { return [] }
        var generator = SplitMix64(seed: seed &+ UInt64(trial))
        let (truth, after) = play(generator.next(), strategy)
        for (place, round) in rounds.enumerated() where !after.isEmpty {
          let comparisons = after[min(round, after.count) - 1]
          votesGiven[place] += comparisons.reduce(0) { $0 + $1.leftVotes + $1.rightVotes + $1.ties }
          func rho(_ rule: ScoringRule) -> Double {
            RankCorrelation.spearman(
              rule.scores(comparisons, items: items, ridge: ridge), truth) ?? 0
          }
          elo[place].append(rho(.eloMajority))
          for (column, rule) in rules.enumerated() { found[place][column].append(rho(rule)) }
        }
      }
      for (place, round) in rounds.enumerated() {
        for (column, rule) in rules.enumerated() {
          let values = found[place][column]
          let (mean, margin) = Self.mean(values)
          let (over, overMargin) = Self.mean(zip(values, elo[place]).map { $0 - $1 })
          rows.append(
            Row(
              strategy: strategy, round: round, rule: rule, spearman: mean, margin: margin,
              overElo: over, overEloMargin: overMargin,
              votes: votesGiven[place] / Double(max(1, trials))))
        }
      }
    }
    return rows
  }

  /// The mean, and 1.96 of its standard errors.
  private static func mean(_ values: [Double]) -> (Double, Double) {
    let count = Double(values.count)
    if values.isEmpty { return (0, 0) }
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count - 1)
    return (mean, 1.96 * (variance / count).squareRoot())
  }
}
