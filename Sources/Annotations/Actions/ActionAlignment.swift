/// How rows of actions and frames of a video are matched.
///
/// Rows that name no frame and no time are frames: row t is the action taken after frame t is
/// shown, so there are as many rows as frames, or one less, and then the last frame has none. Rows
/// with frames or times, or at a stated rate, hold until the next row: a frame has the action that
/// is in force when it is shown. Where a file states both, frames are believed.
public struct ActionAlignment: Sendable, Hashable {
  /// Where in the video the first row, or frame 0 or time 0 of the file, belongs.
  public enum Offset: Sendable, Hashable {
    /// So many frames later; below 0 the recording began before the video.
    case frames(Int)
    /// So many seconds later.
    case seconds(Double)
  }

  /// Which row a frame takes where rows have times.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    /// The last row that is not later than the frame.
    case hold
    /// The row nearest in time; of two the earlier.
    case nearest
  }

  /// What is added to the file's frames or times.
  public var offset: Offset?
  /// Rows a second, for rows at a steady rate that is not the video's; row 0 is at the first frame.
  public var rate: Double?
  /// How many seconds a row may hold; nil: twice the median distance of the rows, 0.1 s at least.
  public var gap: Double?
  /// Which row a frame takes.
  public var rule: Rule

  /// Chooses how to match; by default as the file says.
  public init(
    offset: Offset? = nil, rate: Double? = nil, gap: Double? = nil, rule: Rule = .hold
  ) {
    self.offset = offset
    self.rate = rate
    self.gap = gap
    self.rule = rule
  }

  /// Gives every frame of a video its action.
  ///
  /// - Parameters:
  ///   - track: the actions as they were read.
  ///   - seconds: the time of each shown frame, rising.
  ///   - framesInHeader: the container's count, for messages.
  ///   - file: the file that faults name.
  /// - Throws: where counts differ, where a frame is further than `gap` from its row, or where rows
  ///   lie outside the video; it names both sides and the option that helps.
  public func align(
    _ track: ActionTrack, toFrames seconds: [Double], framesInHeader: Int? = nil, file: String
  ) throws(AnnotationError) -> AlignedActions {
    let matching = ActionMatching(
      alignment: self, track: track, seconds: seconds, framesInHeader: framesInHeader, file: file)
    guard !seconds.isEmpty else { throw matching.fault("the video shows no frame", "") }
    let (basis, rows) = try matching.rows()
    var notes: [String] = []
    if case .pseudo(let model, _) = track.source {
      notes.append("the actions are pseudo-labels by \(model)")
    }
    let without = rows.count { $0 < 0 || !track.isValid[$0] }
    if without == 1, rows[rows.count - 1] < 0 {
      notes.append("the last frame has no action")
    } else if without > 0 {
      notes.append("\(without) of \(rows.count) frames have no action")
    }
    if let stated = track.frameCount, stated != seconds.count {
      notes.append("the file speaks of \(stated) frames, the video shows \(seconds.count)")
    }
    if basis == .times, let first = seconds.first, first > 0.002, offset == nil {
      notes.append(
        "times are on the video's clock, on which its first frame is at \(first.sixDigits) s")
    }
    return AlignedActions(track: track.gathering(rows), rows: rows, basis: basis, notes: notes)
  }
}

/// Actions with a row a frame.
public struct AlignedActions: Sendable, Hashable {
  /// What the rows were matched by.
  public enum Basis: String, Sendable, Hashable {
    /// A row is a frame.
    case rows
    /// The file names frames.
    case frames
    /// The file names times.
    case times
    /// Rows come at a steady rate.
    case rate
  }

  /// The actions: row t is the action taken after frame t is shown.
  public let track: ActionTrack
  /// The row of the file that each frame took; -1 where it has none.
  public let rows: [Int]
  /// What the rows were matched by.
  public let basis: Basis
  /// What a person should know.
  public let notes: [String]
}
