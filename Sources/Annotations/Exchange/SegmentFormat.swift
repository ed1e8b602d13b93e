/// A format that the segments of one video are written in, under its name on the command line.
///
/// Any ``WritableFormat`` is one; the constants name those that the library itself asks for.
public struct SegmentFormat: RawRepresentable, Sendable, Hashable, CaseIterable {
  /// Skillet's own document, which alone holds everything: `skillet.segments/1`.
  public static let segments = SegmentFormat(of: SegmentsFormat.self)
  /// PySceneDetect's scene list: holds frames and times; no labels, skills or scores.
  public static let csv = SegmentFormat(of: SceneList.self)
  /// WebVTT: holds times in whole milliseconds and names; no frames, skills or scores.
  public static let vtt = SegmentFormat(of: WebVTT.self)
  /// MS-TCN's ground truth, a label a frame: holds frames and names without blanks.
  public static let mstcn = SegmentFormat(of: FrameLabels.self)

  /// All formats that are written, `segments` first.
  public static var allCases: [SegmentFormat] {
    AnnotationFormats.writable.filter { !$0.isFolder }.map { .init(of: $0) }
  }

  /// The name on the command line.
  public let rawValue: String
  private let format: any WritableFormat.Type

  private init(of format: any WritableFormat.Type) {
    self.format = format
    rawValue = format.id
  }

  /// The format of a name; nil where no format that is written has it.
  public init?(rawValue: String) {
    guard let format = AnnotationFormats.named(rawValue) as? any WritableFormat.Type,
      !format.isFolder
    else { return nil }
    self.init(of: format)
  }

  /// Whether both are the same format.
  public static func == (left: SegmentFormat, right: SegmentFormat) -> Bool {
    left.rawValue == right.rawValue
  }

  /// Adds the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

  /// The name of the file that is written into an output folder.
  public var fileName: String { format.fileName }

  /// The format that a file's name promises by its extension; nil where it promises none.
  public init?(fileName: String) {
    let lowercase = fileName.lowercased()
    for format in [Self.segments, .csv, .vtt, .mstcn] {
      let name = format.fileName
      if lowercase.hasSuffix(name.drop { $0 != "." }) {
        self = format
        return
      }
    }
    return nil
  }

  /// The text of a document in this format.
  ///
  /// Throws where the document's segments do not tile its video or a number is not finite.
  public func write(_ document: SegmentsDocument) throws(AnnotationError) -> String {
    // A document that could not be read back is written in no format.
    let canonical = try document.text()
    if self == .segments { return canonical }
    let set = AnnotationSet(videos: [AnnotatedVideo(document)])
    let files = try format.write(
      set, context: WritingContext(title: set.videos[0].name, version: document.method.version))
    return String(decoding: files.first?.bytes ?? [], as: UTF8.self)
  }

  /// Reads a text in this format into half-open intervals of the one video that it speaks of.
  ///
  /// Throws at the first fault, with its line. No text, however damaged, does anything else.
  public func read(_ text: String, context: ReadingContext) throws(AnnotationError) -> Intervals {
    let set = try format.read(
      AnnotationSource(file: context.file, text: text), context: context)
    return Intervals(set.videos.first?.spans ?? [])
  }
}

extension Intervals {
  /// Spans as frames where all have them, else as times.
  init(_ spans: [AnnotatedSpan]) {
    let times = spans.compactMap { span in
      span.extent.times.map { MediaInterval(start: $0.start, end: $0.end, label: span.label) }
    }
    let frames = spans.compactMap { span in
      span.extent.frames.map { FrameInterval($0, label: span.label) }
    }
    self = frames.count < spans.count ? .times(times) : .frames(frames)
  }
}
