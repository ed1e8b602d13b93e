/// What a judge has before them.
public struct JudgingState: Sendable, Hashable {
  /// The pair on the screen; nil where there is none.
  public var pair: ShownPair?
  /// The pair that comes after it, to be loaded meanwhile.
  public var ahead: ShownPair?
  /// Why there is no pair.
  public var note: String?
  /// Answers of the judge that stand.
  public var answered = 0
  /// Pairs that the judge may still be asked about.
  public var open = 0
  /// Whether the last answer can be taken back.
  public var canUndo = false
  /// Whether the practice pairs let the judge in; nil where there are none.
  public var isQualified: Bool?
  /// How many practice pairs come before all else and how many are done, while the judge is at them.
  public var practice: Practice?

  /// Progress with the first practice pairs.
  public struct Practice: Sendable, Hashable {
    /// Answered.
    public var done: Int
    /// How many come first.
    public var of: Int
  }

  /// Two clips under a name that tells nothing.
  public struct ShownPair: Sendable, Hashable {
    /// By which it is answered.
    public var code: String
    /// What both clips show.
    public var skill: String
    /// What the judge sees on the left.
    public var left: ShownClip
    /// What the judge sees on the right.
    public var right: ShownClip
  }
}

/// Why something that a judge or the organiser asked for was not done.
public struct JudgingFault: Error, Sendable, Hashable {
  /// What kind of fault it is.
  public enum Kind: Sendable, Hashable {
    /// There is no such pair, skill or judge.
    case unknown
    /// It does not fit what was said before.
    case conflict
    /// The judge was stopped.
    case stopped
    /// The disk did not take it.
    case notRecorded
    /// The words are none that can be said.
    case malformed
  }

  /// The kind.
  public let kind: Kind
  /// One line for the person.
  public let reason: String

  init(_ kind: Kind, _ reason: String) { (self.kind, self.reason) = (kind, reason) }
}
