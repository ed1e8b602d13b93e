public import Annotations
public import Frames

/// A document as a person is shown it.
public struct ReviewView: Sendable {
  /// What addresses call it.
  public var id: String
  /// What people call it.
  public var name: String
  /// The document's path within the folder.
  public var document: String
  /// The video's facts; nil where the document cannot be read.
  public var info: VideoInfo?
  /// The video's file.
  public var video: ReviewVideo
  /// The part of the file that the document is about, in seconds; nil for all of it.
  public var stretch: Range<Double>?
  /// What a person should know beside; nil for nothing.
  public var note: String?
  /// Whether nothing can be edited.
  public var isReadOnly: Bool
  /// The current version.
  public var revision: Int
  /// Whether the person has something to undo.
  public var canUndo: Bool
  /// Whether the person has something to redo.
  public var canRedo: Bool
  /// The levels with their segments and these segments' identities.
  public var levels: [(name: String, segments: [(id: String, segment: Segment)])]
  /// Labels in use, the most frequent first.
  public var labels: [String]
  /// The stored signal; nil where there is none.
  public var signal: Signal?
  /// Who called it reviewed, and when.
  public var reviewed: ReviewDigest.Reviewed?
  /// The last entries of the history, in order.
  public var history: [ReviewEntry]
  /// The names of documents that it can be compared with.
  public var documents: [String]
  /// Key frames, where they are known.
  public var keyFrames: [Int]
  /// Whether the times of frames are the video's own.
  public var hasExactTimes: Bool

  /// The stored signal, thinned out for show.
  public struct Signal: Sendable {
    /// The score, by frame.
    public var points: [(frame: Int, value: Double?)]
    /// The score that would have been needed, by the frame from which on it is that.
    public var threshold: [(frame: Int, value: Double)]
    /// Frames at which the score has a peak.
    public var peaks: [Int]
  }
}

extension ReviewView.Signal {
  /// Points of the curve at most.
  private static let mostPoints = 4000

  init(_ signal: ReviewSignal) {
    points = signal.points(atMost: Self.mostPoints)
    threshold = signal.steps(atMost: 1000)
    peaks = signal.peaks(atMost: 2000)
  }
}
