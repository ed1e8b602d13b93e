/// The decision rule of Skill Boundary Detection, exactly as published.
///
/// A boundary is set before sample `t` where `l_t - mean(l) > GAP`. The mean runs over the losses of
/// the current segment and includes `l_t`, so that with `n` losses the rule equals
/// `l_t - mean(previous) > GAP n / (n - 1)`. The flag is sticky: raised before `minimumLength`
/// samples have passed, it cuts once they have. A cut resets all: the losses (that of the boundary
/// sample is not carried over) and the flag. (CraftJarvis/SkillDiscovery, `segmentation.py`.)
///
/// Causal, no look-ahead, O(1) a sample.
public struct PublishedRule: BoundaryRule {
  private let gap: Double
  private let minimumLength: Int
  private let maximumLength: Int
  private var sample = 0
  private var start = 0
  private var count = 0
  private var sum = 0.0
  private var isFlagged = false

  /// Makes the rule.
  ///
  /// - Parameters:
  ///   - gap: GAP in nats of the predictor's loss; 18 in the paper's action space.
  ///   - minimumLength: samples before a cut is allowed; 2 in the paper.
  ///   - maximumLength: samples after which a cut is forced; 12,800 in the paper.
  public init(gap: Double, minimumLength: Int = 2, maximumLength: Int = 12_800) {
    precondition(minimumLength >= 1 && maximumLength >= minimumLength)
    self.gap = gap
    self.minimumLength = minimumLength
    self.maximumLength = maximumLength
  }

  /// Takes the next loss; says whether a segment starts at it.
  public mutating func process(_ loss: Float) -> RuleStep { process(loss, isEventDue: false) }

  /// The same, where an event may force the cut once the segment has its least length.
  public mutating func process(_ loss: Float, isEventDue: Bool) -> RuleStep {
    count += 1
    sum += Double(loss)
    let mean = sum / Double(count)
    if count > 1, Double(loss) - mean > gap { isFlagged = true }
    let length = sample - start
    let isLimit = length >= maximumLength
    let cuts = length >= minimumLength && (isFlagged || isEventDue || isLimit)
    let cause: RuleStep.Cause = isFlagged ? .evidence : isEventDue ? .event : .limit
    let step = RuleStep(threshold: Float(mean + gap), cut: cuts ? cause : nil)
    if cuts {
      (count, sum, isFlagged) = (0, 0, false)
      start = sample
    }
    sample += 1
    return step
  }
}
