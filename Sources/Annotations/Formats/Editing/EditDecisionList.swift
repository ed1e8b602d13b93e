internal import Frames

/// CMX 3600 edit decision list: an event a segment, source and record in `HH:MM:SS:FF`, OUT exclusive.
///
/// Timecodes count frames (non-drop): a 23.976 or 29.97 video does not drift. The label stands in
/// `* FROM CLIP NAME:` on one line, and the exact rate in a comment, so that the file is read back
/// without being told it. Spans that overlap are laid end to end on the record side; the source side
/// is what is read.
public enum EditDecisionList: WritableFormat {
  /// `edl`.
  public static let id = "edl"
  /// Another name.
  public static let aliases = ["cmx3600"]
  /// What it is.
  public static let title = "CMX 3600 edit decision list"
  /// The list of an output folder.
  public static let fileName = "segments.edl"
  /// Frames and labels of one line.
  public static let holdings: Holdings = [
    .rates, .overlaps, .gaps, .moments, .frames, .labels, .missingLabels,
  ]

  static let nameComment = "FROM CLIP NAME:"
  static let rateComment = "FRAME RATE:"

  /// A text that begins with `TITLE:` or `FCM:`, or whose first event has four timecodes.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    let lines = source.opening.split(whereSeparator: \.isNewline)
    guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return false }
    return first.hasPrefix("TITLE:") || first.hasPrefix("FCM:") || EditEvent(first) != nil
  }

  /// Also what a comment of one line takes from a label, and from a rate that varies.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    var losses = holdings.losses(of: set)
    for video in set.videos {
      if video.hasVariableRate {
        losses.append(Loss(.clocks, "the times of frames at a variable rate"))
        break
      }
      if case .rate(_, let start)? = video.clock, start.value != 0 {
        losses.append(Loss(.clocks, "that the first frame is shown late"))
        break
      }
    }
    return losses
      + set.labelLoss("line breaks and outer blanks of labels") { $0.asOneLine != $0 && $0 != "" }
  }

  /// A list a video; throws where frames or the rate are not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var files: [AnnotationFile] = []
    for video in set.videos {
      let rate = try video.rate(format: title)
      let code = FrameTimecode(rate)
      var text = "TITLE: \(video.name.asOneLine)\nFCM: NON-DROP FRAME\n"
      text += "\n"
      let overlaps = video.tiers.contains { $0.meeting(in: video).overlaps }
      var record = 0
      for (position, span) in video.spans.enumerated() {
        let frames = try video.frames(of: span, format: title)
        let start = overlaps ? record : frames.lowerBound
        record = start + frames.count
        let number = String(position + 1)
        let padding = String(repeating: "0", count: max(0, 3 - number.count))
        let codes = [frames.lowerBound, frames.upperBound, start, record].map(code.text)
        text += "\(padding)\(number)  AX       V     C        \(codes.joined(separator: " "))\n"
        // Other readers take a comment only behind an event.
        if position == 0 { text += "* \(rateComment) \(rate)\n" }
        if let label = span.label?.asOneLine, !label.isEmpty {
          text += "* \(nameComment) \(label)\n"
        }
      }
      files.append(AnnotationFile(name: fileName(of: video), text: text))
    }
    return files
  }

  /// Reads the source side of every event that has a picture.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    func fault(
      _ line: Int, _ reason: String, _ advice: String = "correct that line"
    ) -> AnnotationError {
      AnnotationError(
        file: source.file, step: "read the edit decision list", place: "line \(line)",
        reason: reason, advice: advice)
    }
    var spans: [AnnotatedSpan] = []
    var (dropsFrames, isShown, events) = (false, false, 0)
    let lines = TextLines(try source.text()).lines
    let stated = lines.lazy.compactMap { comment($0, rateComment) }.first
    let rate = context.rate ?? stated.flatMap { Rational($0) }
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("FCM:") {
        dropsFrames = line.contains("DROP FRAME") && !line.contains("NON")
      } else if let comment = comment(line, nameComment), isShown, !spans.isEmpty {
        spans[spans.count - 1].label = comment
      } else if let event = EditEvent(line) {
        events += 1
        isShown = event.isPicture
        if !isShown { continue }
        guard let rate, rate.numerator > 0 else {
          throw fault(
            index + 1, "timecodes count frames, and nothing says how many make a second",
            "give --video FILE or --rate 30000/1001")
        }
        let code = FrameTimecode(rate)
        let drops = dropsFrames || event.codes[0].contains(";")
        if drops, !code.canDrop {
          throw fault(
            index + 1, "there is no drop-frame timecode at \(rate) frames a second",
            "give the rate of the list with --rate")
        }
        var ends: [Int] = []
        for text in event.codes.prefix(2) {
          guard let frame = code.frame(text, dropsFrames: drops) else {
            throw fault(
              index + 1, "\"\(text)\" is no timecode at \(code.nominal) frames a second",
              "correct that line, or give another --rate")
          }
          ends.append(frame)
        }
        if ends[1] < ends[0] { throw fault(index + 1, "the event ends before it starts") }
        spans.append(AnnotatedSpan(.frames(ends[0]..<ends[1]), place: "line \(index + 1)"))
      } else if line.first?.isNumber ?? false {
        throw fault(index + 1, "\"\(line.prefix(60))\" is no event with four timecodes")
      }
    }
    if events == 0 { throw fault(1, "there is no event") }
    var video = AnnotatedVideo(name: source.videoName, spans: spans)
    video.frameRate = rate
    return AnnotationSet(videos: [video])
  }

  private static func comment(_ line: String, _ key: String) -> String? {
    guard line.hasPrefix("*") else { return nil }
    let text = line.dropFirst().drop(while: \.isWhitespace)
    guard text.hasPrefix(key) else { return nil }
    return String(text.dropFirst(key.count)).asOneLine
  }
}

/// An event of an edit decision list: number, reel, channels, transition, four timecodes.
private struct EditEvent {
  var isPicture: Bool
  /// Source in and out, record in and out.
  var codes: [Substring]

  init?(_ line: some StringProtocol) {
    let words = Substring(line).split { $0 == " " || $0 == "\t" }
    guard words.count >= 8, words[0].first?.isNumber ?? false else { return nil }
    codes = Array(words.suffix(4))
    guard codes.allSatisfy({ $0.count { ":;.".contains($0) } == 3 }) else { return nil }
    let channels = words[2].uppercased()
    isPicture = words[1].uppercased() != "BL" && (channels.contains("V") || channels == "B")
  }
}
