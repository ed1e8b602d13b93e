/// Two clips of one skill of which it is known which shows more of it: a judge is tried on them.
///
/// Answers to it are no votes. The two are never paired, as their answer is known.
public struct PracticePair: Sendable, Hashable, Identifiable {
  /// One of the two.
  public enum Side: Sendable, Hashable {
    /// A clip of the tournament, by its row.
    case clip(Int64)
    /// A video that is not among the clips: absolute, or seen from the tournament's folder.
    case video(String)
  }

  /// The row, from 1.
  public let id: Int64
  /// The skill.
  public let skill: Int64
  /// The one that shows more skill.
  public let better: Side
  /// The other.
  public let worse: Side

  /// The rows of both, where both are clips of the tournament.
  public var clips: (better: Int64, worse: Int64)? {
    if case .clip(let better) = better, case .clip(let worse) = worse { return (better, worse) }
    return nil
  }
}

/// One row of what judges said of practice pairs; never changed, a correction is a new row.
public struct PracticeAnswerRecord: Sendable, Hashable, Identifiable {
  /// The row, from 1.
  public let id: Int64
  /// The practice pair.
  public let practice: Int64
  /// The judge.
  public let judge: Int64
  /// The answer, the better clip being on the left: `left` agrees with what is known.
  public let verdict: Verdict
  /// Whether the judge saw the better clip on the right.
  public let wasMirrored: Bool
  /// When it was recorded, as in ``JudgementRecord/time``.
  public let time: String
  /// How long the judge took, in seconds; nil where nobody measured.
  public let seconds: Double?
  /// The row that it corrects.
  public let replaces: Int64?
}

/// The organiser's word on whether somebody judges, whatever the practice pairs say.
public struct AdmissionRecord: Sendable, Hashable, Identifiable {
  /// The row, from 1.
  public let id: Int64
  /// The judge.
  public let judge: Int64
  /// Whether the judge is let in; else stopped.
  public let isAdmitted: Bool
  /// When it was said.
  public let time: String
}

/// Something that a judge is asked about.
public enum JudgedItem: Sendable, Hashable {
  /// A pair, by its row: the answer is a vote.
  case pair(Int64)
  /// A practice pair, by its row: the answer tells of the judge.
  case practice(Int64)
}
