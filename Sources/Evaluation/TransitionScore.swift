/// Hard cuts and gradual transitions scored apart, as PySceneDetect's benchmark does.
///
/// A prediction within a transition, both of its ends included, belongs to it and to no hard cut:
/// the first one finds it, the others are extra. The rest are matched with the hard cuts.
public struct TransitionScore: Sendable, Hashable {
  /// The gradual transitions.
  public let gradual: DetectionScore
  /// The hard cuts.
  public let hard: DetectionScore
  /// The total distance in frames of the pairs of hard cuts, and their number.
  public let offset: Ratio
  /// The predictions that found a hard cut.
  public let found: Set<Int>

  /// Scores predictions, in ascending order, at a tolerance in frames.
  public init(
    predicted: [Int], hardCuts: [Int], transitions: [ClosedRange<Int>], tolerance: Int,
    rule: BoundaryMatching.Rule = .greedy
  ) {
    let within = predicted.filter { frame in transitions.contains { $0.contains(frame) } }
    let found = transitions.filter { range in
      // A prediction in two transitions belongs to the first of them.
      within.contains { frame in transitions.first { $0.contains(frame) } == range }
    }
    gradual = DetectionScore(
      matched: found.count, predicted: within.count, truth: transitions.count)
    let rest = predicted.filter { frame in !transitions.contains { $0.contains(frame) } }
    let matching = BoundaryMatching(
      predicted: rest.map(Double.init), truth: hardCuts.map(Double.init),
      tolerance: Double(tolerance), rule: rule)
    hard = DetectionScore(
      matched: matching.pairs.count, predicted: rest.count, truth: hardCuts.count)
    offset = Ratio(
      matching.pairs.map(\.distance).reduce(0, +), Double(matching.pairs.count))
    self.found = Set(matching.pairs.map { rest[$0.predicted] })
  }
}
