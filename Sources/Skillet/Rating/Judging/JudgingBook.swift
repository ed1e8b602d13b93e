internal import Foundation
internal import Tournaments

/// A tournament in memory as handing out pairs needs it, brought up to date row by row.
struct JudgingBook {
  /// The tournament, its rows read.
  private(set) var tournament: RatingTournament
  /// What judges say now.
  private(set) var standing = StandingAnswers()
  /// Pairs that miss votes, by their place in the ledger.
  private(set) var open: Set<Int> = []
  /// The video of each clip of the tournament, where it is on the disk.
  private(set) var videos: [Int64: String] = [:]
  /// Practice pairs that can be shown, with their two videos, the better one first.
  private(set) var practice: [Int64: [ShownClip]] = [:]
  /// What is not on the disk: names of clips and paths.
  private(set) var missing: [String] = []

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
      open = []
    }
    for place in ledger.pairs.indices[seen.pairs...]
    where ledger.pairs[place].missing(ledger.settings) > 0 {
      open.insert(place)
    }
    for pair in touched {
      guard let place = ledger.place(ofPair: pair) else { continue }
      if ledger.pairs[place].missing(ledger.settings) > 0 {
        open.insert(place)
      } else {
        open.remove(place)
      }
    }
    for judge in ledger.judges[seen.judges...] { rows[judge.name] = judge.id }
    for word in ledger.admissions[seen.admissions...] { admitted[word.judge] = word.isAdmitted }
    if seen.clips != ledger.clips.count || seen.practice != ledger.practice.count { findVideos() }
    seen = (
      ledger.pairs.count, ledger.judges.count, ledger.admissions.count, ledger.clips.count,
      ledger.practice.count
    )
  }

  /// Looks for every clip on the disk.
  mutating func findVideos() {
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

  /// Whether a pair may be shown to a judge: it misses votes, its clips are on the disk, and the
  /// judge never answered it.
  func mayAsk(_ judge: String, _ place: Int) -> Bool {
    let pair = ledger.pairs[place]
    guard open.contains(place), videos[pair.record.left] != nil, videos[pair.record.right] != nil
    else { return false }
    return rows[judge].map { pair.isOpen(to: $0) } ?? true
  }
}

/// A clip as a judge sees it: a file, and the span that counts.
public struct ShownClip: Sendable, Hashable {
  /// The video.
  public var path: String
  /// The span in seconds, half-open; nil for all of it.
  public var seconds: Range<Double>?
}
