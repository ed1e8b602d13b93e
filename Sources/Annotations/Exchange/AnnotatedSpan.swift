public import Frames

/// A stretch of a video and what is said of it.
public struct AnnotatedSpan: Sendable, Hashable {
  /// From where to where, half-open, in the unit of the format.
  public var extent: Extent
  /// What is shown, where said; the empty string is a label, too.
  public var label: String?
  /// An identity shared by spans of the same skill or class.
  public var skill: Int?
  /// How sure the annotation is.
  public var score: Double?
  /// What else the format says: verb, noun, narration.
  public var attributes: [JSONMember]
  /// Where it stood in the file, for messages; not compared.
  public var place: SourcePlace

  /// Collects a span.
  public init(
    _ extent: Extent, label: String? = nil, skill: Int? = nil, score: Double? = nil,
    attributes: [JSONMember] = [], place: String = ""
  ) {
    self.extent = extent
    self.label = label
    self.skill = skill
    self.score = score
    self.attributes = attributes
    self.place = SourcePlace(place)
  }

  /// What to call the span where a name is wanted: its label, else `skill 3`, else its place in the
  /// tier counted from 1, `segment 7`.
  public func name(at position: Int) -> String {
    if let label, !label.isEmpty { return label }
    return skill.map { "skill \($0)" } ?? "segment \(position + 1)"
  }

  /// The value of an attribute.
  public subscript(attribute: String) -> JSONValue? {
    attributes.first { $0.key == attribute }?.value
  }
}

/// Half-open: from the first frame or moment to the first one behind.
public enum Extent: Sendable, Hashable {
  /// Frames by display index.
  case frames(Range<Int>)
  /// Moments on the file's own timeline.
  case times(start: MediaTime, end: MediaTime)
  /// Both, from a source that knows them.
  case both(frames: Range<Int>, start: MediaTime, end: MediaTime)
  /// Nowhere: only the place in the list is known, as in a list of steps.
  case unplaced

  /// The frames, where known.
  public var frames: Range<Int>? {
    switch self {
    case .frames(let frames), .both(let frames, _, _): frames
    case .times, .unplaced: nil
    }
  }

  /// The moments, where known.
  public var times: (start: MediaTime, end: MediaTime)? {
    switch self {
    case .times(let start, let end), .both(_, let start, let end): (start, end)
    case .frames, .unplaced: nil
    }
  }
}

/// Where something stood in a file: `line 3`, `database.tea.annotation[2]`.
///
/// All places are equal, so that the same annotations compare equal wherever they came from.
public struct SourcePlace: Sendable, Hashable, CustomStringConvertible {
  /// The place in words; empty where it is not known.
  public var description: String

  /// Names a place.
  public init(_ description: String) { self.description = description }

  /// Always true.
  public static func == (left: SourcePlace, right: SourcePlace) -> Bool { true }

  /// Adds nothing.
  public func hash(into hasher: inout Hasher) {}
}
