internal import Frames

extension SegmentsDocument {
  /// The segments as intervals of frames with the labels that they have.
  public var intervals: Intervals {
    .frames(
      segments.map {
        FrameInterval($0.start.index..<max($0.start.index, $0.end.index), label: $0.label)
      }
    )
  }
}

extension Segment {
  /// What to call the segment where a name is wanted: its label, else `skill 3`, else its place
  /// in the document counted from 1, `segment 7`.
  public var name: String {
    if let label, !label.isEmpty { return label }
    return skill.map { "skill \($0)" } ?? "segment \(index + 1)"
  }
}
