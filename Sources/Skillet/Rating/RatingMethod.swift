public import Rating

/// How comparisons become scores.
public struct RatingMethod: Sendable, Hashable {
  /// The names of the methods.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Bradley and Terry's model, fitted to all votes at once.
    case bradleyTerry = "bradley-terry"
    /// Elo's rating, vote by vote.
    case elo
  }

  /// Which method.
  public var kind: Kind
  /// The constants of Elo.
  public var elo: Elo
  /// The model of Bradley and Terry.
  public var bradleyTerry: BradleyTerry
  /// The coverage of the intervals in percent.
  public var interval: Double
  /// The seed of all draws.
  public var seed: UInt64

  /// Chooses a method.
  public init(
    _ kind: Kind = .bradleyTerry, elo: Elo = Elo(), bradleyTerry: BradleyTerry = BradleyTerry(),
    interval: Double = 95, seed: UInt64 = 0
  ) {
    self.kind = kind
    self.elo = elo
    self.bradleyTerry = bradleyTerry
    self.interval = interval
    self.seed = seed
  }
}
