/// Everything that a tournament file holds, as values: rows in the order of their numbers, and the
/// answers that count.
///
/// Rows are only ever added, so a ledger is brought up to date by appending the new ones; the cost is
/// that of the new rows.
public struct Ledger: Sendable {
  /// How the tournament is run; the last row of `settings`.
  public internal(set) var settings = TournamentSettings()
  /// The skills.
  public internal(set) var skills: [SkillRecord] = []
  /// The clips.
  public internal(set) var clips: [ClipRecord] = []
  /// The rounds.
  public internal(set) var rounds: [RoundRecord] = []
  /// The pairs, each with its answers.
  public internal(set) var pairs: [JudgedPair] = []
  /// The judges.
  public internal(set) var judges: [JudgeRecord] = []
  /// Every row of the ledger proper, those that were corrected too.
  public internal(set) var judgements: [JudgementRecord] = []

  /// Answers of judges in the order in which they were first given, by their place among the pairs.
  public internal(set) var answerOrder: [(pair: Int, answer: Int)] = []

  /// The practice pairs.
  public internal(set) var practice: [PracticePair] = []
  /// Every row of what judges said of them, those that were corrected too.
  public internal(set) var practiceAnswers: [PracticeAnswerRecord] = []
  /// Whom the organiser let in or stopped.
  public internal(set) var admissions: [AdmissionRecord] = []
  /// How long a judge took, in seconds, by the row of the judgement, where it was measured.
  public internal(set) var secondsTaken: [Int64: Double] = [:]

  /// The last judgement in ``secondsTaken``.
  var lastTimed: Int64 = 0
  /// The number of the last row of `settings`.
  var settingsRow: Int64 = 0
  private var places: [Table: [Int64: Int]] = [:]
  private var answerOf: [Int64: Int] = [:]

  enum Table { case skill, clip, round, pair, judge }

  /// An empty ledger.
  public init() {}

  /// The place of a row in its list; nil where there is no such row.
  func place(of id: Int64, in table: Table) -> Int? { places[table]?[id] }

  /// The place of a pair in ``pairs``, by its row; nil where there is no such pair.
  public func place(ofPair id: Int64) -> Int? { places[.pair]?[id] }

  /// A clip by its row.
  public func clip(_ id: Int64) -> ClipRecord? { place(of: id, in: .clip).map { clips[$0] } }

  /// A skill by its row.
  public func skill(_ id: Int64) -> SkillRecord? { place(of: id, in: .skill).map { skills[$0] } }

  /// A pair by its row.
  public func pair(_ id: Int64) -> JudgedPair? { place(of: id, in: .pair).map { pairs[$0] } }

  /// A judge by its row.
  public func judge(_ id: Int64) -> JudgeRecord? { place(of: id, in: .judge).map { judges[$0] } }

  /// A round by its row.
  public func round(_ id: Int64) -> RoundRecord? { place(of: id, in: .round).map { rounds[$0] } }

  mutating func append(_ skill: SkillRecord) {
    places[.skill, default: [:]][skill.id] = skills.count
    skills.append(skill)
  }

  mutating func append(_ clip: ClipRecord) {
    places[.clip, default: [:]][clip.id] = clips.count
    clips.append(clip)
  }

  mutating func append(_ round: RoundRecord) {
    places[.round, default: [:]][round.id] = rounds.count
    rounds.append(round)
  }

  mutating func append(_ pair: PairRecord) {
    places[.pair, default: [:]][pair.id] = pairs.count
    pairs.append(JudgedPair(record: pair))
  }

  mutating func append(_ judge: JudgeRecord) {
    places[.judge, default: [:]][judge.id] = judges.count
    judges.append(judge)
  }

  /// Takes the next row of the ledger: a first answer, or what now stands in its place.
  mutating func append(_ judgement: JudgementRecord) {
    judgements.append(judgement)
    guard let pair = place(of: judgement.pair, in: .pair) else { return }
    if let old = judgement.replaces, let answer = answerOf[old] {
      pairs[pair].answers[answer].judgement = judgement
      answerOf[judgement.id] = answer
    } else {
      let answer = pairs[pair].answers.count
      answerOf[judgement.id] = answer
      pairs[pair].answers.append(
        JudgedPair.Answer(judge: judgement.judge, judgement: judgement))
      answerOrder.append((pair, answer))
    }
  }
}
