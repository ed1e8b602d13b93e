public import Frames

/// A format that annotations are read from: one file a format, one folder a family.
///
/// A reader turns the format's own rule of intervals into half-open ones, and tells the place of
/// every span (``AnnotatedSpan/place``) so that a fault found later can still be shown there.
public protocol AnnotationFormat: Sendable {
  /// The name on the command line.
  static var id: String { get }
  /// Other names on the command line.
  static var aliases: [String] { get }
  /// What it is, for the list of formats: `PySceneDetect's scene list`.
  static var title: String { get }
  /// What intervals the format allows, for `skillet validate`.
  static var rules: IntervalRules { get }

  /// Whether a file is in this format, by its content and, where that says too little, its name.
  static func sniff(_ source: AnnotationSource) -> Bool
  /// Whether a folder as a whole is in this format; most formats say no.
  static func sniff(_ folder: AnnotationFolder) -> Bool

  /// Reads a file; throws its first fault with its place. No file, however damaged, does else.
  static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet
  /// Reads a folder that ``sniff(_:)-(AnnotationFolder)`` knows.
  static func read(
    _ folder: AnnotationFolder, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet
  /// Every fault of a file's structure, in the order of the file; a reader that stops at its first
  /// fault gives that one.
  static func faults(of source: AnnotationSource, context: ReadingContext) -> [AnnotationError]
}

/// A format that annotations are written into, too.
public protocol WritableFormat: AnnotationFormat {
  /// What the format can hold; ``losses(writing:)`` is computed from it.
  static var holdings: Holdings { get }
  /// The name of the file in an output folder of one video: `segments.vtt`. No two formats share it.
  static var fileName: String { get }

  /// Whether even one video is a folder of several files; such a format is no ``SegmentFormat``.
  static var isFolder: Bool { get }

  /// The files of a set. A format that holds several videos gives one file, one that does not a
  /// file a video, named for it.
  ///
  /// Throws where frames or times are needed and nothing tells them.
  static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile]
  /// What of this very set the format cannot hold; empty where all of it comes back.
  static func losses(writing set: AnnotationSet) -> [Loss]
}

/// Which intervals a format allows beside those that follow each other.
public struct IntervalRules: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: Int
  /// Makes a set of rules.
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// Spans of a tier may overlap.
  public static let overlaps = IntervalRules(rawValue: 1)
  /// Stretches of the video may have no span.
  public static let gaps = IntervalRules(rawValue: 2)
  /// Both.
  public static let free: IntervalRules = [.overlaps, .gaps]
}

/// What a reader is told beside the text.
public struct ReadingContext: Sendable, Hashable {
  /// The file as the person named it, for messages.
  public var file: String
  /// Frames of the video, where they are known: some formats leave the last end open.
  public var frames: Int?
  /// When frames are shown, where it is known.
  public var clock: FrameClock?
  /// Whether an end that only the video tells may stay open, as a span of no length: a check of the
  /// file alone needs no video.
  public var allowsOpenEnd = false

  /// Frames a second, exactly or, where the rate varies, nominally.
  public var frameRate: Rational?

  /// The moment at which the video ends, where the clock tells it.
  var end: MediaTime? { clock.flatMap { clock in (clock.frames ?? frames).flatMap(clock.time) } }

  /// The rate of the clock, or else the nominal one.
  var rate: Rational? {
    if case .rate(let rate, _)? = clock { rate } else { frameRate }
  }

  /// Collects what is known.
  public init(file: String, frames: Int? = nil, clock: FrameClock? = nil) {
    self.file = file
    self.frames = frames
    self.clock = clock
  }
}

/// What a writer is told beside the annotations.
public struct WritingContext: Sendable, Hashable {
  /// What to call the annotations as a whole, where a format wants a title.
  public var title: String
  /// The version of Skillet, for formats that name their writer.
  public var version: String

  /// Collects what is known.
  public init(title: String = "skillet", version: String = "") {
    self.title = title
    self.version = version
  }
}

extension AnnotationFormat {
  /// None.
  public static var aliases: [String] { [] }
  /// Overlaps and gaps are allowed.
  public static var rules: IntervalRules { .free }
  /// No.
  public static func sniff(_ folder: AnnotationFolder) -> Bool { false }

  /// Fails: the format is a file.
  public static func read(
    _ folder: AnnotationFolder, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    throw AnnotationError(
      file: folder.path, step: "read \(title)", reason: "it is a folder", advice: "give a file")
  }

  /// The first fault of the reader.
  public static func faults(
    of source: AnnotationSource, context: ReadingContext
  ) -> [AnnotationError] {
    do {
      _ = try read(source, context: context)
      return []
    } catch {
      return [error]
    }
  }
}

extension WritableFormat {
  /// No.
  public static var isFolder: Bool { false }

  /// What ``holdings`` leave out.
  public static func losses(writing set: AnnotationSet) -> [Loss] { holdings.losses(of: set) }

  /// The file of one video where several are written: `NAME.vtt` for `segments.vtt`.
  public static func fileName(of video: AnnotatedVideo) -> String {
    let name = video.name.unicodeScalars.map { $0 == "/" || $0 == "\0" ? "_" : String($0) }.joined()
    let hides = name.isEmpty || name.hasPrefix(".")
    return (hides ? "video" : "") + name + fileName.drop { $0 != "." }
  }
}
