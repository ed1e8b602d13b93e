public import Frames

extension ReviewHistory {
  /// The reviewed version as a segments document of its own, from which every command works.
  ///
  /// The first level is `segments`. Further levels are in the member `levels`, each with a name and
  /// segments of the same form that tile the video, too: a reader that knows nothing of them keeps
  /// them as it keeps every unknown key, and `AnnotatedVideo` makes a tier of each. The member `review`
  /// says which revision it is, and whose. How the machine cut stays in `method`.
  ///
  /// - Parameter time: when a frame is shown; that of frame `video.frames` is the end.
  public func document(time: (Int) -> FrameTime) -> SegmentsDocument {
    var document = document
    let first = state.levels[0]
    let level = Self.segments(of: first, frames: state.frames, time: time)
    var unknown = document.unknown
    let known = Dictionary(
      self.document.segments.enumerated().map { ($1.start.index, $0) },
      uniquingKeysWith: { a, _ in a })
    var texts: [Int: [JSONMember]] = [:]
    for (position, mark) in first.marks.enumerated() { texts[position] = mark.others }
    for position in 0..<max(first.marks.count, self.document.segments.count) {
      unknown["segments[\(position)]"] = texts[position] ?? []
      for end in ["start", "end"] { unknown["segments[\(position)].\(end)"] = [] }
    }
    for (position, mark) in first.marks.enumerated() {
      guard let old = known[mark.start],
        self.document.segments[old].end.index == first.end(of: position, frames: state.frames)
      else { continue }
      for end in ["start", "end"] {
        unknown["segments[\(position)].\(end)"] = self.document.unknown["segments[\(old)].\(end)"]
      }
    }
    document.segments = level
    let own: Set = ["levels", "review"]
    unknown[""] =
      unknown[""].filter { !own.contains($0.key) } + [
        JSONMember("review", review)
      ]
    if state.levels.count > 1 {
      unknown[""].append(
        JSONMember(
          "levels",
          .array(
            state.levels.dropFirst().map { level in
              let segments = Self.segments(of: level, frames: state.frames, time: time)
              return .object([
                JSONMember("name", .string(level.name)),
                JSONMember(
                  "segments",
                  .array(
                    segments.enumerated().map {
                      $1.jsonObject(position: $0, unknown: UnknownKeys())
                    })),
              ])
            })))
    }
    document.unknown = unknown
    return document
  }

  /// The segments of a level.
  public static func segments(
    of level: ReviewLevel, frames: Int, time: (Int) -> FrameTime
  ) -> [Segment] {
    level.marks.enumerated().map { position, mark in
      Segment(
        index: position, start: time(mark.start),
        end: time(level.end(of: position, frames: frames)), skill: mark.skill, label: mark.label,
        confidence: mark.confidence, surprise: mark.surprise, kind: mark.kind)
    }
  }

  private var review: JSONValue {
    var people: [String] = []
    for entry in entries where !people.contains(entry.by) { people.append(entry.by) }
    return .object([
      JSONMember("revision", .integer(Int64(revision))),
      JSONMember("edits", .integer(Int64(edits))),
      JSONMember("people", .array(people.map { .string($0) })),
      JSONMember("time", entries.last.map { .string($0.time) } ?? .null),
      JSONMember(
        "reviewed",
        reviewed.map {
          .object([JSONMember("by", .string($0.by)), JSONMember("time", .string($0.time))])
        } ?? .null),
    ])
  }
}
