public import Annotations
internal import Segmentation

extension PredictorModel {
  /// The rule for every hand-over of a mixture whose own rule is for the ends of one skill.
  private static let fineRule = PeakRule(smoothing: 1, threshold: 0.2, gap: 2)

  /// The model, cutting at one of the grains that its demonstrations had.
  ///
  /// A model cuts at the grain that its rule was chosen for. A mixture that takes the ends of one of
  /// its fine skills for boundaries knows the finer grain too: there every hand-over counts, by a usual
  /// rule that nothing was chosen for.
  ///
  /// - Parameter path: the model's file, for messages.
  /// - Throws: `SkilletError` where the model does not know that grain.
  public func cutting(
    at level: BoundaryTruth.Level, path: String
  ) throws(SkilletError) -> PredictorModel {
    if level.rawValue == settings.training.level { return self }
    if level == .stages, case .skillMixture(var detector) = detector, detector.exits != nil {
      detector.exits = nil
      var model = self
      model.detector = .skillMixture(detector)
      model.settings.mixture?.exits = nil
      model.settings.rule = .init(Self.fineRule)
      model.settings.streamingRule = .init(Self.fineRule)
      model.settings.training.level = level.rawValue
      return model
    }
    throw SkilletError(
      .usage,
      "\(path): cuts at the level \(settings.training.level), not \(level.rawValue): leave out "
        + "--level, or train one with `skillet train predictor … --level \(level.rawValue)`")
  }
}
