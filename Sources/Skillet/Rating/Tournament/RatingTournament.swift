internal import Foundation
internal import LinearAlgebra
internal import Rating
internal import Tournaments

extension SkilletError {
  /// A fault of a tournament as a fault of the run.
  init(_ error: TournamentError) {
    let code: Code =
      switch error.kind {
      case .noInput: .noInput
      case .badData: .badData
      case .cannotWrite: .cannotWrite
      case .failed: .failed
      }
    self.init(code, error.description)
  }
}

/// A tournament file as the tool works with it: opened, read, and its rounds paired.
public struct RatingTournament: Sendable {
  /// The file as the person named it.
  public let path: String
  let file: Tournament
  private(set) var ledger: Ledger

  /// Whether a path names a tournament file, and no folder or document.
  public static func isOne(_ path: String) -> Bool { TournamentFile.isOne(path) }

  /// Skills of which no further round can be paired without a rematch, though rounds are wanted.
  public private(set) var playedOut: [String] = []

  /// Opens a tournament and reads it.
  ///
  /// - Parameter reads: whether its rows are read; recording an answer needs none.
  public init(opening path: String, reads: Bool = true) throws(SkilletError) {
    self.path = path
    do {
      file = try Tournament(opening: path)
      ledger = reads ? try file.ledger() : Ledger()
    } catch {
      throw SkilletError(error)
    }
  }

  /// Takes in what others recorded since.
  public mutating func refresh() throws(SkilletError) {
    do { try file.refresh(&ledger) } catch { throw SkilletError(error) }
  }

  /// Opens the next round of every skill whose last round has all its votes.
  ///
  /// - Returns: how many rounds were opened.
  @discardableResult
  public mutating func openRounds() throws(SkilletError) -> Int {
    try openRounds { _ in true }
  }

  /// Opens the first round of every skill that has none.
  mutating func openFirstRounds() throws(SkilletError) {
    try openRounds { $0.rounds.isEmpty }
  }

  @discardableResult
  mutating func openRounds(
    where isMeant: (SkillField) -> Bool
  ) throws(SkilletError) -> Int {
    var plans: [RoundPlan] = []
    playedOut = []
    for field in ledger.fields
    where isMeant(field) && field.isNextRoundDue(ledger.settings) {
      if let plan = field.nextRound(ledger.settings) {
        plans.append(plan)
      } else {
        playedOut.append(field.skill.name)
      }
    }
    if plans.isEmpty { return 0 }
    do {
      let opened = try file.openRounds(plans)
      try file.refresh(&ledger)
      return opened
    } catch {
      throw SkilletError(error)
    }
  }

  /// Goes on for another number of rounds, where that is another.
  public mutating func setRounds(_ rounds: Int) throws(SkilletError) {
    guard rounds != ledger.settings.rounds else { return }
    var settings = ledger.settings
    settings.rounds = rounds
    do {
      try file.change(settings)
      try file.refresh(&ledger)
    } catch {
      throw SkilletError(error)
    }
  }

  /// The video of a clip as it can be opened from here; nil where the clip has none.
  func video(of clip: TournamentClip, videos: String? = nil) -> String? {
    guard let named = clip.path else { return nil }
    let beside = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var places = [ClipCollection.absolute(named, in: beside)]
    if let videos {
      let last = URL(fileURLWithPath: named).lastPathComponent
      places = ["\(videos)/\(named)", "\(videos)/\(last)"] + places
    }
    return places.first { OutputPlace.kind(of: $0) == .file } ?? places.last
  }
}

extension SkillField {
  /// Whether the last round has all its votes and more are wanted.
  func isNextRoundDue(_ settings: TournamentSettings) -> Bool {
    clips.count > 1 && rounds.count < settings.rounds && isRoundComplete(settings)
  }

  /// The next round; nil where none can be paired without a rematch.
  func nextRound(_ settings: TournamentSettings) -> RoundPlan? {
    let number = (rounds.last?.number ?? 0) + 1
    var played: Set<ItemPair> = []
    for pair in pairs {
      guard let left = place(of: pair.record.left), let right = place(of: pair.record.right) else {
        continue
      }
      played.insert(ItemPair(left, right))
    }
    for pair in knownPairs {
      guard let left = place(of: pair.left), let right = place(of: pair.right) else { continue }
      played.insert(ItemPair(left, right))
    }
    var seed = SplitMix64(
      seed: settings.seed ^ UInt64(bitPattern: skill.id) << 32 ^ UInt64(number))
    let pairing = SwissPairing(seed: seed.next())
    guard
      let round = try? pairing.round(
        scores: points(), history: PairingHistory(byes: byes, played: played))
    else { return nil }
    return RoundPlan(
      skill: skill.id, number: number,
      pairs: round.pairs.map { .init(left: clips[$0.left].id, right: clips[$0.right].id) },
      bye: round.bye.map { clips[$0].id })
  }
}

extension RatingTournament {
  /// What it holds, on one line.
  public var outline: String {
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    return count(ledger.clips.count, "clip") + " of " + count(ledger.skills.count, "skill") + ", "
      + count(ledger.settings.rounds, "round") + ", "
      + count(ledger.settings.votes, "vote") + " a pair"
  }
}
