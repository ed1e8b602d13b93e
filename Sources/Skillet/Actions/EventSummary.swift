public import Annotations

/// The events of a video as a person looks at them.
public struct EventSummary: Sendable {
  let path: String
  let track: EventTrack
  /// The last frame of each run of identical events.
  let marks: [Int]
  /// What happened, the most frequent first.
  let counts: [(name: String, count: Int)]

  /// Counts the events that lie on some frames.
  public init(path: String, track: EventTrack, frames: Int) {
    self.path = path
    self.track = track
    marks = track.lastFramesOfRuns(frames: frames)
    var counts: [String: Int] = [:]
    for event in track.events { counts[event.name, default: 0] += 1 }
    self.counts = counts.sorted {
      $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value
    }.map { (name: $0.key, count: $0.value) }
  }

  /// The summary as lines for people.
  public var lines: [String] {
    let frames = Set(track.events.map(\.frame)).count
    var lines = [
      "events         \(path.printable), \(track.events.count) on \(frames) frames",
      "runs           \(marks.count) runs of identical events",
    ]
    for (index, entry) in counts.prefix(8).enumerated() {
      let title = index == 0 ? "most frequent  " : "               "
      lines.append("\(title)\(entry.name.printable)  \(entry.count)")
    }
    return lines
  }

  /// The summary as the `events` member of the inspection's document.
  public var json: JSONValue {
    .object([
      JSONMember("path", .string(path)),
      JSONMember("count", .integer(Int64(track.events.count))),
      JSONMember(
        "names",
        .array(
          counts.map {
            .object([
              JSONMember("name", .string($0.name)), JSONMember("count", .integer(Int64($0.count))),
            ])
          })),
      JSONMember("lastFramesOfRuns", .array(marks.map { .integer(Int64($0)) })),
    ])
  }
}
