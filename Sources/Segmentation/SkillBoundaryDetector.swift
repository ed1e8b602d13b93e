/// The streaming Skill Boundary Detector: feature vectors in, boundaries out, one sample at a time.
///
/// Each sample's evidence is the error of a predictor that has seen only the samples before it; the
/// rule compares it with the statistics of the current segment and, where it cuts, forgets them. The
/// predictor goes on learning over cuts. Causal: a boundary is told at its own sample, look-ahead 0.
///
/// Memory does not grow with the number of samples.
public struct SkillBoundaryDetector: Sendable {
  /// Samples by which a boundary is told late.
  public let lookahead = 0
  /// The evidence at the last sample.
  public private(set) var surprise: Float = 0
  /// The evidence that would have been needed there.
  public private(set) var threshold: Float = .infinity

  private var predictor: OnlinePredictor
  private var rule: any BoundaryRule
  private var sample = 0

  /// Joins a predictor with a rule.
  public init(predictor: OnlinePredictor, rule: any BoundaryRule) {
    self.predictor = predictor
    self.rule = rule
  }

  /// Takes the features of the next sample and gives the boundary that it starts, if any.
  public mutating func process(_ features: [Float]) -> [Boundary] {
    surprise = predictor.process(features)
    let step = rule.process(surprise)
    threshold = step.threshold
    defer { sample += 1 }
    guard let cause = step.cut, sample > 0 else { return [] }
    return [Boundary(sample: sample, score: surprise, kind: cause == .limit ? .limit : .skill)]
  }

  /// Ends the stream; a causal detector has nothing left to tell.
  public mutating func finish() -> [Boundary] { [] }
}
