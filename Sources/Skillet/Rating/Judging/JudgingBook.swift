internal import Foundation
internal import Tournaments

/// A tournament in memory as handing out pairs needs it, brought up to date row by row.
struct JudgingBook {
  /// The tournament, its rows read.
  private(set) var tournament: RatingTournament
  /// What judges say now.
  private(set) var standing = StandingAnswers()
  /// Pairs that miss votes, by their rows.
  private(set) var open: [Int64: OpenPair] = [:]
  /// The video of each clip of the tournament, where it is on the disk.
  private(set) var videos: [Int64: String] = [:]
  /// Practice pairs that can be shown, with their two videos, the better one first.
  private(set) var practice: [Int64: [ShownClip]] = [:]
  /// What is not on the disk: names of clips and paths.
  private(set) var missing: [String] = []

  /// How many of the open pairs can be shown, and how many of those each judge answered.
  private var shownCount = 0
  private var answeredCounts: [Int64: Int] = [:]
  private let folder: String?
  private var rows: [String: Int64] = [:]
  private var admitted: [Int64: Bool] = [:]
  private var seen = (pairs: 0, judges: 0, admissions: 0, clips: 0, practice: 0)
  private var settings: TournamentSettings?

  var ledger: Ledger { tournament.ledger }

  init(_ tournament: RatingTournament, videos folder: String?) {
    (self.tournament, self.folder) = (tournament, folder)
    index()
  }

  /// Takes in what was recorded since, here and by others.
  mutating func refresh() throws(SkilletError) {
    try tournament.refresh()
    index()
  }

  private mutating func index() {
    let touched = standing.update(ledger)
    if settings != ledger.settings {
      settings = ledger.settings
      seen.pairs = 0
      (open, shownCount, answeredCounts) = ([:], 0, [:])
    }
    if seen.clips != ledger.clips.count || seen.practice != ledger.practice.count { findVideos() }
    for pair in ledger.pairs[seen.pairs...] { note(pair) }
    for pair in touched { ledger.pair(pair).map { note($0) } }
    for judge in ledger.judges[seen.judges...] { rows[judge.name] = judge.id }
    for word in ledger.admissions[seen.admissions...] { admitted[word.judge] = word.isAdmitted }
    seen = (
      ledger.pairs.count, ledger.judges.count, ledger.admissions.count, ledger.clips.count,
      ledger.practice.count
    )
  }

  private mutating func note(_ pair: JudgedPair) {
    if let old = open[pair.record.id], old.isShown {
      shownCount -= 1
      for judge in old.judges { answeredCounts[judge, default: 0] -= 1 }
    }
    let (votes, needed) = (pair.votes.count, pair.needed(ledger.settings))
    guard votes < needed else {
      open[pair.record.id] = nil
      return
    }
    let fresh = OpenPair(
      id: pair.record.id, votes: votes, needed: needed,
      round: pair.record.round.flatMap { ledger.round($0)?.number } ?? 0,
      isShown: videos[pair.record.left] != nil && videos[pair.record.right] != nil,
      judges: pair.answers.filter { $0.judgement.verdict != .withdrawn }.map(\.judge))
    open[pair.record.id] = fresh
    guard fresh.isShown else { return }
    shownCount += 1
    for judge in fresh.judges { answeredCounts[judge, default: 0] += 1 }
  }

  /// Looks for what was not on the disk again.
  mutating func searchAgain() {
    findVideos()
    for pair in open.keys { ledger.pair(pair).map { note($0) } }
  }

  private mutating func findVideos() {
    (videos, practice, missing) = ([:], [:], [])
    for clip in ledger.clips {
      if let path = tournament.video(of: clip.clip, videos: folder),
        OutputPlace.kind(of: path) == .file
      {
        videos[clip.id] = path
      } else {
        missing.append(clip.clip.name)
      }
    }
    for pair in ledger.practice {
      // Both are looked for, so that both are named where they lack.
      let (better, worse) = (shown(pair.better), shown(pair.worse))
      if let better, let worse { practice[pair.id] = [better, worse] }
    }
  }

  private mutating func shown(_ side: PracticePair.Side) -> ShownClip? {
    switch side {
    case .clip(let clip): return self.clip(clip)
    case .video(let path):
      var clip = TournamentClip(name: path)
      clip.path = path
      if let found = tournament.video(of: clip, videos: folder),
        OutputPlace.kind(of: found) == .file
      {
        return ShownClip(path: found)
      }
      missing.append(path)
      return nil
    }
  }

  /// A clip of the tournament as it can be shown; nil where its video is not on the disk.
  func clip(_ id: Int64) -> ShownClip? {
    guard let path = videos[id], let clip = ledger.clip(id)?.clip else { return nil }
    return ShownClip(path: path, seconds: clip.seconds)
  }

  /// The row of a judge; nil for who never answered.
  func row(of judge: String) -> Int64? { rows[judge] }

  /// Where a judge stands with the practice pairs.
  func qualification(of judge: String, _ rules: JudgingRules) -> Qualification {
    let row = rows[judge]
    return Qualification(
      row.flatMap { standing.judges[$0]?.practised } ?? [], pairs: practice.count,
      admission: row.flatMap { admitted[$0] }, rules)
  }

  /// What a judge says of an item now.
  func verdict(of judge: String, on item: JudgedItem) -> Verdict? {
    rows[judge].flatMap { standing.verdict(of: $0, on: item) }
  }

  /// Whether a pair may be shown to a judge, by the judge's row: its clips are on the disk, and the
  /// judge never answered it.
  func mayAsk(_ judge: Int64?, _ pair: OpenPair) -> Bool {
    pair.isShown && (judge.map { !pair.judges.contains($0) } ?? true)
  }

  /// How many pairs that miss votes may be shown to a judge.
  func openCount(for judge: String) -> Int {
    shownCount - (rows[judge].flatMap { answeredCounts[$0] } ?? 0)
  }
}

/// A pair that misses votes.
struct OpenPair {
  var id: Int64
  /// Votes that it has.
  var votes: Int
  /// Votes that it needs.
  var needed: Int
  /// The number of its round; 0 for pairs from elsewhere.
  var round: Int
  /// Whether both clips are on the disk.
  var isShown: Bool
  /// The judges whose answers stand, "cannot tell" among them.
  var judges: [Int64]
}

/// A clip as a judge sees it: a file, and the span that counts.
public struct ShownClip: Sendable, Hashable {
  /// The video.
  public var path: String
  /// The span in seconds, half-open; nil for all of it.
  public var seconds: Range<Double>?
}
