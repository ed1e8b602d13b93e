/// A skill whose clips are compared with each other and with no others.
public struct SkillRecord: Sendable, Hashable, Identifiable {
  /// The row, from 1.
  public let id: Int64
  /// What people call it.
  public let name: String
}

/// A video, or a span of one, that shows somebody perform a skill.
public struct ClipRecord: Sendable, Hashable, Identifiable {
  /// The row, from 1.
  public let id: Int64
  /// The skill that it shows.
  public let skill: Int64
  /// What the clip is and where it lies.
  public let clip: TournamentClip
}

/// What a tournament knows of a clip.
public struct TournamentClip: Sendable, Hashable {
  /// Its name, unique within its skill.
  public var name: String
  /// The video file: absolute, or seen from the tournament's folder; nil where there is none.
  public var path: String?
  /// The span of the video that counts, half-open, in seconds; nil for all of it.
  public var seconds: Range<Double>?
  /// The same span in display indices, where they are known.
  public var frames: Range<Int>?
  /// Who performs it.
  public var performer: String?

  /// Names a clip.
  public init(name: String) { self.name = name }
}

/// One Swiss round of one skill.
public struct RoundRecord: Sendable, Hashable, Identifiable {
  /// The row, from 1.
  public let id: Int64
  /// The skill.
  public let skill: Int64
  /// Its number within the skill, from 1.
  public let number: Int
  /// The clip that sits this round out, where their number is odd.
  public let bye: Int64?
}

/// Two clips of one skill that judges compare; no two clips meet twice.
public struct PairRecord: Sendable, Hashable, Identifiable {
  /// The row, from 1: the number by which a pair is judged.
  public let id: Int64
  /// The skill.
  public let skill: Int64
  /// The round that made it; nil where it came with judgements made elsewhere.
  public let round: Int64?
  /// The clip on the left.
  public let left: Int64
  /// The clip on the right.
  public let right: Int64
}

/// Somebody or something that answers.
public struct JudgeRecord: Sendable, Hashable, Identifiable {
  /// What kind of judge it is.
  public enum Kind: String, Sendable, Hashable {
    /// A person.
    case person
    /// A program.
    case program
    /// Votes brought from elsewhere.
    case imported
  }

  /// The row, from 1.
  public let id: Int64
  /// The name, unique.
  public let name: String
  /// What kind of judge it is.
  public let kind: Kind
}

/// What a judge says of a pair.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// The left clip shows more skill.
  case left
  /// The right clip shows more skill.
  case right
  /// There is no difference.
  case tie
  /// The judge cannot tell: no vote, and the pair is not shown to this judge again.
  case skipped
  /// A correction that takes an answer back: the pair may be shown to this judge again.
  case withdrawn

  /// Whether it counts.
  public var isVote: Bool { self == .left || self == .right || self == .tie }

  /// The same answer with the sides exchanged.
  public var mirrored: Verdict {
    switch self {
    case .left: .right
    case .right: .left
    case .tie, .skipped, .withdrawn: self
    }
  }
}

/// One row of the ledger; it is never changed, a correction is a new row.
public struct JudgementRecord: Sendable, Hashable, Identifiable {
  /// The row, from 1, in the order of recording.
  public let id: Int64
  /// The pair.
  public let pair: Int64
  /// The judge.
  public let judge: Int64
  /// The answer, as the pair's own left and right.
  public let verdict: Verdict
  /// Whether the judge saw the sides exchanged.
  public let wasMirrored: Bool
  /// When it was recorded: UTC, as `2026-01-31T12:00:00.000Z`.
  public let time: String
  /// The row that it corrects.
  public let replaces: Int64?
}
