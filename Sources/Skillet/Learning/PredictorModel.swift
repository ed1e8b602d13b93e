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
    /// The jump of the action.
    case actionChange(ActionChange)

    /// The members as a predictor of boundaries.
    public var predictor: any BoundaryPredictor {
      switch self {
      case .skillMixture(let detector): detector
      case .spread(let detector): detector
      case .actionChange(let detector): detector
      }
    }

    /// The weights of each member.
    var members: [[Parameter]] {
      switch self {
      case .skillMixture(let detector): detector.members.map(\.parameters)
      case .spread(let detector): detector.members.map(\.parameters)
      case .actionChange: []
      }
    }
  }

  /// The evidence and the boundaries of rows.
  ///
  /// - Parameters:
  ///   - lookAhead: rows that a stream looks ahead; nil for the whole demonstration.
  ///   - rule: nil for the model's own.
  public func boundaries(
    _ series: DemonstrationSeries, lookAhead: Int? = nil, rule: PeakRule? = nil
  ) -> (boundaries: [Int], evidence: [Float]) {
    if let lookAhead {
      let rule = rule ?? settings.streamingRule.peaks
      return detector.predictor.boundaries(series, rule: rule, lookAhead: lookAhead)
    }
    return detector.predictor.boundaries(series, rule: rule ?? settings.rule.peaks)
  }
}
