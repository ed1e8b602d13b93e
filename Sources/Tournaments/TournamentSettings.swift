/// How a tournament is run; the defaults are the published ones (ProSkill, arXiv 2601.20661).
public struct TournamentSettings: Sendable, Hashable {
  /// Votes that every pair gets.
  public var votes = 5
  /// Votes that a pair gets on top where its judges disagree.
  public var extraVotes = 3
  /// A pair whose most frequent answer has less than this share of its first votes gets more.
  ///
  /// The paper names no number; with five votes this asks again at 3 to 2, not at 4 to 1.
  public var lowAgreement = 0.7
  /// Swiss rounds that each skill is played for.
  public var rounds = 6
  /// What every random draw follows from.
  public var seed: UInt64 = 0

  /// The published settings.
  public init() {}
}
