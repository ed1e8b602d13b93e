public import Annotations

/// What came of one video: a line of a ledger.
public struct Outcome: Sendable, Hashable {
  /// The video's id.
  public var id: String
  /// How often the video was taken up before, over all runs, plus one: of two lines on one video
  /// the higher counts.
  public var attempt = 1
  /// The digest of the settings that it was annotated with.
  public var settings: String
  /// Size and modification time in nanoseconds of each file that was read, the video first.
  public var inputs: [FileStamp]
  /// Wall-clock seconds, all tries together.
  public var seconds = 0.0
  /// When it was written down, as `2026-01-31T12:00:00Z`.
  public var finished = ""
  /// The most memory that its process held, in bytes; nil where the system does not say.
  public var peakMemory: Int?
  /// What was found, where it was done; nil where it failed.
  public var finding: Finding?
  /// What was wrong, where it failed.
  public var error: String?

  /// What the index shows of a video.
  public struct Finding: Sendable, Hashable {
    /// Frames shown.
    public var frames: Int
    /// Seconds from the first frame to the end of the last.
    public var duration: Double
    /// Segments found.
    public var segments: Int
    /// SHA-256 of the file; nil where it was not taken.
    public var sha256: String?
    /// What is strange about the video.
    public var warnings: [String]

    /// Collects the figures.
    public init(
      frames: Int, duration: Double, segments: Int, sha256: String?, warnings: [String]
    ) {
      self.frames = frames
      self.duration = duration
      self.segments = segments
      self.sha256 = sha256
      self.warnings = warnings
    }
  }

  /// Begins a line.
  public init(id: String, settings: String, inputs: [FileStamp]) {
    self.id = id
    self.settings = settings
    self.inputs = inputs
  }
}

extension Outcome.Finding {
  /// The members of a ledger line, and of a worker's answer.
  public var members: [JSONMember] {
    [
      JSONMember("frames", .integer(Int64(frames))), JSONMember("duration", .number(duration)),
      JSONMember("segments", .integer(Int64(segments))),
      JSONMember("sha256", sha256.map { .string($0) } ?? .null),
      JSONMember("warnings", .array(warnings.map { .string($0) })),
    ]
  }

  /// Reads the members; nil where one is missing.
  public init?(json: JSONValue) {
    guard let frames = json["frames"]?.integer, let duration = json["duration"]?.number,
      let segments = json["segments"]?.integer, let warnings = json["warnings"]?.array
    else { return nil }
    self.init(
      frames: frames, duration: duration, segments: segments, sha256: json["sha256"]?.string,
      warnings: warnings.compactMap(\.string))
  }
}

extension Outcome {
  /// The line, without its newline.
  public var json: JSONValue {
    .object(
      [
        JSONMember("id", .string(id)),
        JSONMember("outcome", .string(finding == nil ? "failed" : "done")),
        JSONMember("attempt", .integer(Int64(attempt))),
        JSONMember("settings", .string(settings)),
        JSONMember(
          "inputs",
          .array(inputs.map { .array([.integer($0.size), .integer($0.modified)]) })),
        JSONMember("seconds", .number((seconds * 1000).rounded() / 1000)),
        JSONMember("finished", .string(finished)),
        JSONMember("peakMemory", peakMemory.map { .integer(Int64($0)) } ?? .null),
      ] + (finding?.members ?? []) + (error.map { [JSONMember("error", .string($0))] } ?? []))
  }

  /// Reads a line; nil where it is none.
  public init?(json: JSONValue) {
    guard let id = json["id"]?.string, let settings = json["settings"]?.string,
      let outcome = json["outcome"]?.string, let inputs = json["inputs"]?.array
    else { return nil }
    let stamps = inputs.compactMap { pair -> FileStamp? in
      guard let pair = pair.array, pair.count == 2, case .integer(let size) = pair[0],
        case .integer(let modified) = pair[1]
      else { return nil }
      return FileStamp(size: size, modified: modified)
    }
    guard stamps.count == inputs.count else { return nil }
    self.init(id: id, settings: settings, inputs: stamps)
    attempt = json["attempt"]?.integer ?? 1
    seconds = json["seconds"]?.number ?? 0
    finished = json["finished"]?.string ?? ""
    peakMemory = json["peakMemory"]?.integer
    error = json["error"]?.string
    if outcome == "done" {
      guard let finding = Finding(json: json) else { return nil }
      self.finding = finding
    } else if error == nil {
      return nil
    }
  }
}
