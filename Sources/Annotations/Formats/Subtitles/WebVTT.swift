internal import Frames

/// WebVTT: cues of time with a name each.
///
/// The end of a cue is exclusive. Every time is rounded to the nearest millisecond by one rule, so
/// cues tile as the segments do; times are the presentation times of the file, so a delayed start
/// is kept. In names `&`, `<` and `>` are escaped, a line break that would leave an empty line
/// becomes `&#10;`, a carriage return `&#13;`, and a NUL, which WebVTT forbids, U+FFFD.
public enum WebVTT: WritableFormat {
  /// `vtt`.
  public static let id = "vtt"
  /// Another name.
  public static let aliases = ["webvtt"]
  /// What it is.
  public static let title = "WebVTT"
  /// The captions of an output folder.
  public static let fileName = "segments.vtt"
  /// Times in whole milliseconds and labels; no label is none.
  public static let holdings: Holdings = [.overlaps, .gaps, .milliseconds, .labels]

  /// Also what a NUL takes from a label.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    holdings.losses(of: set)
      + set.labelLoss("the character NUL in labels") { $0.unicodeScalars.contains("\0") }
  }

  /// A text that begins with `WEBVTT`.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    source.opening.hasPrefix("WEBVTT")
  }

  /// Captions a video; throws where times are not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var files: [AnnotationFile] = []
    for video in set.videos {
      var text = "WEBVTT\n"
      for (position, span) in video.spans.enumerated() {
        let times = try video.times(of: span, format: title)
        let start = Timecode.text(milliseconds: times.start.milliseconds)
        let end = Timecode.text(milliseconds: times.end.milliseconds)
        text += "\n\(position + 1)\n\(start) --> \(end)\n\(escaped(span.name(at: position)))\n"
      }
      files.append(AnnotationFile(name: fileName(of: video), text: text))
    }
    return files
  }

  private static func escaped(_ name: String) -> String {
    var text = ""
    let scalars = Array(name.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      switch scalar {
      case "\n" where !text.isEmpty && place + 1 < scalars.count && scalars[place + 1] != "\n":
        text += "\n"
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\n": text += "&#10;"
      case "\r": text += "&#13;"
      case "\0": text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// Reads the cues; notes, styles, regions, cue settings and tags in names are passed over.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    let lines = TextLines(try source.text()).lines
    func fault(_ line: Int, _ reason: String) -> AnnotationError {
      AnnotationError(
        file: source.file, step: "read WebVTT", place: "line \(line)", reason: reason,
        advice: "correct that line")
    }
    guard let first = lines.first,
      first == "WEBVTT" || first.hasPrefix("WEBVTT ")
        || first.hasPrefix("WEBVTT\t")
    else { throw fault(1, "the file does not begin with WEBVTT") }
    var cues: [AnnotatedSpan] = []
    var index = 1
    while index < lines.count {
      // A block ends at an empty line.
      var block: [(number: Int, text: String)] = []
      while index < lines.count, !lines[index].isEmpty {
        block.append((index + 1, lines[index]))
        index += 1
      }
      index += 1
      guard let timing = block.prefix(2).firstIndex(where: { $0.text.contains("-->") }) else {
        continue
      }
      let number = block[timing].number
      guard let (start, end) = times(of: block[timing].text) else {
        throw fault(
          number, "\"\(block[timing].text)\" should read HH:MM:SS.mmm --> HH:MM:SS.mmm")
      }
      if end < start { throw fault(number, "the cue ends before it starts") }
      let name = block[(timing + 1)...].map(\.text).joined(separator: "\n")
      cues.append(
        AnnotatedSpan(
          .times(
            start: MediaTime(value: start, timescale: 1000),
            end: MediaTime(value: end, timescale: 1000)),
          label: name.isEmpty ? nil : CueText.plain(name), place: "line \(number)"))
    }
    return AnnotationSet(videos: [AnnotatedVideo(name: source.videoName, spans: cues)])
  }

  private static func times(of line: String) -> (start: Int64, end: Int64)? {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    guard words.count >= 3, words[1] == "-->", let start = Timecode.milliseconds(words[0]),
      let end = Timecode.milliseconds(words[2])
    else { return nil }
    return (start, end)
  }
}
