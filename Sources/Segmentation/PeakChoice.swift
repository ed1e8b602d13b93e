/// Chooses peaks of a series of scores, by a threshold or by their number; shots are always among
/// the candidates.
///
/// A shot gets the best score within 0.15 s, at least `shotFactor` times the threshold, and is the
/// only candidate in that neighbourhood.
public struct PeakChoice: Sendable {
  /// The samples at which the picture was cut.
  public let shots: [Int]

  private static let shotFactor: Float = 1.5
  private static let shotReach = 0.15
  private let scores: [Float]
  private let times: [Double]
  private let peaks: PeakSelection

  /// What was chosen.
  public struct Found: Sendable {
    /// The peaks, in order of time.
    public var peaks: [Int]
    /// The scores, those of shots raised.
    public var scores: [Float]
    /// The threshold that they are above.
    public var threshold: Float
  }

  /// Prepares a choice; `peaks.threshold` is replaced by the one asked for.
  public init(_ scores: [Float], at times: [Double], shots: [Int], peaks: PeakSelection) {
    precondition(scores.count == times.count, "\(scores.count) scores at \(times.count) times")
    self.scores = scores
    self.times = times
    self.shots = shots
    self.peaks = peaks
  }

  /// The peaks above a threshold.
  public func above(_ threshold: Float) -> Found {
    var raised = scores
    var choice = scores
    for shot in shots {
      var best = max(Self.shotFactor * threshold, scores[shot])
      var i = shot
      while i > 0, times[shot] - times[i - 1] <= Self.shotReach { i -= 1 }
      while i < scores.count, times[i] - times[shot] <= Self.shotReach {
        best = max(best, scores[i])
        choice[i] = 0
        i += 1
      }
      raised[shot] = best
      choice[shot] = best
    }
    var peaks = peaks
    peaks.threshold = threshold
    let found = peaks.select(choice, at: times, isShot: Set(shots))
    return Found(peaks: found, scores: raised, threshold: threshold)
  }

  /// The `count` best peaks, or as many as there are.
  ///
  /// The threshold is lowered by 3 % steps until enough peaks are above it, so that their spacing
  /// suits their strength; the strongest of them are kept.
  public func best(_ count: Int) -> Found {
    var threshold: Float = 30
    var found = above(threshold)
    while found.peaks.count < count, threshold > 0.2 {
      threshold *= 0.97
      found = above(threshold)
    }
    let strongest = found.peaks.sorted {
      found.scores[$0] == found.scores[$1] ? $0 < $1 : found.scores[$0] > found.scores[$1]
    }
    found.peaks = strongest.prefix(count).sorted()
    return found
  }

  /// The score below which `percent` of all scores lie.
  public func quantile(_ percent: Double) -> Float {
    let sorted = scores.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[Int((Double(sorted.count - 1) * min(100, max(0, percent)) / 100).rounded())]
  }
}

extension PeakSelection {
  /// A selection in which only the minimum gap counts.
  public static func plain(minimumGap: Double) -> PeakSelection {
    PeakSelection(threshold: 0, minimumGap: minimumGap, softGap: 0, crowding: 0, edge: 0.25)
  }
}
