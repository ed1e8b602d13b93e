internal import Annotations

/// What there is to judge now: the answer of `skillet rate next`.
public struct NextPairs: Sendable {
  /// The judge who asked.
  public let judge: String?
  /// The pairs, the most urgent first.
  public let pairs: [PairToJudge]
  /// Pairs that miss votes, for anybody.
  public let open: Int
  /// Pairs that the judge may judge, of which `pairs` are the first.
  public let available: Int
  private let path: String
  private let playedOut: [String]

  /// Looks for pairs.
  ///
  /// - Parameters:
  ///   - tournament: the tournament, its rounds opened.
  ///   - judge: who asks; nil for all.
  ///   - count: how many are wanted; all without it.
  public init(
    _ tournament: RatingTournament, judge: String?, count: Int?, videos: String? = nil
  ) {
    let mine = tournament.openPairs(for: judge, videos: videos)
    self.judge = judge
    available = mine.count
    open = judge == nil ? mine.count : tournament.openPairs().count
    pairs = Array(mine.prefix(count ?? mine.count))
    path = tournament.path
    playedOut = tournament.playedOut
  }

  /// What should be known of the pairs: videos that are not where they should be.
  public var warnings: [String] {
    var missing: [String] = []
    for pair in pairs {
      for case .some(let path) in [pair.left.path, pair.right.path]
      where OutputPlace.kind(of: path) == .absent && !missing.contains(path) {
        missing.append(path)
      }
      if missing.count > 3 { break }
    }
    return missing.prefix(3).map { "there is no file \($0.printable); look at --videos" }
      + (missing.count > 3 ? ["more videos are missing"] : [])
  }

  /// What a judge should know who gets nothing.
  public var note: String? {
    if !pairs.isEmpty { return nil }
    if open == 0 {
      let names = playedOut.prefix(3).joined(separator: ", ") + (playedOut.count > 3 ? ", …" : "")
      let reason = "no further round can be paired without a rematch"
      return playedOut.isEmpty
        ? "every pair has its votes and every round is played"
        : "every pair has its votes; \(names.printable): \(reason)"
    }
    let waiting = "\(open) pair\(open == 1 ? " waits" : "s wait") for the votes of others"
    return "nothing is left for \(judge ?? "you") now: \(waiting)"
  }

  /// The pairs as a table for people.
  public var table: String {
    guard !pairs.isEmpty else { return note ?? "" }
    let names = pairs.map { ($0.skill.printable, $0.left.text.printable, $0.right.text.printable) }
    let skillWidth = max(5, names.map(\.0.count).max() ?? 0) + 2
    let leftWidth = max(4, names.map(\.1.count).max() ?? 0) + 2
    func pad(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    var lines = [
      pad("pair", 8) + pad("skill", skillWidth) + pad("round", 7) + pad("votes", 8)
        + pad("left", leftWidth) + "right"
    ]
    for (pair, name) in zip(pairs, names) {
      let line =
        pad("\(pair.pair)", 8) + pad(name.0, skillWidth)
        + pad(pair.round.map { "\($0)" } ?? "-", 7) + pad("\(pair.votes)/\(pair.needed)", 8)
      lines.append(line + pad(name.1, leftWidth) + name.2)
    }
    if available > pairs.count { lines.append("and \(available - pairs.count) more") }
    return lines.joined(separator: "\n")
  }

  /// The pairs as one JSON document.
  public func jsonText() throws(SkilletError) -> String {
    try document([
      JSONMember("schema", .string("skillet.pairs/1")),
      JSONMember("tournament", .string(path)),
      JSONMember("judge", judge.map { .string($0) } ?? .null),
      JSONMember("open", .integer(Int64(open))),
      JSONMember("available", .integer(Int64(available))),
      JSONMember("pairs", .array(pairs.map { .object($0.members) })),
    ])
  }
}

/// The text of one JSON document.
func document(
  _ members: [JSONMember], _ layout: JSONValue.Layout = .pretty
) throws(SkilletError) -> String {
  do {
    return try JSONValue.object(members).text(layout)
  } catch {
    throw SkilletError(.failed, "cannot write the result: \(error.description)")
  }
}
