internal import Frames

/// PySceneDetect's scene list, `*-Scenes.csv`.
///
/// Its frames count from 1 and are inclusive, so a half-open `start..<end` is written as
/// `start + 1` and `end`. Its times count from the first shown frame.
public enum SceneList: WritableFormat {
  private static let step = "read the scene list"

  static let columns = [
    "Scene Number", "Start Frame", "Start Timecode", "Start Time (seconds)", "End Frame",
    "End Timecode", "End Time (seconds)", "Length (frames)", "Length (timecode)",
    "Length (seconds)",
  ]

  /// `csv`.
  public static let id = "csv"
  /// Another name.
  public static let aliases = ["pyscenedetect"]
  /// What it is.
  public static let title = "PySceneDetect's scene list"
  /// The scene list of an output folder.
  public static let fileName = "segments.csv"
  /// Frames, and times in whole milliseconds since the first frame.
  public static let holdings: Holdings = [.overlaps, .gaps, .frames, .milliseconds]

  /// Also that the first frame is shown late: times count from it.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    let isLate = set.videos.contains { video in
      (video.clock?.time(ofFrame: 0)
        ?? video.spans.first { $0.extent.frames?.lowerBound == 0 }?.extent.times?.start)
        .map { $0.value != 0 } ?? false
    }
    return holdings.losses(of: set)
      + (isLate ? [Loss(.clocks, "that the first frame is shown late")] : [])
  }

  /// A table that names the column `Start Frame`.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    source.opening.split(whereSeparator: \.isNewline).prefix(2).contains {
      $0.contains("Start Frame") && !$0.contains("{")
    }
  }

  /// A scene list a video; throws where frames or times are not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var files: [AnnotationFile] = []
    for video in set.videos {
      files.append(AnnotationFile(name: fileName(of: video), text: try text(of: video)))
    }
    return files
  }

  private static func text(of video: AnnotatedVideo) throws(AnnotationError) -> String {
    let spans = video.spans
    var scenes: [(frames: Range<Int>, start: MediaTime, end: MediaTime)] = []
    for span in spans {
      let times = try video.times(of: span, format: title)
      scenes.append((try video.frames(of: span, format: title), times.start, times.end))
    }
    let origin =
      video.clock?.time(ofFrame: 0) ?? scenes.first { $0.frames.lowerBound == 0 }?.start
      ?? MediaTime(value: 0, timescale: 1)
    let starts = scenes.dropFirst().map { timecode($0.start, since: origin) }
    var lines = [(["Timecode List:"] + starts).joined(separator: ",")]
    lines.append(columns.joined(separator: ","))
    for (position, scene) in scenes.enumerated() {
      let (start, end) = (scene.frames.lowerBound, scene.frames.upperBound)
      lines.append(
        ([String(position + 1), String(start + 1)] + times(scene.start, since: origin)
          + [String(end)] + times(scene.end, since: origin)
          + [String(end - start)] + times(scene.end, since: scene.start))
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

  /// Reads the scenes.
  ///
  /// The header is looked for, because the line before it may lack its label; a missing `End Frame`
  /// is taken from the next start, the last from the video's length.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    let rows = try CSVTable(source.text(), file: source.file).rows
    guard let header = rows.firstIndex(where: { $0.fields.contains("Start Frame") }),
      let startColumn = rows[header].fields.firstIndex(of: "Start Frame")
    else {
      throw AnnotationError(
        file: source.file, step: step, reason: "no line names the column \"Start Frame\"",
        advice: "give a scene list with PySceneDetect's columns")
    }
    func column(_ name: String) -> Int? { rows[header].fields.firstIndex(of: name) }
    let (endColumn, seconds) = (
      column("End Frame"), (column("Start Time (seconds)"), column("End Time (seconds)"))
    )
    let scenes = rows[(header + 1)...]
    var starts: [Int] = []
    for row in scenes {
      let start = try frame(row, startColumn, "Start Frame", context)
      if start < 1 { throw fault(row, "Start Frame is \(start); frames count from 1", context) }
      starts.append(start - 1)
    }
    var spans: [AnnotatedSpan] = []
    for (position, row) in scenes.enumerated() {
      let start = starts[position]
      let next = position + 1 < starts.count ? starts[position + 1] : context.frames
      var stated: Int?
      if let endColumn { stated = try frame(row, endColumn, "End Frame", context) }
      guard let end = stated ?? next else {
        throw fault(row, "nothing says where the last scene ends", context)
      }
      if end < start {
        throw fault(row, "the scene ends at \(end), before it starts", context)
      }
      var extent = Extent.frames(start..<end)
      if let from = time(row, seconds.0), let to = time(row, seconds.1), from <= to {
        extent = .both(frames: start..<end, start: from, end: to)
      }
      spans.append(AnnotatedSpan(extent, place: "line \(row.line)"))
    }
    return AnnotationSet(videos: [AnnotatedVideo(name: source.videoName, spans: spans)])
  }

  private static func time(_ row: CSVTable.Row, _ column: Int?) -> MediaTime? {
    guard let column, column < row.fields.count else { return nil }
    return MediaTime(decimal: row.fields[column])
  }

  private static func frame(
    _ row: CSVTable.Row, _ column: Int, _ name: String, _ context: ReadingContext
  ) throws(AnnotationError) -> Int {
    guard column < row.fields.count, let number = Int(row.fields[column]), number >= 0,
      number <= Int(Int32.max)
    else {
      let found = column < row.fields.count ? "\"\(row.fields[column])\"" : "nothing"
      throw fault(row, "\(name) should be a frame number, not \(found)", context)
    }
    return number
  }

  private static func fault(
    _ row: CSVTable.Row, _ reason: String, _ context: ReadingContext
  ) -> AnnotationError {
    AnnotationError(
      file: context.file, step: step, place: "line \(row.line)", reason: reason,
      advice: "correct that line")
  }
}
