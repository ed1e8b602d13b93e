internal import Foundation
public import Segmentation

/// Everything of a trained predictor but its weights: what it is, what it saw, how it decides.
public struct PredictorSettings: Sendable, Hashable, Codable {
  /// The kinds of trained predictors.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Policies that take turns, and the events that the picture shows.
    case skillMixture = "skill-mixture"
    /// The predicted spread of what is done next.
    case spread
    /// The next action's negative log-likelihood, cut by the published rule.
    case action
    /// A memory that begins afresh against one that goes on.
    case likelihoodRatio = "likelihood-ratio"
    /// The error of a state space that predicts the features of the picture.
    case feature
    /// The jump of the action; nothing but its threshold is learned.
    case actionChange = "action-change"
  }

  /// The sizes of a skill mixture.
  public struct Mixture: Sendable, Hashable, Codable {
    var positions, vocabulary, tokenWidth, features, codes, hidden: Int
    var seesPreviousAction: Bool
    var skills, policyWidth, initiationWidth: Int
    var switchCost: Double
    var eventWeight: Float
    /// For each member the skill whose end is a boundary; nil where every hand-over is.
    var exits: [Int]?
  }

  /// The sizes of a spread predictor.
  public struct Spread: Sendable, Hashable, Codable {
    var moves, features, width: Int
    var horizons: [Int]
    /// Whether what is done are codes; nil where it is numbers.
    var readsCodes: Bool?
  }

  /// The sizes of an action predictor, and how it decides.
  public struct Action: Sendable, Hashable, Codable {
    var positions, vocabulary, tokenWidth, features, codes, hidden: Int
    var memory: String
    var width: Int
    /// GAP of the published rule, in nats.
    public var gap: Double
    /// Rows that a likelihood ratio compares.
    public var window: Int
  }

  /// The sizes of a feature predictor.
  public struct Feature: Sendable, Hashable, Codable {
    var columns, width, states: Int
    var horizons: [Int]
  }

  /// How actions are made up from the picture where none are known.
  public struct Latent: Sendable, Hashable, Codable {
    var count, least, reach: Int
    var explained, much, rare: Float
    var rarePatches: [Int]
  }

  /// How evidence becomes boundaries.
  public struct Rule: Sendable, Hashable, Codable {
    /// The deviation of the smoothing, in rows.
    public var smoothing: Double
    /// The least smoothed evidence.
    public var threshold: Float
    /// Rows that two boundaries keep apart.
    public var gap: Int
    /// Whether of two peaks that are too near the earlier one is taken.
    public var takesEarliest: Bool

    init(_ rule: PeakRule) {
      (smoothing, threshold, gap) = (rule.smoothing, rule.threshold, rule.gap)
      takesEarliest = rule.takesEarliest
    }

    /// The rule.
    public var peaks: PeakRule {
      PeakRule(
        smoothing: smoothing, threshold: threshold, gap: gap, takesEarliest: takesEarliest)
    }
  }

  /// What was measured on the validation demonstrations, which the rule was chosen on.
  public struct Figures: Sendable, Hashable, Codable {
    /// F1 of boundaries within 3 and within 5 frames, and of segments at an overlap of a half.
    public var f1Within3, f1Within5, segmentalF1: Double
  }

  /// How the model came to be.
  public struct Training: Sendable, Hashable, Codable {
    /// The command line.
    public var command: String
    /// Demonstrations that were learned from, and rows in them.
    public var demonstrations, rows: Int
    /// Demonstrations that weights and rule were chosen on.
    public var validation: [String]
    /// The mean validation loss of each member.
    public var losses: [Double]
    /// Whether the rule was chosen on true boundaries, or is the usual one.
    public var hasTruth: Bool
    /// The grain of those boundaries.
    public var level: String
    /// What the rule reaches on them.
    public var figures: Figures?
    /// The same for the streaming rule.
    public var streamingFigures: Figures?
    /// Demonstrations whose actions are pseudo-labels; nil where none are.
    public var pseudoLabelled: Int?
  }

  /// `skillet.predictor/1`.
  public var schema = PredictorSettings.currentSchema
  /// The kind.
  public var kind: Kind
  /// The version of Skillet that trained it.
  public var version: String
  /// The seed of every random choice.
  public var seed: UInt64
  /// Rows a second, at most.
  public var rate: Double
  /// What the moves are.
  public var moves: String
  /// Whether moving averages of the moves so far are features.
  public var seesHistory: Bool
  /// How actions are made up; nil where they are known or not looked at.
  public var latent: Latent?
  /// Patches in a row and rows of patches; nil where the picture is not looked at.
  public var grid: [Int]?
  /// Members of the ensemble.
  public var members: Int
  /// The sizes, of one of the kinds.
  public var mixture: Mixture?
  /// The sizes, of one of the kinds.
  public var spread: Spread?
  /// The sizes, of one of the kinds.
  public var action: Action?
  /// The sizes, of one of the kinds.
  public var feature: Feature?
  /// The rule for whole demonstrations.
  public var rule: Rule
  /// The rule for streams.
  public var streamingRule: Rule
  /// Rows that a stream looks ahead.
  public var lookAhead: Int
  /// How it was trained.
  public var training: Training

  /// The schema that this version writes and reads.
  public static let currentSchema = "skillet.predictor/1"
}
