public import Frames

/// A half-open stretch of time, with the frames that it covers where a source counts frames.
///
/// Times are whole microseconds from the first frame's presentation, so that a span reads back
/// from JSON exactly as it was written; `frames` is the exact identity where it is known.
public struct TimeSpan: Sendable, Hashable {
  /// The first moment, in microseconds.
  public var startMicroseconds: Int64
  /// The first moment after it, in microseconds.
  public var endMicroseconds: Int64
  /// The half-open range of display indices; nil where the source knows only times.
  public var frames: Range<Int>?

  /// Makes the span from microseconds.
  public init(startMicroseconds: Int64, endMicroseconds: Int64, frames: Range<Int>? = nil) {
    self.startMicroseconds = startMicroseconds
    self.endMicroseconds = endMicroseconds
    self.frames = frames
  }

  /// Makes the span from seconds, to the nearest microsecond.
  public init(start: Double, end: Double, frames: Range<Int>? = nil) {
    self.init(
      startMicroseconds: Int64((start * 1e6).rounded()),
      endMicroseconds: Int64((end * 1e6).rounded()), frames: frames)
  }

  /// The first moment in seconds.
  public var start: Double { Double(startMicroseconds) / 1e6 }
  /// The first moment after it in seconds.
  public var end: Double { Double(endMicroseconds) / 1e6 }
  /// The length in seconds.
  public var length: Double { Double(endMicroseconds - startMicroseconds) / 1e6 }
  /// The first moment, exactly.
  public var startTime: MediaTime { MediaTime(value: startMicroseconds, timescale: 1_000_000) }
  /// The first moment after it, exactly.
  public var endTime: MediaTime { MediaTime(value: endMicroseconds, timescale: 1_000_000) }

  /// Whether both share at least one moment.
  public func overlaps(_ other: TimeSpan) -> Bool {
    startMicroseconds < other.endMicroseconds && other.startMicroseconds < endMicroseconds
  }

  /// Whether the other lies wholly inside.
  public func contains(_ other: TimeSpan) -> Bool {
    startMicroseconds <= other.startMicroseconds && other.endMicroseconds <= endMicroseconds
  }
}

extension TimeSpan {
  /// `{"start": 1.5, "end": 3.0, "frames": [45, 90]}`, in seconds.
  public var json: JSONValue {
    var members = [JSONMember("start", .number(start)), JSONMember("end", .number(end))]
    if let frames {
      let ends = [frames.lowerBound, frames.upperBound]
      members.append(JSONMember("frames", .array(ends.map { .integer(Int64($0)) })))
    }
    return .object(members)
  }

  /// Reads a span; what is missing or wrong is written down in `faults`.
  static func read(
    _ value: JSONValue?, at place: String, faults: inout [DocumentFault]
  ) -> TimeSpan {
    var reader = ObjectReader(value, at: place)
    let start = reader.number("start")
    let end = reader.number("end")
    if start < 0 { reader.fault("start", "\(start) should not be below 0") }
    if end <= start { reader.fault("end", "\(end) is not later than the start, \(start)") }
    for (key, seconds) in [("start", start), ("end", end)] where seconds.magnitude > 1e9 {
      reader.fault(key, "\(seconds) seconds are beyond any video")
    }
    let frames = reader.optional("frames", "two whole numbers, the first below the second") {
      value -> Range<Int>? in
      guard let ends = value.array, ends.count == 2, let first = ends[0].integer,
        let last = ends[1].integer, first >= 0, first < last
      else { return nil }
      return first..<last
    }
    faults += reader.faults
    let safe = reader.faults.isEmpty
    return TimeSpan(start: safe ? start : 0, end: safe ? end : 1, frames: frames)
  }
}
