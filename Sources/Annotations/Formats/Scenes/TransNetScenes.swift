/// TransNetV2's `.scenes.txt`: `start end` a line, frames from 0, both inclusive.
public enum TransNetScenes: WritableFormat {
  /// `transnetv2`.
  public static let id = "transnetv2"
  /// What it is.
  public static let title = "TransNetV2's scenes"
  /// The scenes of an output folder.
  public static let fileName = "segments.scenes.txt"
  /// Frames alone; a scene has at least one.
  public static let holdings: Holdings = [.overlaps, .gaps, .frames]

  /// Two whole numbers on each line.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    var lines = source.opening.split(whereSeparator: \.isNewline)
    // The last line may have been cut off.
    if lines.count > 1, source.bytes.count > 4096 { lines.removeLast() }
    return !lines.isEmpty && lines.allSatisfy { frames($0) != nil }
  }

  private static func frames(_ line: some StringProtocol) -> (first: Int, last: Int)? {
    let words = line.split { $0 == " " || $0 == "\t" }
    guard words.count == 2, let first = Int(words[0]), let last = Int(words[1]),
      (0...Int(Int32.max)).contains(first), (0..<Int(Int32.max)).contains(last)
    else { return nil }
    return (first, last)
  }

  /// Reads the scenes.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    func fault(_ line: Int, _ reason: String) -> AnnotationError {
      AnnotationError(
        file: source.file, step: "read TransNetV2's scenes", place: "line \(line)", reason: reason,
        advice: "give the first and the last frame of a scene a line")
    }
    var spans: [AnnotatedSpan] = []
    for (index, line) in TextLines(try source.text()).lines.enumerated()
    where !line.allSatisfy(\.isWhitespace) {
      guard let (first, last) = frames(line) else {
        throw fault(index + 1, "\"\(line.prefix(40))\" is no pair of frames")
      }
      if last < first { throw fault(index + 1, "the scene ends at \(last), before it starts") }
      spans.append(AnnotatedSpan(.frames(first..<(last + 1)), place: "line \(index + 1)"))
    }
    if spans.isEmpty { throw fault(1, "there is no scene") }
    return AnnotationSet(videos: [AnnotatedVideo(name: source.videoName, spans: spans)])
  }

  /// A list a video; throws where frames are not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var files: [AnnotationFile] = []
    for video in set.videos {
      var text = ""
      for span in video.spans {
        let frames = try video.frames(of: span, format: title)
        if !frames.isEmpty { text += "\(frames.lowerBound) \(frames.upperBound - 1)\n" }
      }
      files.append(AnnotationFile(name: fileName(of: video), text: text))
    }
    return files
  }
}
