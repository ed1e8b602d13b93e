internal import Frames

/// FFmpeg's metadata file, of which the chapters are read and written.
///
/// A chapter's `START` and `END` count ticks of its `TIMEBASE`, so that any time is exact. In values
/// `=`, `;`, `#`, the backslash and line breaks are escaped by a backslash.
public enum ChapterMetadata: WritableFormat {
  /// `ffmetadata`.
  public static let id = "ffmetadata"
  /// Another name.
  public static let aliases = ["chapters"]
  /// What it is.
  public static let title = "FFmpeg's chapters"
  /// The chapters of an output folder.
  public static let fileName = "segments.ffmetadata"
  /// Exact times and labels.
  public static let holdings: Holdings = [
    .overlaps, .gaps, .moments, .times, .labels, .missingLabels, .emptyLabels,
  ]

  private static let head = ";FFMETADATA"

  /// A text that begins with `;FFMETADATA`.
  public static func sniff(_ source: AnnotationSource) -> Bool { source.opening.hasPrefix(head) }

  /// Also what NUL, which ends FFmpeg's texts, takes from a label.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    holdings.losses(of: set)
      + set.labelLoss("the character NUL in labels") { $0.unicodeScalars.contains("\0") }
  }

  /// Chapters a video; throws where times are not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var files: [AnnotationFile] = []
    for video in set.videos {
      var text = "\(head)1\n"
      for span in video.spans {
        let times = try video.times(of: span, format: title)
        let timeBase = Rational(
          1, MediaTime.commonTimescale(of: [times.start, times.end]) ?? 1_000_000_000)
        text += "[CHAPTER]\nTIMEBASE=\(timeBase)\nSTART=\(times.start.ticks(of: timeBase))\n"
        text += "END=\(times.end.ticks(of: timeBase))\n"
        if let label = span.label { text += "title=\(escaped(label))\n" }
      }
      files.append(AnnotationFile(name: fileName(of: video), text: text))
    }
    return files
  }

  private static func escaped(_ value: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      if "=;#\\\n\r".unicodeScalars.contains(scalar) { text.append("\\") }
      text.append(scalar == "\0" ? "\u{FFFD}" : scalar)
    }
    return String(text)
  }

  /// Reads the chapters; what is said of the file as a whole and of streams is passed over.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    func fault(_ line: Int, _ reason: String) -> AnnotationError {
      AnnotationError(
        file: source.file, step: "read \(title)", place: "line \(line)", reason: reason,
        advice: "give TIMEBASE=1/1000, START=, END= and title= below [CHAPTER]")
    }
    var spans: [AnnotatedSpan] = []
    var chapter: (line: Int, values: [String: String])?
    func close() throws(AnnotationError) {
      guard let (line, values) = chapter else { return }
      // FFmpeg counts nanoseconds where no time base is stated.
      let stated = values["TIMEBASE"] ?? "1/1000000000"
      guard let timeBase = Rational(stated), timeBase.numerator > 0 else {
        throw fault(line, "TIMEBASE should be a fraction of a second, not \"\(stated)\"")
      }
      func time(_ key: String) throws(AnnotationError) -> MediaTime {
        guard let text = values[key], let ticks = Int64(text),
          let time = MediaTime(
            Int128(ticks) * Int128(timeBase.numerator), over: Int128(timeBase.denominator))
        else { throw fault(line, "\(key) should be a whole number of ticks") }
        return time
      }
      let (start, end) = (try time("START"), try time("END"))
      if end < start { throw fault(line, "the chapter ends before it starts") }
      spans.append(
        AnnotatedSpan(.times(start: start, end: end), label: values["title"], place: "line \(line)")
      )
    }
    let lines = try Self.lines(source.text())
    guard lines.first?.text.hasPrefix(head) ?? false else {
      throw fault(1, "the file does not begin with ;FFMETADATA1")
    }
    for line in lines.dropFirst() {
      if line.text.hasPrefix("[") {
        try close()
        chapter = line.text.lowercased() == "[chapter]" ? (line.number, [:]) : nil
        continue
      }
      guard let (key, value) = pair(line.text) else {
        throw fault(line.number, "\"\(line.text.prefix(40))\" is no key=value")
      }
      chapter?.values[key] = value
    }
    try close()
    if spans.isEmpty { throw fault(1, "there is no [CHAPTER]") }
    return AnnotationSet(videos: [AnnotatedVideo(name: source.videoName, spans: spans)])
  }

  /// The lines that say something, escapes left in: a break behind a backslash ends none.
  private static func lines(_ text: String) -> [(number: Int, text: String)] {
    var lines: [(Int, String)] = []
    var line = String.UnicodeScalarView()
    var (number, start, isEscaped) = (1, 1, false)
    func close() {
      if let first = line.first, lines.isEmpty || (first != ";" && first != "#") {
        lines.append((start, String(line)))
      }
      line = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if scalar == "\n" { number += 1 }
      if isEscaped {
        line.append(scalar)
        isEscaped = false
      } else if scalar == "\n" {
        close()
        start = number
      } else if scalar != "\r" {
        isEscaped = scalar == "\\"
        line.append(scalar)
      }
    }
    close()
    return lines
  }

  /// The key and the value around the first `=` that is not escaped.
  private static func pair(_ line: String) -> (key: String, value: String)? {
    var parts = [String.UnicodeScalarView()]
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        parts[parts.count - 1].append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "=", parts.count == 1 {
        parts.append(String.UnicodeScalarView())
      } else {
        parts[parts.count - 1].append(scalar)
      }
    }
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
  }
}
