internal import Foundation
internal import Rating
internal import Tournaments

/// What the organiser's board shows of the votes: worked out away from the judges, from a copy.
struct BoardFigures: Sendable {
  /// One skill.
  struct Skill: Sendable {
    var id: Int64
    var status: TournamentStatus.Skill
    var ranking: RatedSkill
    /// Pairs that still miss votes.
    var open: Int
    /// Whether the last round has all its votes, and one more can be paired.
    var isDue: Bool
    /// What one more round would bring; nil where that cannot be said.
    var forecast: RankingForecast?
    /// The rows from which the forecast follows; nil before the first.
    var forecastOf: Signature?
    /// The rows from which all else follows.
    var signature: Signature

    var isForecastDue: Bool { forecastOf != signature }
  }

  /// As long as it is the same, so are the figures of a skill.
  struct Signature: Hashable, Sendable {
    var rows = 0
    var pairs = 0
    var rounds = 0
    var clips = 0
    var practice = 0
    var settings = TournamentSettings()
  }

  /// One judge.
  struct Judge: Sendable {
    var name: String
    var kind: String
    var votes = 0
    var skipped = 0
    var practised = 0
    var right = 0
    var medianSeconds: Double?
    var admission: Bool?
    var qualification: Qualification
  }

  /// One practice pair.
  struct Practice: Sendable {
    var skill: String
    var better: String
    var worse: String
    var answered = 0
    var right = 0
    var isShown: Bool
  }

  var status: TournamentStatus
  var skills: [Skill]
  var judges: [Judge]
  var practice: [Practice]

  /// Works out all but the forecasts; skills whose rows are the same as before are kept.
  init(_ book: JudgingBook, _ rules: JudgingRules, after last: BoardFigures?) {
    let ledger = book.ledger
    let signatures = Self.signatures(ledger)
    let known = Dictionary(uniqueKeysWithValues: (last?.skills ?? []).map { ($0.id, $0) })
    let sets = Dictionary(
      book.tournament.comparisonSets.map { ($0.skill ?? "", $0) },
      uniquingKeysWith: { one, _ in one }
    )
    skills = ledger.fields.map { field in
      let signature = signatures[field.skill.id] ?? Signature()
      if let old = known[field.skill.id], old.signature == signature { return old }
      let set = sets[field.skill.name]
      return Skill(
        id: field.skill.id,
        status: TournamentStatus.Skill(field, ledger.settings, forecasts: false),
        ranking: RatedSkill(
          set ?? ComparisonSet(names: [], comparisons: [], judges: [], skill: field.skill.name),
          by: RatingMethod()),
        open: field.pairs.count { $0.missing(ledger.settings) > 0 },
        isDue: field.isDueForAnother(ledger.settings),
        forecast: known[field.skill.id]?.forecast, forecastOf: known[field.skill.id]?.forecastOf,
        signature: signature)
    }
    status = TournamentStatus(book.tournament, skills: skills.map(\.status))
    judges = Self.judges(book, rules)
    practice = Self.practice(book)
  }

  private static func signatures(_ ledger: Ledger) -> [Int64: Signature] {
    var found: [Int64: Signature] = [:]
    for skill in ledger.skills { found[skill.id] = Signature(settings: ledger.settings) }
    for pair in ledger.pairs { found[pair.record.skill]?.pairs += 1 }
    for round in ledger.rounds { found[round.skill]?.rounds += 1 }
    for clip in ledger.clips { found[clip.skill]?.clips += 1 }
    for pair in ledger.practice { found[pair.skill]?.practice += 1 }
    for row in ledger.judgements {
      if let skill = ledger.pair(row.pair)?.record.skill { found[skill]?.rows += 1 }
    }
    return found
  }

  private static func judges(_ book: JudgingBook, _ rules: JudgingRules) -> [Judge] {
    let ledger = book.ledger
    var votes: [Int64: (votes: Int, skipped: Int, seconds: [Double])] = [:]
    for pair in ledger.pairs {
      for answer in pair.answers where answer.judgement.verdict != .withdrawn {
        var sum = votes[answer.judge] ?? (0, 0, [])
        if answer.judgement.verdict.isVote { sum.votes += 1 } else { sum.skipped += 1 }
        if let seconds = ledger.secondsTaken[answer.judgement.id] { sum.seconds.append(seconds) }
        votes[answer.judge] = sum
      }
    }
    return ledger.judges.map { judge in
      let sum = votes[judge.id] ?? (0, 0, [])
      let known = book.standing.judges[judge.id]
      let times = sum.seconds.sorted()
      return Judge(
        name: judge.name, kind: judge.kind.rawValue, votes: sum.votes, skipped: sum.skipped,
        practised: known?.practised.count ?? 0, right: known?.right ?? 0,
        medianSeconds: times.isEmpty ? nil : times[times.count / 2],
        admission: ledger.admissions.last { $0.judge == judge.id }?.isAdmitted,
        qualification: book.qualification(of: judge.name, rules))
    }
  }

  private static func practice(_ book: JudgingBook) -> [Practice] {
    let ledger = book.ledger
    var counts: [Int64: (answered: Int, right: Int)] = [:]
    for judge in book.standing.judges.values {
      for answer in judge.practice where answer.verdict != .withdrawn {
        var count = counts[answer.id] ?? (0, 0)
        count.answered += 1
        count.right += answer.verdict == .left ? 1 : 0
        counts[answer.id] = count
      }
    }
    func name(_ side: PracticePair.Side) -> String {
      switch side {
      case .clip(let id): ledger.clip(id)?.clip.name ?? ""
      case .video(let path): URL(fileURLWithPath: path).lastPathComponent
      }
    }
    return ledger.practice.map { pair in
      Practice(
        skill: ledger.skill(pair.skill)?.name ?? "", better: name(pair.better),
        worse: name(pair.worse), answered: counts[pair.id]?.answered ?? 0,
        right: counts[pair.id]?.right ?? 0, isShown: book.practice[pair.id] != nil)
    }
  }
}

extension SkillField {
  /// Whether the last round has all its votes and one more can be paired without a rematch, also
  /// beyond the rounds that were planned.
  func isDueForAnother(_ settings: TournamentSettings) -> Bool {
    clips.count > 1 && isRoundComplete(settings)
      && pairs.count + knownPairs.count < clips.count * (clips.count - 1) / 2
  }
}
