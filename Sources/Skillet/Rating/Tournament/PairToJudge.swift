internal import Annotations
internal import LinearAlgebra
internal import Tournaments

/// A pair of clips as a judge is asked about it.
public struct PairToJudge: Sendable, Hashable {
  /// One side.
  public struct Side: Sendable, Hashable {
    /// What the clip is called.
    public var clip: String
    /// Its video as it can be opened from here; nil where the clip has none.
    public var path: String?
    /// The span of the video that counts, in seconds; nil for all of it.
    public var seconds: Range<Double>?
    /// The same in display indices.
    public var frames: Range<Int>?

    /// The side on one line: the path or the name, and the span.
    public var text: String {
      let span = seconds.map { "  \(clock($0.lowerBound)) to \(clock($0.upperBound))" } ?? ""
      return (path ?? clip) + span
    }

    var members: [JSONMember] {
      func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
      func whole(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
      return [
        JSONMember("clip", .string(clip)), JSONMember("path", path.map { .string($0) } ?? .null),
        JSONMember("start", number(seconds?.lowerBound)),
        JSONMember("end", number(seconds?.upperBound)),
        JSONMember("startFrame", whole(frames?.lowerBound)),
        JSONMember("endFrame", whole(frames?.upperBound)),
      ]
    }
  }

  /// The number by which it is recorded.
  public var pair: Int64
  /// What both clips show.
  public var skill: String
  /// The round that made it; nil where it came from elsewhere.
  public var round: Int?
  /// Votes that it has.
  public var votes: Int
  /// Votes that it needs.
  public var needed: Int
  /// What the judge sees on the left.
  public var left: Side
  /// What the judge sees on the right.
  public var right: Side
  /// Whether the judge sees the pair's sides exchanged.
  public var isMirrored: Bool

  var members: [JSONMember] {
    [
      JSONMember("pair", .integer(pair)), JSONMember("skill", .string(skill)),
      JSONMember("round", round.map { .integer(Int64($0)) } ?? .null),
      JSONMember("votes", .integer(Int64(votes))), JSONMember("needed", .integer(Int64(needed))),
      JSONMember("left", .object(left.members)), JSONMember("right", .object(right.members)),
    ]
  }
}

extension RatingTournament {
  /// The pairs that still miss votes, those of the earliest rounds and with the fewest votes first.
  ///
  /// Among equals the order is drawn for each judge anew, so that judges who work at once seldom
  /// have the same pair in hand.
  ///
  /// - Parameters:
  ///   - judge: leaves out what this judge answered already.
  ///   - mirrors: whether sides are exchanged for half of the pairs, drawn for each judge, so that a
  ///     judge who leans to one side favours nobody.
  ///   - videos: a folder in which videos are looked for first.
  public func openPairs(
    for judge: String? = nil, mirrors: Bool = false, videos: String? = nil
  ) -> [PairToJudge] {
    let known = judge.flatMap { name in ledger.judges.first { $0.name == name }?.id }
    let numbers = Dictionary(uniqueKeysWithValues: ledger.rounds.map { ($0.id, $0.number) })
    var found: [(order: UInt64, round: Int, pair: PairToJudge)] = []
    for pair in ledger.pairs where pair.missing(ledger.settings) > 0 {
      if let known, !pair.isOpen(to: known) { continue }
      guard let skill = ledger.skill(pair.record.skill), let left = ledger.clip(pair.record.left),
        let right = ledger.clip(pair.record.right)
      else { continue }
      var draw = judgeDraw(ledger.settings.seed, pair.record.id, judge ?? "")
      let isMirrored = mirrors && draw.next() & 1 == 1
      let round = pair.record.round.flatMap { numbers[$0] }
      let sides = [left, right].map { side(of: $0.clip, videos: videos) }
      found.append(
        (
          draw.next(), round ?? 0,
          PairToJudge(
            pair: pair.record.id, skill: skill.name, round: round, votes: pair.votes.count,
            needed: pair.needed(ledger.settings), left: sides[isMirrored ? 1 : 0],
            right: sides[isMirrored ? 0 : 1], isMirrored: isMirrored)
        ))
    }
    return found.sorted {
      ($0.round, $0.pair.votes, $0.order, $0.pair.pair)
        < ($1.round, $1.pair.votes, $1.order, $1.pair.pair)
    }.map(\.pair)
  }

  private func side(of clip: TournamentClip, videos: String?) -> PairToJudge.Side {
    PairToJudge.Side(
      clip: clip.name, path: video(of: clip, videos: videos), seconds: clip.seconds,
      frames: clip.frames)
  }
}
