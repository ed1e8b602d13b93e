internal import GRDB

extension Tournament {
  /// A practice pair that is to be added.
  public struct Practice: Sendable, Hashable {
    /// Where it was read, for complaints.
    public var place: String
    /// The skill's row.
    public var skill: Int64
    /// The clip that shows more skill.
    public var better: PracticePair.Side
    /// The other.
    public var worse: PracticePair.Side

    /// A pair with its known answer.
    public init(
      place: String, skill: Int64, better: PracticePair.Side, worse: PracticePair.Side
    ) {
      (self.place, self.skill, self.better, self.worse) = (place, skill, better, worse)
    }
  }

  /// Adds practice pairs, all or none; those that stand there with the same answer are passed over.
  ///
  /// - Returns: how many were added.
  /// - Throws: ``TournamentError`` that names the place where the two meet in the tournament, or are a
  ///   practice pair with the other answer.
  @discardableResult
  public func add(_ practice: [Practice]) throws(TournamentError) -> Int {
    let known = try ledger()
    return try write("add practice pairs") { db in
      var ledger = known
      try ledger.readAll(db)
      var sides = Dictionary(
        ledger.practice.map { (Sides($0.skill, $0.better, $0.worse), true) },
        uniquingKeysWith: { one, _ in one })
      let met = Set(ledger.pairs.map { Set([$0.record.left, $0.record.right]) })
      var added = 0
      for pair in practice {
        if sides[Sides(pair.skill, pair.better, pair.worse)] != nil { continue }
        func refuse(_ reason: String) -> TournamentError {
          TournamentError(.badData, "\(pair.place): \(reason)")
        }
        if pair.better == pair.worse { throw refuse("it names the same clip twice") }
        if sides[Sides(pair.skill, pair.worse, pair.better)] != nil {
          throw refuse("the same two are a practice pair with the other answer")
        }
        if case .clip(let one) = pair.better, case .clip(let other) = pair.worse,
          met.contains([one, other])
        {
          throw refuse("the two meet in the tournament, and judges would see them twice")
        }
        try db.insert(pair)
        sides[Sides(pair.skill, pair.better, pair.worse)] = true
        added += 1
      }
      return added
    }
  }

  private struct Sides: Hashable {
    var skill: Int64
    var better: PracticePair.Side
    var worse: PracticePair.Side

    init(_ skill: Int64, _ better: PracticePair.Side, _ worse: PracticePair.Side) {
      (self.skill, self.better, self.worse) = (skill, better, worse)
    }
  }
}

extension Database {
  fileprivate func insert(_ practice: Tournament.Practice) throws {
    func columns(_ side: PracticePair.Side) -> (clip: Int64?, path: String?) {
      switch side {
      case .clip(let clip): (clip, nil)
      case .video(let path): (nil, path)
      }
    }
    let (better, worse) = (columns(practice.better), columns(practice.worse))
    try execute(
      sql: """
        INSERT INTO practice (skill, better_clip, better_path, worse_clip, worse_path)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [practice.skill, better.clip, better.path, worse.clip, worse.path])
  }
}
