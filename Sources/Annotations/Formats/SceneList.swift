internal import Frames

/// PySceneDetect's scene list, `*-Scenes.csv`.
///
/// Its frames count from 1 and are inclusive, so a half-open `start..<end` is written as
/// `start + 1` and `end`. Its times count from the first shown frame.
enum SceneList {
  static let columns = [
    "Scene Number", "Start Frame", "Start Timecode", "Start Time (seconds)", "End Frame",
    "End Timecode", "End Time (seconds)", "Length (frames)", "Length (timecode)",
    "Length (seconds)",
  ]

  static func write(_ document: SegmentsDocument) -> String {
    let origin = document.segments.first?.start.time ?? MediaTime(value: 0, timescale: 1)
    let starts = document.segments.dropFirst().map { timecode($0.start.time, since: origin) }
    var lines = [(["Timecode List:"] + starts).joined(separator: ",")]
    lines.append(columns.joined(separator: ","))
    for (position, segment) in document.segments.enumerated() {
      let frames = (segment.start.index, segment.end.index)
      lines.append(
        ([String(position + 1), String(frames.0 + 1)] + times(segment.start.time, since: origin)
          + [String(frames.1)] + times(segment.end.time, since: origin)
          + [String(frames.1 - frames.0)] + times(segment.end.time, since: segment.start.time))
          .joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func times(_ time: MediaTime, since origin: MediaTime) -> [String] {
    let milliseconds = (time - origin).milliseconds
    return [
      Timecode.text(milliseconds: milliseconds), Timecode.secondsText(milliseconds: milliseconds),
    ]
  }

  private static func timecode(_ time: MediaTime, since origin: MediaTime) -> String {
    Timecode.text(milliseconds: (time - origin).milliseconds)
  }

  /// Reads the frames.
  ///
  /// The header is looked for, because the line before it may lack its label;
  /// a missing `End Frame` is taken from the next start, the last from the video's length.
  static func read(
    _ text: String, context: ReadingContext
  ) throws(AnnotationError) -> [FrameInterval] {
    let rows = try CSVTable(text, file: context.file).rows
    let step = "read the scene list"
    guard let header = rows.firstIndex(where: { $0.fields.contains("Start Frame") }),
      let startColumn = rows[header].fields.firstIndex(of: "Start Frame")
    else {
      throw AnnotationError(
        file: context.file, step: step, reason: "no line names the column \"Start Frame\"",
        advice: "give a scene list with PySceneDetect's columns")
    }
    let endColumn = rows[header].fields.firstIndex(of: "End Frame")
    var bounds: [(line: Int, start: Int, end: Int?)] = []
    for row in rows[(header + 1)...] {
      let start = try frame(row, startColumn, "Start Frame", context, step)
      if start < 1 {
        throw fault(row, "Start Frame is \(start); frames count from 1", context, step)
      }
      var end: Int?
      if let endColumn { end = try frame(row, endColumn, "End Frame", context, step) }
      bounds.append((row.line, start - 1, end))
    }
    var intervals: [FrameInterval] = []
    for (position, bound) in bounds.enumerated() {
      let next = position + 1 < bounds.count ? bounds[position + 1].start : context.frames
      let row = CSVTable.Row(line: bound.line, fields: [])
      guard let end = bound.end ?? next else {
        throw fault(row, "nothing says where the last scene ends", context, step)
      }
      if end < bound.start {
        throw fault(row, "the scene ends at \(end), before it starts", context, step)
      }
      intervals.append(FrameInterval(bound.start..<end))
    }
    return intervals
  }

  private static func frame(
    _ row: CSVTable.Row, _ column: Int, _ name: String, _ context: ReadingContext, _ step: String
  ) throws(AnnotationError) -> Int {
    guard column < row.fields.count, let number = Int(row.fields[column]), number >= 0,
      number <= Int(Int32.max)
    else {
      let found = column < row.fields.count ? "\"\(row.fields[column])\"" : "nothing"
      throw fault(row, "\(name) should be a frame number, not \(found)", context, step)
    }
    return number
  }

  private static func fault(
    _ row: CSVTable.Row, _ reason: String, _ context: ReadingContext, _ step: String
  ) -> AnnotationError {
    AnnotationError(
      file: context.file, step: step, place: "line \(row.line)", reason: reason,
      advice: "correct that line")
  }
}
