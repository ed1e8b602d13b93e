/// JSON Lines: a value a line, with the number of its line; blank lines are passed over.
struct JSONLines: Sequence {
  private let values: [(line: Int, value: JSONValue)]

  /// Reads all lines; throws at the first that is no JSON, with its line and column.
  init(_ source: AnnotationSource) throws(AnnotationError) {
    _ = try source.text().isEmpty
    var values: [(Int, JSONValue)] = []
    let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 0
    for bytes in source.bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      do {
        values.append((line, try JSONValue(parsing: Array(bytes))))
      } catch {
        throw AnnotationError(
          file: source.file, step: "read JSON Lines", place: "line \(line), column \(error.column)",
          reason: error.reason, advice: "give one JSON object a line")
      }
    }
    if values.isEmpty {
      throw AnnotationError(
        file: source.file, step: "read JSON Lines", place: "line 1", reason: "there is no line",
        advice: "give one JSON object a line")
    }
    self.values = values
  }

  func makeIterator() -> [(line: Int, value: JSONValue)].Iterator { values.makeIterator() }
}

extension JSONValue {
  /// A frame number that 32 bits hold.
  var frame: Int? { integer.flatMap { (0..<Int(Int32.max)).contains($0) ? $0 : nil } }

  /// The value as a line of JSON Lines.
  func line(of format: String) throws(AnnotationError) -> String {
    try text(.compact, of: format) + "\n"
  }

  /// The text; a number that JSON cannot hold is a fault of writing that format.
  func text(_ layout: Layout, of format: String) throws(AnnotationError) -> String {
    do {
      return try text(layout)
    } catch {
      throw AnnotationError(file: format, step: "write \(format)", reason: error.reason)
    }
  }
}

extension AnnotationSet {
  /// Videos whose names must differ; throws at the first name that is there twice.
  public init(
    uniquelyNamed videos: [AnnotatedVideo], classes: [LabelClass] = [], file: String
  ) throws(AnnotationError) {
    var names: Set<String> = []
    for video in videos where !names.insert(video.name).inserted {
      throw AnnotationError(
        file: file, step: "read the annotations", place: video.name,
        reason: "the video is there twice", advice: "give each video once")
    }
    self.init(videos: videos, classes: classes)
  }
}
