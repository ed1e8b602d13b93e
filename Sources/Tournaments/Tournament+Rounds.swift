internal import GRDB

/// A round that was worked out but does not stand in a tournament yet.
public struct RoundPlan: Sendable, Hashable {
  /// The skill's row.
  public var skill: Int64
  /// Its number within the skill, from 1.
  public var number: Int
  /// The rows of the clips that meet, left and right.
  public var pairs: [Pair]
  /// The row of the clip that sits it out.
  public var bye: Int64?

  /// Two clips that meet.
  public struct Pair: Sendable, Hashable {
    /// The clip on the left.
    public var left: Int64
    /// The clip on the right.
    public var right: Int64

    /// Two clips by their rows.
    public init(left: Int64, right: Int64) {
      self.left = left
      self.right = right
    }
  }

  /// Plans a round.
  public init(skill: Int64, number: Int, pairs: [Pair], bye: Int64? = nil) {
    self.skill = skill
    self.number = number
    self.pairs = pairs
    self.bye = bye
  }
}

extension Tournament {
  /// Adds rounds, all or none; a round that another process opened meanwhile is passed over.
  ///
  /// - Returns: how many were added.
  @discardableResult
  public func openRounds(_ plans: [RoundPlan]) throws(TournamentError) -> Int {
    if plans.isEmpty { return 0 }
    return try write("open a round") { db in
      var opened = 0
      for plan in plans {
        let last =
          try Int.fetchOne(
            db, sql: "SELECT max(number) FROM round WHERE skill = ?", arguments: [plan.skill]) ?? 0
        if last >= plan.number { continue }
        try db.insert(plan)
        opened += 1
      }
      return opened
    }
  }

  /// Lets a tournament go on for other numbers of rounds and votes; a new row of `settings`.
  public func change(_ settings: TournamentSettings) throws(TournamentError) {
    try write("change the settings") { db in try db.insert(settings) }
  }
}

extension Database {
  func insert(_ plan: RoundPlan) throws {
    try execute(
      sql: "INSERT INTO round (skill, number, bye) VALUES (?, ?, ?)",
      arguments: [plan.skill, plan.number, plan.bye])
    let round = lastInsertedRowID
    for pair in plan.pairs { try insert(pair, skill: plan.skill, round: round) }
  }

  @discardableResult
  func insert(_ pair: RoundPlan.Pair, skill: Int64, round: Int64?) throws -> Int64 {
    let insertion = try cachedStatement(
      sql: "INSERT INTO pair (skill, round, left_clip, right_clip) VALUES (?, ?, ?, ?)")
    try insertion.execute(arguments: [skill, round, pair.left, pair.right])
    return lastInsertedRowID
  }
}
