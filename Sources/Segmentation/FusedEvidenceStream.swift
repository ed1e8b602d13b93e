/// Scores samples while they come in; equal to `FusedEvidence` on the whole track but for rounding.
///
/// Look-ahead 1 s (and up to `chunk` samples, because work is done in chunks). Memory: the scores,
/// 12 bytes a sample, and a few seconds of the track.
public struct FusedEvidenceStream: Sendable {
  /// Seconds on the left that the evidence at a sample looks at, with some to spare.
  private static let past = 1.5
  /// Seconds on the right.
  private static let future = 1.0
  /// Seconds by which turns are smoothed.
  private static let turnReach = 0.2
  private static let chunk = 256

  /// What is known so far.
  public private(set) var scores: FusedScores

  private let fused = FusedEvidence()
  private let detector = ShotDetector()
  private var track = ChangeTrack()
  /// The number of samples before the first of `track`.
  private var base = 0
  private var restlessness = Restlessness()

  /// A stream that has seen nothing, with room for the scores of `capacity` samples.
  public init(capacity: Int = 0) { scores = FusedScores(capacity: capacity) }

  /// Takes a sample; its turn follows later through `append(turns:)`.
  public mutating func append(
    time: Double, amount: Float, share: Float, residual: Float, persistence: Float,
    independence: Float, unexplained: Float = 0
  ) {
    track.append(
      time: time, amount: amount, share: share, residual: residual, persistence: persistence,
      independence: independence, unexplained: unexplained)
  }

  /// Takes the turns of the next samples, in their order, and scores what can be scored.
  public mutating func append(turns: [Float]) {
    track.turn += turns
    guard track.turn.count - (scores.score.count - base) >= Self.chunk,
      let newest = track.times.last
    else { return }
    let lastTurn = track.times[track.turn.count - 1]
    let known = min(newest - Self.future, lastTurn - Self.turnReach)
    score(upTo: track.times.partitioningIndex { $0 > known })
  }

  /// Scores the samples whose windows end with the video.
  public mutating func finish() {
    score(upTo: track.count)
    let count = base + track.count
    scores.shotCandidates.removeAll { $0.sample >= count - 2 }
  }

  /// Scores the samples of the buffer before `end`, and forgets what no later sample looks at.
  private mutating func score(upTo end: Int) {
    let start = scores.score.count - base
    guard end > start else { return }
    var window = track
    // Samples without a turn yet are only looked at by other kinds of evidence.
    window.turn += Array(repeating: 0, count: window.count - window.turn.count)
    let parts = fused.parts(window)
    let leave = parts.rise[start..<end].indices.map { i in
      restlessness.normalize(parts.rise[i], at: window.times[i])
    }
    for i in start..<end {
      scores.score.append(
        fused.score(
          burst: parts.burst[i], start: parts.start[i], leave: leave[i - start],
          turn: parts.turn[i]))
    }
    scores.parts[0].values.append(parts.burst[start..<end])
    scores.parts[1].values.append(parts.start[start..<end])
    scores.parts[2].values.append(leave[...])
    scores.parts[3].values.append(parts.turn[start..<end])
    scores.shotCandidates += detector.candidates(in: window, range: start..<end).map {
      var candidate = $0
      candidate.sample += base
      return candidate
    }.filter { $0.sample >= 2 }
    forget(before: end)
  }

  private mutating func forget(before end: Int) {
    guard end < track.count else { return }
    let oldest = track.times[end] - Self.past
    let spare = max(0, track.times.partitioningIndex { $0 > oldest } - 2)
    track.removeFirst(spare)
    base += spare
  }
}
