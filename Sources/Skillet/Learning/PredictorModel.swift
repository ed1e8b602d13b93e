internal import LinearAlgebra
internal import NeuralNetworks
public import Segmentation

/// A trained predictor: what it sees, its members, and how it decides.
public struct PredictorModel: Sendable {
  /// Everything but the weights.
  public var settings: PredictorSettings
  /// What is seen of a demonstration.
  public var inputs: SeriesInputs
  /// The members.
  public var detector: Detector

  /// The members of one of the kinds.
  public enum Detector: Sendable {
    /// Policies that take turns.
    case skillMixture(SkillMixtureDetector)
    /// The predicted spread.
    case spread(SpreadDetector)
    /// The published rule on an action predictor.
    case action(PublishedSegmentation)
    /// A fresh memory against a carried one.
    case likelihoodRatio(LikelihoodRatio)
    /// The error of predicted features.
    case feature(FeatureSurprise)
    /// The jump of the action.
    case actionChange(ActionChange)

    /// The members as a predictor of boundaries; of the published rule, which is none, its
    /// likelihood ratio.
    public var predictor: any BoundaryPredictor {
      switch self {
      case .skillMixture(let detector): detector
      case .spread(let detector): detector
      case .action(let published): LikelihoodRatio(members: [published.model])
      case .likelihoodRatio(let detector): detector
      case .feature(let detector): detector
      case .actionChange(let detector): detector
      }
    }

    /// The weights of each member.
    var members: [[Parameter]] {
      switch self {
      case .skillMixture(let detector): detector.members.map(\.parameters)
      case .spread(let detector): detector.members.map(\.parameters)
      case .action(let published): [published.model.parameters]
      case .likelihoodRatio(let detector): detector.members.map(\.parameters)
      case .feature(let detector): detector.members.map(\.parameters)
      case .actionChange: []
      }
    }
  }

  /// The evidence and the boundaries of rows.
  ///
  /// - Parameters:
  ///   - lookAhead: rows that a stream looks ahead; nil for the whole demonstration.
  ///   - rule: nil for the model's own.
  ///   - signals: what the published rule knows beside; others do without.
  public func boundaries(
    _ series: DemonstrationSeries, lookAhead: Int? = nil, rule: PeakRule? = nil,
    signals: PublishedSegmentation.Signals = .init()
  ) -> (boundaries: [Int], evidence: [Float]) {
    if case .action(let published) = detector {
      let found = published.run(series, signals: signals)
      return (found.segments.dropFirst().map(\.first), found.losses)
    }
    if let lookAhead {
      let rule = rule ?? settings.streamingRule.peaks
      return detector.predictor.boundaries(series, rule: rule, lookAhead: lookAhead)
    }
    return detector.predictor.boundaries(series, rule: rule ?? settings.rule.peaks)
  }
}
