/// What was read from files and shall be added to a tournament, all of it or nothing.
///
/// Names stand for rows. Each row remembers where it was read, so that a complaint can say so.
public struct ForeignVotes: Sendable {
  /// One vote, or one row of a ledger.
  public struct Vote: Sendable, Hashable {
    /// Where it was read, such as `votes.csv: line 7`.
    public var place: String
    /// The skill; nil where the clips' names tell it.
    public var skill: String?
    /// The clip shown on the left.
    public var left: String
    /// The clip shown on the right.
    public var right: String
    /// The answer, as the sides of this row.
    public var verdict: Verdict
    /// The judge; nil for somebody who is not named.
    public var judge: String?
    /// When it was said; now where that is nil.
    public var time: String?
    /// The file, within which ``key`` is unique.
    public var file = ""
    /// What the file calls this row.
    public var key: String?
    /// What the file calls the row that this one corrects.
    public var replaces: String?

    /// A vote of somebody who is not named.
    public init(place: String, skill: String?, left: String, right: String, _ verdict: Verdict) {
      self.place = place
      self.skill = skill
      self.left = left
      self.right = right
      self.verdict = verdict
    }
  }

  /// A round of one skill.
  public struct Round: Sendable, Hashable {
    /// Where it was read.
    public var place: String
    /// The skill; nil where the clips' names tell it.
    public var skill: String?
    /// Its number, from 1; nil for pairs that belong to no round.
    public var number: Int?
    /// The names of the clips that meet, left and right.
    public var pairs: [Pair]
  }

  /// Two names.
  public struct Pair: Sendable, Hashable {
    /// The clip on the left.
    public var left: String
    /// The clip on the right.
    public var right: String

    /// Two clips.
    public init(left: String, right: String) {
      self.left = left
      self.right = right
    }
  }

  /// The rounds, added before the votes.
  public var rounds: [Round] = []
  /// The votes in order.
  public var votes: [Vote] = []
  /// Whether clips, skills and pairs that the tournament lacks are added; else they are faults.
  public var addsUnknown = false
  /// How judges who are not named are called: this and a number.
  public var judge = "import"

  /// Nothing yet.
  public init() {}

  /// What was added.
  public struct Sum: Sendable, Hashable {
    /// Rows of the ledger.
    public var judgements = 0
    /// Clips that were unknown.
    public var clips = 0
    /// Pairs that were never made.
    public var pairs = 0
    /// Rounds.
    public var rounds = 0
  }
}

extension ForeignVotes.Round {
  /// A round as it was read.
  public init(place: String, skill: String?, number: Int?) {
    self.init(place: place, skill: skill, number: number, pairs: [])
  }
}
