internal import Annotations
internal import Frames
internal import Segmentation

/// The scores of a stored signal as the decision of its document met them: with the shots that it
/// was told of, before it raised them.
struct StoredScores {
  /// The document whose signal it is, with the machine's boundaries.
  let document: SegmentsDocument
  /// The frame of each score.
  let frames: [Int32]
  /// Its moment in seconds, from its time stamp.
  let times: [Double]
  /// The scores.
  private(set) var scores: [Float]
  /// Scores at which the picture was cut.
  private(set) var shots: Set<Int> = []
  /// The threshold that the signal states, where it is one for all.
  let threshold: Float?
  /// The frame at which the shot of a score begins, where the document tells it.
  private var shotStarts: [Int: Int] = [:]

  /// Reads them off a signal; nil where a score is missing.
  init?(_ signal: ReviewSignal, _ document: SegmentsDocument) {
    guard !signal.frames.isEmpty, signal.scores.allSatisfy(\.isFinite) else { return nil }
    self.document = document
    (frames, scores) = (signal.frames, signal.scores)
    let timeBase = document.video.timeBase
    times = signal.pts.map { MediaTime(pts: $0, timeBase: timeBase).seconds }
    let first = signal.thresholds[0]
    threshold = first.isFinite && signal.thresholds.allSatisfy { $0 == first } ? first : nil
    guard document.method.predictor == SegmentSettings.Predictor.fused.rawValue else { return }
    findShots(signal)
  }

  /// The score at which a segment that starts at a frame was cut.
  func row(ofStart frame: Int) -> Int {
    var (low, high) = (0, frames.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(frames[middle]) < frame { low = middle + 1 } else { high = middle }
    }
    return min(low, frames.count - 1)
  }

  /// The frame at which a segment starts that is cut at a score.
  func start(ofRow row: Int) -> Int { shotStarts[row] ?? Int(frames[row]) }

  /// Shots are where the document says so, and where a score is higher than its evidence.
  ///
  /// It was raised there. What a shot's score was before follows from the evidence, where the threshold raised it.
  private mutating func findShots(_ signal: ReviewSignal) {
    for segment in document.segments.dropFirst() where segment.kind == .shot {
      let row = row(ofStart: segment.start.index)
      shots.insert(row)
      shotStarts[row] = segment.start.index
    }
    let columns = ["burst", "start", "leave", "turn"].compactMap { name in
      signal.evidence.first { $0.name == name }?.values
    }
    guard columns.count == 4 else { return }
    let fused = FusedEvidence()
    let raw = scores.indices.map { row in
      fused.score(
        burst: columns[0][row], start: columns[1][row], leave: columns[2][row],
        turn: columns[3][row])
    }
    for row in scores.indices where scores[row] > raw[row] * 1.02 + 0.05 { shots.insert(row) }
    guard let threshold, !shots.isEmpty else { return }
    let discounted = CutDensity().discount(raw, at: times, shots: shots.sorted())
    let raised = FusedEvidence.shotFactor * threshold
    for shot in shots where scores[shot] <= raised * 1.000_01 {
      scores[shot] = min(scores[shot], discounted[shot])
    }
  }
}
