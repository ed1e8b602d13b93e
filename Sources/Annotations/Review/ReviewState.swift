internal import Frames

/// What people made of a document: levels of segments, each a tiling of the whole video.
///
/// A level is kept as its boundaries alone: the frame at which each segment starts, with what is
/// said of that segment. So a level tiles the video whatever is done to it.
public struct ReviewState: Sendable, Hashable {
  /// Frames of the video.
  public let frames: Int
  /// The levels; the first is that of the document itself.
  public internal(set) var levels: [ReviewLevel]

  /// The name of the first level, which is the document's own.
  public static let firstLevel = "skill"

  /// The state of a document that nobody has edited yet.
  public init(_ document: SegmentsDocument) {
    frames = document.video.frames
    levels = [
      ReviewLevel(
        name: Self.firstLevel,
        marks: document.segments.enumerated().map { position, segment in
          ReviewMark(
            id: "s\(segment.start.index)", start: segment.start.index, label: segment.label,
            skill: segment.skill, confidence: segment.confidence, surprise: segment.surprise,
            kind: segment.kind, others: document.unknown["segments[\(position)]"])
        })
    ]
  }

  /// The position of a level; nil where there is none of that name.
  public func position(ofLevel name: String) -> Int? {
    levels.firstIndex { $0.name == name }
  }

  /// The segments of a level, without regard to their identities: what two states of the same
  /// content share.
  public var content: [ReviewLevel] {
    levels.map { level in
      ReviewLevel(
        name: level.name,
        marks: level.marks.map { mark in
          var mark = mark
          mark.id = ""
          return mark
        })
    }
  }
}

/// One level of segments.
public struct ReviewLevel: Sendable, Hashable {
  /// Its name; no two levels share one.
  public var name: String
  /// The segments by their first frames, rising; the first starts at frame 0.
  public internal(set) var marks: [ReviewMark]
  /// How often each identity was given, so that none is given twice.
  var given: [String: Int] = [:]

  init(name: String, marks: [ReviewMark]) {
    (self.name, self.marks) = (name, marks)
    for mark in marks { note(mark.id) }
  }

  /// Whether both have the same name and segments.
  public static func == (left: ReviewLevel, right: ReviewLevel) -> Bool {
    left.name == right.name && left.marks == right.marks
  }

  /// Adds name and segments.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(marks)
  }

  /// The position of the segment that starts at a frame; nil where none does.
  public func position(startingAt frame: Int) -> Int? {
    let position = firstPosition(atOrAfter: frame)
    return position < marks.count && marks[position].start == frame ? position : nil
  }

  /// The position of a segment; nil where there is none of that identity.
  public func position(of id: String) -> Int? { marks.firstIndex { $0.id == id } }

  /// The position of the segment that holds a frame.
  public func position(holding frame: Int) -> Int {
    max(0, firstPosition(atOrAfter: frame + 1) - 1)
  }

  /// The first frame behind a segment.
  public func end(of position: Int, frames: Int) -> Int {
    position + 1 < marks.count ? marks[position + 1].start : frames
  }

  func firstPosition(atOrAfter frame: Int) -> Int {
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].start < frame { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A segment, by where it starts.
public struct ReviewMark: Sendable, Hashable {
  /// Its identity, which it keeps when its boundaries move.
  public var id: String
  /// Its first frame.
  public var start: Int
  /// What it is called; nil for no label.
  public var label: String?
  /// An identity shared by segments found to be the same skill.
  public var skill: Int?
  /// How sure the cut at its start is, 0...1; nil where a person put it there.
  public var confidence: Double?
  /// The score at its start; nil where a person put it there.
  public var surprise: Double?
  /// Why the machine cut there; nil where a person did.
  public var kind: BoundaryKind?
  /// What else the document says of it.
  public var others: [JSONMember]

  init(
    id: String, start: Int, label: String? = nil, skill: Int? = nil, confidence: Double? = nil,
    surprise: Double? = nil, kind: BoundaryKind? = nil, others: [JSONMember] = []
  ) {
    (self.id, self.start, self.label, self.skill) = (id, start, label, skill)
    (self.confidence, self.surprise, self.kind, self.others) = (confidence, surprise, kind, others)
  }

  /// The same segment from another frame on: what the machine said of its start holds no more.
  func moved(to frame: Int) -> ReviewMark {
    var mark = self
    (mark.start, mark.confidence, mark.surprise, mark.kind) = (frame, nil, nil, nil)
    return mark
  }
}
