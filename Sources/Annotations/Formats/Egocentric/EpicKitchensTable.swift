internal import Frames

/// EPIC-KITCHENS-100's table of narrated actions: a row a segment of one of many videos.
///
/// Segments overlap, and are kept as they are. The moments are `start_timestamp` and
/// `stop_timestamp`; the frames of the extracted pictures, `start_frame` and `stop_frame`, depend on
/// how the pictures were extracted and are kept as attributes with all other columns.
public enum EpicKitchensTable: AnnotationFormat {
  /// `epic-kitchens`.
  public static let id = "epic-kitchens"
  /// Another name.
  public static let aliases = ["epic"]
  /// What it is.
  public static let title = "EPIC-KITCHENS-100's table"

  private static let needed = ["video_id", "start_timestamp", "stop_timestamp"]
  private static let wholeNumbers: Set<String> = [
    "start_frame", "stop_frame", "verb_class", "noun_class",
  ]

  /// A table that names the three columns that are needed.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    let head = source.opening.split(whereSeparator: \.isNewline).first ?? ""
    return head.contains("start_timestamp") && needed.allSatisfy { head.contains($0) }
  }

  /// Reads all videos, in the order in which the table names them first.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    let rows = try CSVTable(source.text(), file: source.file).rows
    let head = rows.first?.fields ?? []
    func fault(_ line: Int, _ reason: String, _ advice: String) -> AnnotationError {
      AnnotationError(
        file: source.file, step: "read \(title)", place: "line \(line)", reason: reason,
        advice: advice)
    }
    func column(_ name: String) -> Int? { head.firstIndex(of: name) }
    guard let videoColumn = column(needed[0]), let startColumn = column(needed[1]),
      let stopColumn = column(needed[2])
    else {
      throw fault(
        1, "a column is missing: \(needed.filter { column($0) == nil }.joined(separator: ", "))",
        "give the columns of EPIC_100_train.csv")
    }
    let labelColumn = column("narration")
    var (videos, places) = ([AnnotatedVideo](), [String: Int]())
    for row in rows.dropFirst() {
      guard row.fields.count == head.count else {
        throw fault(
          row.line, "the row has \(row.fields.count) fields, the head \(head.count)",
          "correct that line")
      }
      func time(_ column: Int) throws(AnnotationError) -> MediaTime {
        guard let time = MediaTime(clock: row.fields[column]) else {
          throw fault(
            row.line, "\(head[column]) should read HH:MM:SS.fff, not \"\(row.fields[column])\"",
            "correct that line")
        }
        return time
      }
      let (start, end) = (try time(startColumn), try time(stopColumn))
      if end < start { throw fault(row.line, "it stops before it starts", "correct that line") }
      let name = row.fields[videoColumn]
      if name.isEmpty { throw fault(row.line, "video_id is empty", "correct that line") }
      let used = [videoColumn, startColumn, stopColumn, labelColumn]
      let attributes = head.indices.filter { !used.contains($0) }.map { index in
        JSONMember(head[index], value(row.fields[index], of: head[index]))
      }
      let place = places[name] ?? videos.count
      if place == videos.count {
        videos.append(AnnotatedVideo(name: name, spans: []))
        places[name] = place
      }
      videos[place].tiers[0].spans.append(
        AnnotatedSpan(
          .times(start: start, end: end), label: labelColumn.map { row.fields[$0] },
          attributes: attributes, place: "line \(row.line)"))
    }
    if videos.isEmpty { throw fault(1, "there is no row below the head", "give the whole table") }
    return AnnotationSet(videos: videos)
  }

  private static func value(_ text: String, of column: String) -> JSONValue {
    wholeNumbers.contains(column)
      ? Int64(text).map { .integer($0) } ?? .string(text) : .string(text)
  }
}

extension MediaTime {
  /// Reads `HH:MM:SS`, `HH:MM:SS.fff` or `MM:SS.f` exactly; nil for anything else.
  init?(clock text: some StringProtocol) {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 2 || fields.count == 3, let last = fields.last,
      last.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
      let seconds = MediaTime(decimal: last), seconds < MediaTime(value: 60, timescale: 1)
    else { return nil }
    let whole = fields.dropLast().compactMap { field in
      field.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(field) : nil
    }
    guard whole.count == fields.count - 1, let minutes = whole.last, minutes < 60,
      whole.count == 1 || whole[0] < 100_000
    else { return nil }
    let hours = whole.count == 2 ? whole[0] : 0
    self = MediaTime(value: (hours * 60 + minutes) * 60, timescale: 1) + seconds
  }
}
