public import Annotations
internal import Mustache

/// One self-contained page that shows how a video was cut, for people who have only a browser.
///
/// The page holds its own style and pictures, runs no script and fetches nothing: its content
/// policy forbids both, so it can be mailed, archived and opened from a file. The same value gives
/// the same bytes. Its size is that of the stills (base64 adds a third) and some 1.5 kB a segment.
public struct Report: Sendable, Hashable {
  /// The widest a still should be, in pixels; what the page shows is smaller yet.
  public static let stillWidth = 240
  /// JPEG bytes above which stills are left out of the page, which then says so.
  public static let stillBudget = 9_000_000

  /// The segments, the video they were cut from and how.
  public var document: SegmentsDocument
  /// The evidence in order of time; may be empty.
  public var signal: [SignalPoint]
  /// Key frames by segment, as `Still.frames(of:)` names them; empty for a page without pictures.
  public var stills: [[Still]]
  /// What wrote the report.
  public var generatedBy: Generator

  /// Collects a report.
  public init(
    document: SegmentsDocument, signal: [SignalPoint] = [], stills: [[Still]] = [],
    generatedBy: Generator
  ) {
    self.document = document
    self.signal = signal
    self.stills = stills
    self.generatedBy = generatedBy
  }

  /// Writes the page.
  ///
  /// Every text of the document is escaped: a path or a label may hold markup, quotes, control
  /// characters or right-to-left script.
  ///
  /// - Throws: `ReportError` where the stills do not belong to the segments or are no JPEG.
  public func html() throws -> String {
    try checkStills()
    MustacheContentTypes.register(MarkupEscape(), named: MarkupEscape.name)
    let template = try MustacheTemplate(string: reportTemplate)
    return template.render(ReportPage(self))
  }

  private func checkStills() throws(ReportError) {
    guard stills.isEmpty || stills.count == document.segments.count else {
      throw .stillsMismatch(stills: stills.count, segments: document.segments.count)
    }
    for (segment, row) in zip(document.segments, stills) {
      for still in row where !still.jpeg.starts(with: [0xFF, 0xD8, 0xFF]) {
        throw .notJPEG(segment: segment.index, frame: still.frame)
      }
    }
  }

  /// The program and the command that made a report.
  public struct Generator: Sendable, Hashable {
    /// The version of Skillet.
    public var version: String
    /// The command line, word by word, beginning with the program's name.
    public var command: [String]

    /// Names the maker; `version` is this library's unless told otherwise.
    public init(version: String = skilletVersion, command: [String]) {
      self.version = version
      self.command = command
    }
  }
}

/// Why a report cannot be written.
public enum ReportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There are stills, but not one list a segment.
  case stillsMismatch(stills: Int, segments: Int)
  /// A still's bytes do not begin as a JPEG file does.
  case notJPEG(segment: Int, frame: Int)

  /// What is wrong, in a sentence.
  public var description: String {
    switch self {
    case .stillsMismatch(let stills, let segments):
      "the report got key frames for \(stills) segments, but the document has \(segments)"
    case .notJPEG(let segment, let frame):
      "the report's still of frame \(frame) (segment \(segment)) is not a JPEG picture"
    }
  }
}
