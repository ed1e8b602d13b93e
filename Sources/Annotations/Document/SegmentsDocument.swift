public import Frames

/// `skillet.segments/1`: a video cut into segments, and how that was done.
///
/// Segments tile the video: the first starts at frame 0, each starts where the last ended, and the
/// last one's `end.frame` equals `video.frames`. All intervals are half-open.
public struct SegmentsDocument: Sendable, Hashable {
  /// The schema's name as the file states it.
  public static let schema = "skillet.segments/1"

  /// The video that was cut.
  public var video: VideoInfo
  /// How it was cut.
  public var method: Method
  /// The segments in order.
  public var segments: [Segment]
  /// Keys of the file that this version does not know, kept for writing; by place, then by key.
  public var unknown: UnknownKeys

  /// Collects a document.
  public init(
    video: VideoInfo, method: Method, segments: [Segment], unknown: UnknownKeys = UnknownKeys()
  ) {
    self.video = video
    self.method = method
    self.segments = segments
    self.unknown = unknown
  }
}

/// A stretch of a video in which one skill is shown, half-open.
public struct Segment: Sendable, Hashable {
  /// Position in the document, from 0.
  public var index: Int
  /// The first frame of the segment.
  public var start: FrameTime
  /// The first frame after it; for the last segment the end of the video.
  public var end: FrameTime
  /// An identity shared by segments found to be the same skill.
  public var skill: Int?
  /// A person's or a vocabulary's name for the skill.
  public var label: String?
  /// How sure the cut at `start` is, 0...1; nil for the first segment.
  public var confidence: Double?
  /// The score at the segment's start; nil for the first segment.
  public var surprise: Double?
  /// What kind of boundary the segment starts with; nil for the first segment.
  public var kind: BoundaryKind?

  /// Collects a segment.
  public init(
    index: Int, start: FrameTime, end: FrameTime, skill: Int? = nil, label: String? = nil,
    confidence: Double? = nil, surprise: Double? = nil, kind: BoundaryKind? = nil
  ) {
    self.index = index
    self.start = start
    self.end = end
    self.skill = skill
    self.label = label
    self.confidence = confidence
    self.surprise = surprise
    self.kind = kind
  }
}

/// Why a segment starts where it does.
public enum BoundaryKind: String, Sendable, Hashable, CaseIterable {
  /// The past stopped telling what comes next.
  case skill
  /// The picture was cut: another shot begins.
  case shot
  /// The longest allowed length was reached.
  case limit
}
