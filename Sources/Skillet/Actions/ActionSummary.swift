public import Annotations

/// What a person looks at before trusting the actions of a video.
public struct ActionSummary: Sendable {
  /// How often an action was taken.
  struct Share {
    /// Its choices.
    var action: [Int32]
    /// Its name, or its numbers with commas.
    var name: String
    /// Frames.
    var count: Int
  }

  /// How one number of a continuous action is spread.
  struct Spread {
    var name: String
    var least: Float
    var greatest: Float
    var mean: Double
    var deviation: Double
    /// Values below `low` or above `high`, where the file states them.
    var outside: Int
  }

  let recording: ActionRecording
  let aligned: AlignedActions
  /// Frames with an action.
  let frames: Int
  /// Frames at which nothing was done.
  let nullFrames: Int
  /// All actions taken, the most frequent first; empty for continuous actions.
  let shares: [Share]
  /// The dimensions of continuous actions.
  let spreads: [Spread]

  /// Counts what the frames of a video have.
  public init(_ recording: ActionRecording, _ aligned: AlignedActions) {
    self.recording = recording
    self.aligned = aligned
    let track = aligned.track
    frames = track.isValid.count { $0 }
    nullFrames = track.isNull.count { $0 }
    shares = Self.shares(track)
    spreads = (0..<(track.space.kind == .continuous ? track.width : 0)).map {
      Self.spread(track, $0)
    }
  }

  /// The notes of the reading and of the matching.
  public var notes: [String] { recording.notes + aligned.notes }

  private static func shares(_ track: ActionTrack) -> [Share] {
    var counts: [[Int32]: Int] = [:]
    let codes = track.codes
    guard !codes.isEmpty else { return [] }
    for row in 0..<track.count where track.isValid[row] {
      counts[Array(codes[(row * track.width)..<((row + 1) * track.width)]), default: 0] += 1
    }
    return counts.sorted {
      $0.value == $1.value ? $0.key.lexicographicallyPrecedes($1.key) : $0.value > $1.value
    }.map { Share(action: $0.key, name: name(of: $0.key, track.space), count: $0.value) }
  }

  static func name(of action: [Int32], _ space: ActionSpace) -> String {
    if case .discrete(_, let names) = space, !names.isEmpty { return names[Int(action[0])] }
    return action.map(String.init).joined(separator: ",")
  }

  private static func spread(_ track: ActionTrack, _ column: Int) -> Spread {
    let rows = track.isValid.indices.filter { track.isValid[$0] }
    let values = rows.map { track.numbers[$0 * track.width + column] }
    let count = Double(max(1, values.count))
    let mean = values.reduce(0) { $0 + Double($1) } / count
    let square = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
    var outside = 0
    if case .continuous(_, _, let low, let high) = track.space {
      outside = values.count {
        !low.isEmpty && $0 < low[column] || !high.isEmpty && $0 > high[column]
      }
    }
    let names = track.space.names
    return Spread(
      name: names.isEmpty ? "\(column)" : names[column], least: values.min() ?? 0,
      greatest: values.max() ?? 0, mean: mean, deviation: square.squareRoot(), outside: outside)
  }
}
