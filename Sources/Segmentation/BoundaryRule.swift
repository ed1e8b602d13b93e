/// A causal decision rule: it sees one score after another and says at once where a segment starts.
public protocol BoundaryRule: Sendable {
  /// Takes the score of the next sample.
  mutating func process(_ score: Float) -> RuleStep
}

/// What a causal rule says of one sample.
public struct RuleStep: Sendable, Hashable {
  /// The score that would have been needed.
  public var threshold: Float
  /// Why a segment starts at this sample; nil where none does.
  public var cut: Cause?

  /// Why a rule cuts.
  public enum Cause: Sendable, Hashable {
    /// The evidence stood out.
    case evidence
    /// The segment had its longest allowed length.
    case limit
    /// Something outside the scores asked for it.
    case event
  }
}

/// A sample at which a segment starts.
public struct Boundary: Sendable, Hashable {
  /// The sample's index.
  public var sample: Int
  /// The score at the sample.
  public var score: Float
  /// Why the segment starts there.
  public var kind: Kind

  /// Why a segment starts.
  public enum Kind: Sendable, Hashable {
    /// The past stopped telling what comes next.
    case skill
    /// The picture was cut.
    case shot
    /// The segment before had its longest allowed length.
    case limit
  }

  /// Names a boundary.
  public init(sample: Int, score: Float, kind: Kind) {
    self.sample = sample
    self.score = score
    self.kind = kind
  }
}

extension BoundaryRule {
  /// Runs the rule over a whole series: its boundaries, and the threshold at each sample.
  public mutating func run(_ scores: [Float]) -> (boundaries: [Boundary], thresholds: [Float]) {
    var boundaries: [Boundary] = []
    var thresholds: [Float] = []
    thresholds.reserveCapacity(scores.count)
    for (sample, score) in scores.enumerated() {
      let step = process(score)
      thresholds.append(step.threshold)
      if let cause = step.cut, sample > 0 {
        boundaries.append(
          Boundary(sample: sample, score: score, kind: cause == .limit ? .limit : .skill))
      }
    }
    return (boundaries, thresholds)
  }
}
