public import Rating

/// One skill of a ledger as indices and numbers: what the methods of `Rating` take.
public struct SkillField: Sendable {
  /// The skill.
  public let skill: SkillRecord
  /// Its clips; an item of a comparison is a place in this list.
  public let clips: [ClipRecord]
  /// Its rounds in order.
  public let rounds: [RoundRecord]
  /// Its pairs in the order of their rows.
  public let pairs: [JudgedPair]
  /// Pairs of its clips that are never made, as practice pairs have told which is better.
  public let knownPairs: [RoundPlan.Pair]

  private let places: [Int64: Int]
  private let numbers: [Int64: Int]

  init(
    skill: SkillRecord, clips: [ClipRecord], rounds: [RoundRecord], pairs: [JudgedPair],
    knownPairs: [RoundPlan.Pair]
  ) {
    self.skill = skill
    self.clips = clips
    self.rounds = rounds.sorted { $0.number < $1.number }
    self.pairs = pairs
    self.knownPairs = knownPairs
    places = Dictionary(uniqueKeysWithValues: clips.enumerated().map { ($1.id, $0) })
    numbers = Dictionary(uniqueKeysWithValues: rounds.map { ($0.id, $0.number) })
  }

  /// The place of a clip.
  public func place(of clip: Int64) -> Int? { places[clip] }

  /// The number of a pair's round; nil for pairs that came from elsewhere.
  public func round(of pair: JudgedPair) -> Int? { pair.record.round.flatMap { numbers[$0] } }

  /// Each pair that has votes as one comparison, in the order of the pairs.
  ///
  /// - Parameter round: only pairs up to this round, and none from elsewhere; all without it.
  public func comparisons(throughRound last: Int? = nil) -> [Comparison] {
    pairs.compactMap { pair in
      if let last, (round(of: pair) ?? .max) > last { return nil }
      let (left, right, ties) = pair.tally
      guard left + right + ties > 0, let one = places[pair.record.left],
        let other = places[pair.record.right]
      else { return nil }
      return Comparison(
        left: one, right: other, leftVotes: Double(left), rightVotes: Double(right),
        ties: Double(ties))
    }
  }

  /// Whether every pair of the last round has the votes that it needs; true before the first.
  public func isRoundComplete(_ settings: TournamentSettings) -> Bool {
    guard let last = rounds.last else { return true }
    return pairs.allSatisfy { $0.record.round != last.id || $0.missing(settings) == 0 }
  }

  /// Each clip's Swiss points: 1 for a pair won by most votes, a half for a tie, 1 for a bye.
  ///
  /// - Parameter round: only rounds up to this one; all pairs without it.
  public func points(throughRound last: Int? = nil) -> [Double] {
    var points = [Double](repeating: 0, count: clips.count)
    for round in rounds where round.number <= last ?? .max {
      if let bye = round.bye, let place = places[bye] { points[place] += 1 }
    }
    for pair in pairs where last == nil || (round(of: pair) ?? .max) <= last ?? .max {
      guard let majority = pair.majority, let left = places[pair.record.left],
        let right = places[pair.record.right]
      else { continue }
      switch majority {
      case .left: points[left] += 1
      case .right: points[right] += 1
      case .tie, .skipped, .withdrawn:
        points[left] += 0.5
        points[right] += 0.5
      }
    }
    return points
  }

  /// How often each clip sat a round out.
  public var byes: [Int] {
    var byes = [Int](repeating: 0, count: clips.count)
    for case .some(let clip) in rounds.map(\.bye) {
      if let place = places[clip] { byes[place] += 1 }
    }
    return byes
  }
}

extension Ledger {
  /// The skills, each with its clips, rounds and pairs.
  public var fields: [SkillField] {
    let clips = Dictionary(grouping: clips, by: \.skill)
    let rounds = Dictionary(grouping: rounds, by: \.skill)
    let pairs = Dictionary(grouping: pairs, by: \.record.skill)
    return skills.map {
      SkillField(
        skill: $0, clips: clips[$0.id] ?? [], rounds: rounds[$0.id] ?? [],
        pairs: pairs[$0.id] ?? [], knownPairs: knownPairs(of: $0.id))
    }
  }

  /// Every vote on a skill that counts, in the order in which they were first given.
  ///
  /// That is what a rating takes which depends on the order. Sides are as the judge saw them.
  public func votes(of field: SkillField) -> [SkillField.Vote] {
    answerOrder.compactMap { place, answer in
      let pair = pairs[place]
      guard pair.record.skill == field.skill.id, let left = field.place(of: pair.record.left),
        let right = field.place(of: pair.record.right)
      else { return nil }
      let judgement = pair.answers[answer].judgement
      guard judgement.verdict.isVote else { return nil }
      let isMirrored = judgement.wasMirrored
      let verdict = isMirrored ? judgement.verdict.mirrored : judgement.verdict
      return SkillField.Vote(
        comparison: Comparison(
          left: isMirrored ? right : left, right: isMirrored ? left : right,
          leftVotes: verdict == .left ? 1 : 0, rightVotes: verdict == .right ? 1 : 0,
          ties: verdict == .tie ? 1 : 0), judge: judgement.judge)
    }
  }
}

extension SkillField {
  /// One vote as a comparison of its own.
  public struct Vote: Sendable, Hashable {
    /// The vote; items are places in ``SkillField/clips``.
    public var comparison: Comparison
    /// The judge's row.
    public var judge: Int64
  }
}
