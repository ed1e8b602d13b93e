internal import Annotations
internal import Frames
internal import Skillet

extension ReviewView {
  /// The document as the page reads it.
  func json(media: MediaFiles) -> JSONValue {
    .object([
      JSONMember("id", .string(id)), JSONMember("name", .string(name)),
      JSONMember("document", .string(document)), JSONMember("video", videoJSON(media)),
      JSONMember("note", note.map { .string($0) } ?? .null),
      JSONMember("readOnly", .bool(isReadOnly)),
      JSONMember("revision", .integer(Int64(revision))), JSONMember("canUndo", .bool(canUndo)),
      JSONMember("canRedo", .bool(canRedo)),
      JSONMember("levels", .array(levels.map { Self.json($0.name, $0.segments) })),
      JSONMember("labels", .array(labels.map { .string($0) })),
      JSONMember("signal", signal?.json ?? .null),
      JSONMember("reviewed", reviewed?.json ?? .null),
      JSONMember("history", .array(history.map(\.line))),
      JSONMember(
        "documents", .array(documents.map { .object([JSONMember("name", .string($0))]) })),
      JSONMember("keyFrames", .array(keyFrames.map { .integer(Int64($0)) })),
    ])
  }

  private func videoJSON(_ media: MediaFiles) -> JSONValue {
    let served = video.path.map { media.add($0, stretch: stretch) }
    var members = [
      JSONMember("media", served.map { .string($0) } ?? .null),
      JSONMember("state", .string(video.state.rawValue)),
      JSONMember("note", (video.note ?? (info == nil ? nil : note)).map { .string($0) } ?? .null),
      JSONMember("exactTimes", .bool(hasExactTimes)),
    ]
    guard let info else { return .object(members) }
    let start = levels.first?.segments.first?.segment.start.seconds ?? 0
    members += [
      JSONMember("width", .integer(Int64(info.width))),
      JSONMember("height", .integer(Int64(info.height))),
      JSONMember("rotation", .integer(Int64(info.rotation))),
      JSONMember("frames", .integer(Int64(info.frames))),
      JSONMember("timeBase", .string(info.timeBase.description)),
      JSONMember(
        "frameRate",
        .string(
          (info.averageFrameRate.denominator > 0 ? info.averageFrameRate : Rational(0, 1))
            .description
        )),
      JSONMember("variableFrameRate", .bool(info.variableFrameRate)),
      JSONMember("seconds", .number(info.duration)), JSONMember("startSeconds", .number(start)),
      JSONMember("codec", .string(info.codec)),
    ]
    return .object(members)
  }

  private static func json(
    _ name: String, _ segments: [(id: String, segment: Segment)]
  ) -> JSONValue {
    .object([
      JSONMember("name", .string(name)),
      JSONMember("segments", .array(segments.map { $0.segment.json(id: $0.id) })),
    ])
  }
}

extension Segment {
  /// A segment as the page reads it.
  func json(id: String) -> JSONValue {
    .object([
      JSONMember("id", .string(id)), JSONMember("start", .integer(Int64(start.index))),
      JSONMember("end", .integer(Int64(end.index))),
      JSONMember("startSeconds", .number(start.seconds)),
      JSONMember("endSeconds", .number(end.seconds)),
      JSONMember("label", label.map { .string($0) } ?? .null),
      JSONMember("skill", skill.map { .integer(Int64($0)) } ?? .null),
      JSONMember("confidence", confidence.map { .number($0) } ?? .null),
      JSONMember("surprise", surprise.map { .number($0) } ?? .null),
      JSONMember("kind", kind.map { .string($0.rawValue) } ?? .null),
    ])
  }
}

extension ReviewView.Signal {
  var json: JSONValue {
    func pair(_ frame: Int, _ value: Double?) -> JSONValue {
      // Six digits are what the signal has.
      .array([.integer(Int64(frame)), value.map { .number(($0 * 1e4).rounded() / 1e4) } ?? .null])
    }
    return .object([
      JSONMember("columns", .array([.string("surprise")])),
      JSONMember("points", .array(points.map { pair($0.frame, $0.value) })),
      JSONMember("threshold", .array(threshold.map { pair($0.frame, $0.value) })),
      JSONMember("peaks", .array(peaks.map { .integer(Int64($0)) })),
    ])
  }
}

extension ReviewEntry {
  /// The entry as the page lists it.
  var line: JSONValue {
    .object([
      JSONMember("revision", .integer(Int64(revision))), JSONMember("by", .string(by)),
      JSONMember("time", .string(time)), JSONMember("summary", .string(summary)),
    ])
  }
}

extension ReviewTimes {
  /// The times of all frames, as the page reads them.
  var json: JSONValue {
    .object([
      JSONMember("timeBase", .string(timeBase.description)),
      JSONMember("pts", .array(stamps.dropLast().map { .integer($0) })),
      JSONMember("end", .integer(stamps.last ?? 0)), JSONMember("exact", .bool(isExact)),
    ])
  }
}
