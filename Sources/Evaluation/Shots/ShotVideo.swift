/// The shot changes of one video.
public struct ShotVideo: Sendable, Hashable {
  /// The video's name.
  public var name: String
  /// Frames of the video, above zero.
  public var frames: Int
  /// The predicted cuts, ascending.
  public var predicted: [Int]
  /// The first frame of each shot behind a hard cut, ascending.
  public var hardCuts: [Int]
  /// The frames of each gradual transition, both ends included.
  public var transitions: [ClosedRange<Int>]
  /// Doubtful places: a prediction within the tolerance of one that finds nothing does not count.
  public var ambiguous: [ClosedRange<Int>]

  /// Collects a video.
  public init(
    name: String, frames: Int, predicted: [Int], hardCuts: [Int],
    transitions: [ClosedRange<Int>] = [], ambiguous: [ClosedRange<Int>] = []
  ) {
    self.name = name
    self.frames = frames
    self.predicted = predicted
    self.hardCuts = hardCuts
    self.transitions = transitions
    self.ambiguous = ambiguous
  }
}

extension ShotVideo {
  /// Scores cuts of this video; those at doubtful places that find nothing are left out.
  func score(_ cuts: [Int], _ tolerance: Int) -> TransitionScore {
    func score(_ cuts: [Int]) -> TransitionScore {
      TransitionScore(
        predicted: cuts, hardCuts: hardCuts, transitions: transitions, tolerance: tolerance)
    }
    let all = score(cuts)
    if ambiguous.isEmpty { return all }
    return score(
      cuts.filter { cut in
        all.found.contains(cut) || transitions.contains { $0.contains(cut) }
          || !ambiguous.contains {
            $0.lowerBound - tolerance <= cut && cut <= $0.upperBound + tolerance
          }
      })
  }
}
