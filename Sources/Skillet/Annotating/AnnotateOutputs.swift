public import Annotations

/// What is written of each video of a data set, and of all of them.
public struct AnnotateOutputs: Sendable, Hashable {
  /// Whether the signal of each video is written.
  public var signals = false
  /// Whether a page is written for each video.
  public var reports = false
  /// Whether the index shows a picture of each video.
  public var thumbnails = true
  /// Formats of the merged exports, beside the table of all segments.
  public var formats: [SegmentFormat] = []

  /// Documents, pictures and the table.
  public init() {}

  /// Reads what an earlier run was asked for.
  init(_ settings: JSONValue) {
    signals = settings["signals"] == .bool(true)
    reports = settings["reports"] == .bool(true)
    thumbnails = settings["thumbnails"] != .bool(false)
  }

  /// The folders that hold something of each video, beside the documents.
  var folders: [String] {
    [(signals, "signals"), (reports, "reports"), (thumbnails, "thumbnails")]
      .filter(\.0).map(\.1)
  }

  var members: [JSONMember] {
    [
      JSONMember("signals", .bool(signals)), JSONMember("reports", .bool(reports)),
      JSONMember("thumbnails", .bool(thumbnails)),
    ]
  }
}
