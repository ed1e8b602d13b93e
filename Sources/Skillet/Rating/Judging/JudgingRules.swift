/// How pairs are handed out to judges who work at once, and how practice pairs are used.
public struct JudgingRules: Sendable, Hashable {
  /// A pair that was taken and not answered goes to others after so many seconds.
  public var leaseSeconds = 300.0
  /// How many practice pairs a judge answers before the first pair that counts; at most half of all
  /// there are, so that some are left to come among the rest.
  public var practiceFirst = 4
  /// The share of practice pairs that a judge has to get right to be let in.
  public var practiceShare = 0.75
  /// Among the rest, one pair of so many is a practice pair, on average.
  public var practiceEvery = 10

  /// The usual rules.
  public init() {}
}
