internal import Rating
internal import Tournaments

/// How a tournament stands, and what more rounds would gain.
public struct TournamentStatus: Sendable {
  /// One skill.
  public struct Skill: Sendable {
    /// What it is called.
    public let name: String
    /// How many clips it has.
    public let clips: Int
    /// Rounds opened.
    public let rounds: Int
    /// Rounds of which every pair has its votes.
    public let completeRounds: Int
    /// Pairs made.
    public let pairs: Int
    /// Votes that count.
    public let votes: Int
    /// Votes that pairs still miss.
    public let missing: Int
    /// How far its judges agree.
    public let agreement: VoteAgreement
    /// Kendall's tau between the ranking after each complete round and that after the one before.
    ///
    /// The first is of rounds 1 and 2. Nil where a ranking has one place only.
    public let movement: [Double?]
    /// What one more round would bring; nil where that cannot be said.
    public let forecast: RankingForecast?
    /// Whether no two of its clips are left that have not met.
    public let isPlayedOut: Bool
  }

  /// The tournament's file.
  public let path: String
  /// Votes a pair.
  public let votesPerPair: Int
  /// Votes on top where the first disagree.
  public let extraVotes: Int
  /// The share of the most frequent answer below which they do.
  public let lowAgreement: Double
  /// Rounds that are to be played.
  public let rounds: Int
  /// The seed.
  public let seed: UInt64
  /// How many judges voted.
  public let judges: Int
  /// Answers that were corrected or taken back.
  public let corrections: Int
  /// How far judges agree over all skills.
  public let agreement: VoteAgreement
  /// How often the clip that the judge saw on the left won, of the votes that were no tie.
  ///
  /// Far from a half, judges lean to a side. Nil without any such vote.
  public let leftShare: Double?
  /// The skills.
  public let skills: [Skill]

  /// Looks at a tournament.
  ///
  /// - Parameter forecasts: whether the gain of one more round is simulated, which takes some time.
  public init(_ tournament: RatingTournament, forecasts: Bool = true) {
    self.init(
      tournament,
      skills: tournament.ledger.fields.map { field in
        Skill(field, tournament.ledger.settings, forecasts: forecasts)
      })
  }

  init(_ tournament: RatingTournament, skills: [Skill]) {
    let ledger = tournament.ledger
    let settings = ledger.settings
    path = tournament.path
    votesPerPair = settings.votes
    extraVotes = settings.extraVotes
    lowAgreement = settings.lowAgreement
    rounds = settings.rounds
    seed = settings.seed
    let counted = ledger.pairs.flatMap(\.answers).filter(\.judgement.verdict.isVote)
    judges = Set(counted.map(\.judge)).count
    corrections = ledger.judgements.count { $0.replaces != nil }
    agreement = VoteAgreement(ledger.pairs)
    let sides = counted.compactMap { answer -> Double? in
      switch answer.judgement.wasMirrored
        ? answer.judgement.verdict.mirrored : answer.judgement.verdict
      {
      case .left: 1
      case .right: 0
      default: nil
      }
    }
    leftShare = sides.isEmpty ? nil : sides.reduce(0, +) / Double(sides.count)
    self.skills = skills
  }
}

extension TournamentStatus.Skill {
  init(_ field: SkillField, _ settings: TournamentSettings, forecasts: Bool) {
    name = field.skill.name
    clips = field.clips.count
    rounds = field.rounds.count
    pairs = field.pairs.count
    votes = field.pairs.reduce(0) { $0 + $1.votes.count }
    missing = field.pairs.reduce(0) { $0 + $1.missing(settings) }
    agreement = VoteAgreement(field.pairs)
    let open = Set(
      field.pairs.filter { $0.missing(settings) > 0 }.compactMap { field.round(of: $0) })
    let complete = field.rounds.map(\.number).prefix { !open.contains($0) }
    completeRounds = complete.count
    isPlayedOut = field.pairs.count >= field.clips.count * (field.clips.count - 1) / 2
    let scores = complete.map { number in
      BradleyTerry().fit(field.comparisons(throughRound: number), items: field.clips.count)
        .scores.map { $0 ?? 0 }
    }
    movement = zip(scores, scores.dropFirst()).map { RankCorrelation.kendall($0, $1) }
    forecast =
      forecasts
      ? RankingForecast(
        field.comparisons(), items: field.clips.count, votes: settings.votes, seed: settings.seed)
      : nil
  }
}
