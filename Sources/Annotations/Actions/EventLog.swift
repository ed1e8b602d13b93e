/// Events that something beside the video recorded, such as a game's log, as a file states them.
///
/// JSON: a list, or an object with `events`, of `[frame, name]` or of objects with `frame` or
/// `time` and `name`. Comma-separated values: a column `frame`, `frame_index`, `time`, `seconds` or
/// `timestamp`, and a column `name`, `event` or `label`.
public struct EventLog: Sendable, Hashable {
  /// When something happened.
  public enum Moment: Sendable, Hashable {
    /// While this frame was shown.
    case frame(Int)
    /// At this second of the video.
    case seconds(Double)
  }

  /// One entry.
  public struct Entry: Sendable, Hashable {
    /// When it happened.
    public var moment: Moment
    /// What happened.
    public var name: String

    /// Pairs a moment with what happened then.
    public init(_ moment: Moment, _ name: String) {
      self.moment = moment
      self.name = name
    }
  }

  /// The entries in the order of the file.
  public var entries: [Entry]

  /// Collects entries.
  public init(entries: [Entry]) { self.entries = entries }

  /// The events on the frames of a video.
  ///
  /// An event with a time lies on the frame that is shown then, and on the first one where it
  /// happened before any was.
  ///
  /// - Parameters:
  ///   - seconds: the time of each shown frame, rising.
  ///   - file: the file that faults name.
  /// - Throws: where an event lies outside the video.
  public func track(
    onFrames seconds: [Double], file: String
  ) throws(AnnotationError) -> EventTrack {
    func fault(_ entry: Entry, _ reason: String) -> AnnotationError {
      AnnotationError(
        file: file, step: "place the event \"\(entry.name)\"", reason: reason,
        advice: "give the events of this video, in its own frames or seconds")
    }
    let count = seconds.count
    let steps = zip(seconds, seconds.dropFirst()).map { $1 - $0 }.sorted()
    let end = (seconds.last ?? 0) + (steps.isEmpty ? 1 : 2 * steps[steps.count / 2])
    var events: [EventTrack.Event] = []
    for entry in entries {
      switch entry.moment {
      case .frame(let frame):
        guard frame >= 0, frame < count else {
          throw fault(entry, "it is on frame \(frame), the video shows \(count), from 0")
        }
        events.append(.init(frame: frame, name: entry.name))
      case .seconds(let time):
        guard time >= 0, time <= end else {
          let last = (seconds.last ?? 0).shortText
          throw fault(entry, "it is at \(time.shortText) s, the last frame at \(last) s")
        }
        var (low, high) = (0, count)
        while low < high {
          let middle = (low + high) / 2
          // The slack of a time stamp that was rounded to milliseconds.
          if seconds[middle] <= time + 0.000_5 { low = middle + 1 } else { high = middle }
        }
        events.append(.init(frame: max(0, low - 1), name: entry.name))
      }
    }
    return EventTrack(events: events)
  }
}
