/// A file format that segments are exchanged in, under its name on the command line.
///
/// A format to come gets a case here and a file beside this one.
public enum SegmentFormat: String, Sendable, Hashable, CaseIterable {
  /// Skillet's own document, which alone holds everything: `skillet.segments/1`.
  case segments
  /// PySceneDetect's scene list. Holds frames and times; no labels, skills or scores.
  case csv
  /// WebVTT. Holds times in whole milliseconds and names; no frames, skills or scores.
  case vtt
  /// MS-TCN's ground truth, a label a frame. Holds frames and names without blanks.
  case mstcn

  /// The name of the file that is written into an output folder.
  public var fileName: String {
    switch self {
    case .segments: "segments.json"
    case .csv: "segments.csv"
    case .vtt: "segments.vtt"
    case .mstcn: "segments.txt"
    }
  }

  /// The format that a file's name promises by its extension; nil where it promises none.
  public init?(fileName: String) {
    let lowercase = fileName.lowercased()
    for format in Self.allCases where lowercase.hasSuffix(format.fileExtension) {
      self = format
      return
    }
    return nil
  }

  /// The extension, with its dot.
  var fileExtension: String { "." + (fileName.split(separator: ".").last ?? "") }

  /// The text of a document in this format.
  ///
  /// Throws where the document's segments do not tile its video or a number is not finite.
  public func write(_ document: SegmentsDocument) throws(AnnotationError) -> String {
    let canonical = try document.text()
    switch self {
    case .segments: return canonical
    case .csv: return SceneList.write(document)
    case .vtt: return WebVTT.write(document)
    case .mstcn: return FrameLabels.write(document)
    }
  }

  /// Reads a text in this format into half-open intervals.
  ///
  /// Throws at the first fault, with its line. No text, however damaged, does anything else.
  public func read(_ text: String, context: ReadingContext) throws(AnnotationError) -> Intervals {
    switch self {
    case .segments: try SegmentsDocument(text: text, file: context.file).intervals
    case .csv: .frames(try SceneList.read(text, context: context))
    case .vtt: .times(try WebVTT.read(text, context: context))
    case .mstcn: .frames(try FrameLabels.read(text, context: context))
    }
  }
}

/// What a reader is told beside the text.
public struct ReadingContext: Sendable, Hashable {
  /// The file as the person named it, for messages.
  public var file: String
  /// Frames of the video, where they are known: some formats leave the last end open.
  public var frames: Int?

  /// Collects what is known.
  public init(file: String, frames: Int? = nil) {
    self.file = file
    self.frames = frames
  }
}
