/// How many of the things predicted are true, and how many of the true ones were predicted.
///
/// With m matched, p predicted and t true: precision m/p, recall m/t, F1 2m/(p + t). Where nothing
/// was to be found and nothing was predicted, all three are 1; where only one side is empty, all
/// three are 0. (PySceneDetect's benchmark gives 0 in the first case, too.)
public struct DetectionScore: Sendable, Hashable {
  /// Pairs of a predicted and a true one.
  public var matched: Int
  /// Predicted ones.
  public var predicted: Int
  /// True ones.
  public var truth: Int

  /// Collects counts.
  public init(matched: Int, predicted: Int, truth: Int) {
    self.matched = matched
    self.predicted = predicted
    self.truth = truth
  }

  /// Predicted ones that match nothing.
  public var extra: Int { predicted - matched }
  /// True ones that nothing matches.
  public var missed: Int { truth - matched }
  /// The share of the predicted ones that match.
  public var precision: Double { share(of: predicted) }
  /// The share of the true ones that are matched.
  public var recall: Double { share(of: truth) }
  /// The harmonic mean of precision and recall.
  public var f1: Double {
    predicted + truth == 0 ? 1 : 2 * Double(matched) / Double(predicted + truth)
  }

  private func share(of whole: Int) -> Double {
    if whole > 0 { return Double(matched) / Double(whole) }
    return predicted + truth == 0 ? 1 : 0
  }

  /// The counts of both together, for pooling over videos.
  public static func + (left: DetectionScore, right: DetectionScore) -> DetectionScore {
    DetectionScore(
      matched: left.matched + right.matched, predicted: left.predicted + right.predicted,
      truth: left.truth + right.truth)
  }
}
