internal import GRDB

extension Tournament {
  /// Adds votes that were given elsewhere, in one transaction.
  ///
  /// Judges who are not named are told apart only within a pair: the first of each pair is `NAME 1`,
  /// the second `NAME 2`; votes under a name that was used so before are refused, as a file is easily
  /// imported twice.
  ///
  /// - Throws: ``TournamentError`` that names the row where a clip or a pair is unknown, a judge voted
  ///   on the pair already, or a correction does not fit; nothing at all is added then.
  @discardableResult
  public func add(_ votes: ForeignVotes) throws(TournamentError) -> ForeignVotes.Sum {
    let known = try ledger()
    return try write("import") { db in
      var entry = ImportEntry(known, votes, path: path)
      // What others added between the reading and this transaction.
      try entry.ledger.readAll(db)
      return try entry.run(db)
    }
  }
}

/// One import under way, within its transaction.
private struct ImportEntry {
  var ledger: Ledger
  let votes: ForeignVotes
  let path: String
  private var sum = ForeignVotes.Sum()
  private var skills: [String: Int64] = [:]
  private var clips: [Int64: [String: Int64]] = [:]
  /// The skills that have a clip of a name.
  private var homes: [String: [Int64]] = [:]
  private var pairs: [RoundPlan.Pair: Int64] = [:]
  private var judges: [String: Int64] = [:]
  private var answered: [AnswerKey: Int64] = [:]
  private var unnamed: [Int64: Int] = [:]
  private var rows: [String: JudgementRecord] = [:]

  struct AnswerKey: Hashable { var pair: Int64, judge: Int64 }

  init(_ ledger: Ledger, _ votes: ForeignVotes, path: String) {
    self.ledger = ledger
    self.votes = votes
    self.path = path
  }

  mutating func run(_ db: Database) throws -> ForeignVotes.Sum {
    for skill in ledger.skills { skills[skill.name] = skill.id }
    for clip in ledger.clips { note(clip.clip.name, clip.id, of: clip.skill) }
    for pair in ledger.pairs {
      pairs[Self.key(pair.record.left, pair.record.right)] = pair.record.id
      for answer in pair.answers {
        answered[AnswerKey(pair: pair.record.id, judge: answer.judge)] = answer.judgement.id
      }
    }
    for judge in ledger.judges { judges[judge.name] = judge.id }
    if votes.votes.contains(where: { $0.judge == nil }), judges["\(votes.judge) 1"] != nil {
      throw TournamentError(
        .badData,
        "\(path): votes of \"\(votes.judge)\" were imported before; if these are others, name them "
          + "with --judge NAME")
    }
    for round in votes.rounds { try add(round, db) }
    for vote in votes.votes { try add(vote, db) }
    return sum
  }

  private mutating func note(_ name: String, _ clip: Int64, of skill: Int64) {
    clips[skill, default: [:]][name] = clip
    homes[name, default: []].append(skill)
  }

  private static func key(_ one: Int64, _ other: Int64) -> RoundPlan.Pair {
    RoundPlan.Pair(left: min(one, other), right: max(one, other))
  }

  private mutating func skill(
    _ name: String?, _ left: String, _ right: String, at place: String, _ db: Database
  ) throws -> Int64 {
    if let name {
      if let id = skills[name] { return id }
      guard votes.addsUnknown else {
        throw TournamentError(
          .badData, "\(place): the tournament has no skill \"\(name)\"; --add takes it in")
      }
      let id = try db.insert(name, clips: [])
      skills[name] = id
      return id
    }
    if skills.count == 1, let only = skills.values.first { return only }
    let shared = (homes[left] ?? []).filter { (homes[right] ?? []).contains($0) }
    if shared.count == 1 { return shared[0] }
    for clip in [left, right] where homes[clip] == nil {
      throw TournamentError(.badData, "\(place): the tournament has no clip \"\(clip)\"")
    }
    throw TournamentError(
      .badData,
      "\(place): \(shared.isEmpty ? "no skill has" : "several skills have") both \"\(left)\" and "
        + "\"\(right)\"; say which with --skill NAME or a column skill")
  }

  private mutating func clip(
    _ name: String, of skill: Int64, at place: String, _ db: Database
  ) throws -> Int64 {
    if let id = clips[skill]?[name] { return id }
    guard votes.addsUnknown else {
      throw TournamentError(
        .badData, "\(place): the tournament has no clip \"\(name)\"; --add takes it in")
    }
    let id = try db.insert(TournamentClip(name: name), skill: skill)
    note(name, id, of: skill)
    sum.clips += 1
    return id
  }

  private mutating func add(_ round: ForeignVotes.Round, _ db: Database) throws {
    guard let first = round.pairs.first else { return }
    let skill = try skill(round.skill, first.left, first.right, at: round.place, db)
    try checkNumber(of: round, skill, db)
    var plan = RoundPlan(skill: skill, number: round.number ?? 0, pairs: [])
    var seen: Set<Int64> = []
    for pair in round.pairs {
      let left = try clip(pair.left, of: skill, at: round.place, db)
      let right = try clip(pair.right, of: skill, at: round.place, db)
      guard left != right, seen.insert(left).inserted, seen.insert(right).inserted else {
        throw TournamentError(
          .badData, "\(round.place): \(pair.left) and \(pair.right): a clip meets one other a round"
        )
      }
      guard pairs[Self.key(left, right)] == nil else {
        throw TournamentError(
          .badData, "\(round.place): \(pair.left) and \(pair.right) have met before")
      }
      plan.pairs.append(.init(left: left, right: right))
    }
    let absent = Set(clips[skill, default: [:]].values).subtracting(seen)
    if absent.count == 1 { plan.bye = absent.first }
    let before = try Int64.fetchOne(db, sql: "SELECT max(id) FROM pair") ?? 0
    if round.number == nil {
      for pair in plan.pairs { try db.insert(pair, skill: skill, round: nil) }
    } else {
      try db.insert(plan)
      sum.rounds += 1
    }
    for (offset, pair) in plan.pairs.enumerated() {
      pairs[Self.key(pair.left, pair.right)] = before + 1 + Int64(offset)
      ledger.append(
        PairRecord(
          id: before + 1 + Int64(offset), skill: skill, round: nil, left: pair.left,
          right: pair.right))
    }
    sum.pairs += plan.pairs.count
  }

  private func checkNumber(of round: ForeignVotes.Round, _ skill: Int64, _ db: Database) throws {
    let last =
      try Int.fetchOne(
        db, sql: "SELECT max(number) FROM round WHERE skill = ?", arguments: [skill]) ?? 0
    guard let number = round.number, number != last + 1 else { return }
    throw TournamentError(
      .badData,
      "\(round.place): it is round \(number) of \(round.skill ?? "the skill"), of which the "
        + "tournament has " + (last == 0 ? "none yet" : "\(last)") + "; rounds are added in order")
  }

  private mutating func add(_ vote: ForeignVotes.Vote, _ db: Database) throws {
    func refuse(_ reason: String) -> TournamentError {
      TournamentError(.badData, "\(vote.place): \(reason)")
    }
    let skill = try skill(vote.skill, vote.left, vote.right, at: vote.place, db)
    let left = try clip(vote.left, of: skill, at: vote.place, db)
    let right = try clip(vote.right, of: skill, at: vote.place, db)
    if left == right { throw refuse("\"\(vote.left)\" is compared with itself") }
    let key = Self.key(left, right)
    if pairs[key] == nil {
      guard votes.addsUnknown else {
        throw refuse(
          "\"\(vote.left)\" and \"\(vote.right)\" were never paired; --add takes such votes in")
      }
      let id = try db.insert(.init(left: left, right: right), skill: skill, round: nil)
      pairs[key] = id
      ledger.append(PairRecord(id: id, skill: skill, round: nil, left: left, right: right))
      sum.pairs += 1
    }
    guard let pair = pairs[key], let record = ledger.pair(pair)?.record else { return }
    let judge = try judge(of: vote, pair: pair, db)
    let isMirrored = record.left != left
    let answer = AnswerKey(pair: pair, judge: judge)
    let old = try vote.replaces.map { name in
      guard let row = rows[vote.file + "\n" + name], row.pair == pair, row.judge == judge,
        answered[answer] == row.id
      else { throw refuse("it replaces row \(name), which is no earlier answer of this judge") }
      return row.id
    }
    if old == nil, let earlier = answered[answer] {
      throw refuse(
        "\(vote.judge ?? votes.judge) judged \"\(vote.left)\" and \"\(vote.right)\" already "
          + "(judgement \(earlier)); a judge votes once")
    }
    if old == nil, vote.verdict == .withdrawn { throw refuse("there is no answer to take back") }
    let row = try db.insert(
      pair: pair, judge: judge, verdict: isMirrored ? vote.verdict.mirrored : vote.verdict,
      wasMirrored: isMirrored, time: vote.time ?? Database.now(), replaces: old)
    answered[answer] = row.id
    if let name = vote.key { rows[vote.file + "\n" + name] = row }
    sum.judgements += 1
  }

  private mutating func judge(
    of vote: ForeignVotes.Vote, pair: Int64, _ db: Database
  ) throws -> Int64 {
    var name = vote.judge
    if name == nil {
      unnamed[pair, default: 0] += 1
      name = "\(votes.judge) \(unnamed[pair] ?? 1)"
    }
    let judge = name ?? votes.judge
    if let id = judges[judge] { return id }
    let id = try db.judge(judge, kind: .imported)
    judges[judge] = id
    return id
  }
}
