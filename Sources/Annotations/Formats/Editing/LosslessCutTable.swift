internal import Frames

/// LosslessCut's CSV: `start,end,label` a segment, seconds, no header.
///
/// A blank start is the start of the video, a blank end its end, which somebody must know.
public enum LosslessCutTable: WritableFormat {
  /// `losslesscut`.
  public static let id = "losslesscut"
  /// What it is.
  public static let title = "LosslessCut's CSV"
  /// The table of an output folder.
  public static let fileName = "segments.losslesscut.csv"
  /// Exact times and labels; an empty label is none.
  public static let holdings: Holdings = [
    .overlaps, .gaps, .moments, .times, .labels, .missingLabels,
  ]

  /// A first line of two numbers and perhaps a label.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    guard ["csv", "txt", "", "llc"].contains(source.fileExtension) || source.file == "-",
      let line = source.opening.split(whereSeparator: \.isNewline).first
    else { return false }
    let fields = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
    return fields.count >= 2 && !(fields[0].isEmpty && fields[1].isEmpty)
      && fields[..<2].allSatisfy { blank($0) || MediaTime(decimal: trimmed($0)) != nil }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.filter { !$0.isWhitespace })
  }
  private static func blank(_ text: some StringProtocol) -> Bool {
    text.allSatisfy(\.isWhitespace)
  }

  /// Reads the segments.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    func fault(_ line: Int, _ reason: String, _ advice: String) -> AnnotationError {
      AnnotationError(
        file: source.file, step: "read \(title)", place: "line \(line)", reason: reason,
        advice: advice)
    }
    var spans: [AnnotatedSpan] = []
    for row in try CSVTable(source.text(), file: source.file).rows {
      func time(_ column: Int, _ blank: MediaTime?) throws(AnnotationError) -> MediaTime {
        let text = column < row.fields.count ? trimmed(row.fields[column]) : ""
        if text.isEmpty {
          if let blank { return blank }
          throw fault(
            row.line, "the end is blank, which is the video's end", "give --video FILE")
        }
        guard let time = MediaTime(decimal: text) else {
          throw fault(row.line, "\"\(text)\" should be seconds", "give start,end,label")
        }
        return time
      }
      let first = context.clock?.time(ofFrame: 0) ?? MediaTime(value: 0, timescale: 1)
      let start = try time(0, first)
      let end = try time(1, context.end)
      if end < start {
        throw fault(row.line, "the segment ends before it starts", "correct that line")
      }
      let label = row.fields.count > 2 ? row.fields[2] : ""
      spans.append(
        AnnotatedSpan(
          .times(start: start, end: end), label: label.isEmpty ? nil : label,
          place: "line \(row.line)"))
    }
    if spans.isEmpty { throw fault(1, "there is no segment", "give start,end,label a line") }
    return AnnotationSet(videos: [AnnotatedVideo(name: source.videoName, spans: spans)])
  }

  /// A table a video; throws where times are not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var files: [AnnotationFile] = []
    for video in set.videos {
      var text = ""
      for span in video.spans {
        let times = try video.times(of: span, format: title)
        let label = (span.label ?? "").csvField
        text += "\(times.start.shortestText),\(times.end.shortestText),\(label)\n"
      }
      files.append(AnnotationFile(name: fileName(of: video), text: text))
    }
    return files
  }
}
