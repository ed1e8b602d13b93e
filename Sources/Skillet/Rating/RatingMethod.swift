internal import Rating

/// How comparisons become scores.
public struct RatingMethod: Sendable, Hashable {
  /// The names of the methods.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Bradley and Terry's model, fitted to all votes at once.
    case bradleyTerry = "bradley-terry"
    /// Elo's rating, vote by vote.
    case elo
  }

  /// The unit of scores by Bradley and Terry's model.
  public enum Scale: String, Sendable, Hashable, CaseIterable {
    /// Natural log-odds with mean zero.
    case logOdds = "log-odds"
    /// Shares that sum to one, as evalica and choix print them.
    case worth
    /// Points of which 400 stand for odds of ten to one, around the initial rating.
    case elo
    /// Standard deviations from the mean.
    case standardised
  }

  /// What a vote that saw no difference says.
  public enum Ties: String, Sendable, Hashable, CaseIterable {
    /// Half a vote for either.
    case half
    /// Davidson's model, which fits how likely ties are.
    case davidson
  }

  /// Which method.
  public var kind: Kind
  /// How far one match moves an Elo rating at most.
  public var k = 4.0
  /// The Elo rating of an item that has played no match.
  public var initial = 1000.0
  /// Over how many random orders Elo is averaged; 0 for the order of the rows.
  public var orders = 0
  /// The ridge of Bradley-Terry.
  public var ridge = BradleyTerry.defaultRidge
  /// What Bradley-Terry makes of ties.
  public var ties = Ties.half
  /// The unit of the scores.
  public var scale = Scale.logOdds
  /// The coverage of the intervals in percent.
  public var interval = 95.0
  /// How many bootstrap samples the intervals are made from; 0 for the curvature (Bradley-Terry).
  public var bootstrap = 0
  /// The cuts between levels, on standardised scores; none where empty.
  public var cuts: [Double] = []
  /// The seed of all draws.
  public var seed: UInt64 = 0

  /// Chooses a method with its usual settings.
  public init(_ kind: Kind = .bradleyTerry) {
    self.kind = kind
    if kind == .elo { bootstrap = 200 }
  }

  var elo: Elo { Elo(k: k, initial: initial) }

  var bradleyTerry: BradleyTerry {
    BradleyTerry(ties: ties == .half ? .half : .davidson, ridge: ridge)
  }
}
