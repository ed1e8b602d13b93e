/// What a list shows of a reviewed document.
public struct ReviewDigest: Sendable, Hashable {
  /// The current version.
  public var revision: Int
  /// Edits that stand.
  public var edits: Int
  /// Segments of the first level.
  public var segments: Int
  /// Who called it reviewed, and when; nil where nobody did.
  public var reviewed: Reviewed?

  /// Who called a document reviewed, and when.
  public struct Reviewed: Sendable, Hashable {
    /// The person's name.
    public var by: String
    /// The moment, as `2026-01-31T12:00:00Z`.
    public var time: String
  }

  /// The digest of a history.
  public init(_ history: ReviewHistory) {
    revision = history.revision
    edits = history.edits
    segments = history.state.levels[0].marks.count
    reviewed = history.reviewed.map { Reviewed(by: $0.by, time: $0.time) }
  }

  /// Reads the last whole line of a history; nil where it has none.
  public init?(lastLine bytes: [UInt8]) {
    guard let json = try? JSONValue(parsing: bytes), let now = json["now"],
      let revision = json["revision"]?.integer, let edits = now["edits"]?.integer,
      let segments = now["segments"]?.integer
    else { return nil }
    (self.revision, self.edits, self.segments) = (revision, edits, segments)
    if let by = now["reviewed"]?["by"]?.string, let time = now["reviewed"]?["time"]?.string {
      reviewed = Reviewed(by: by, time: time)
    }
  }

  var json: JSONValue {
    .object([
      JSONMember("edits", .integer(Int64(edits))),
      JSONMember("segments", .integer(Int64(segments))),
      JSONMember(
        "reviewed",
        reviewed.map {
          .object([JSONMember("by", .string($0.by)), JSONMember("time", .string($0.time))])
        } ?? .null),
    ])
  }
}
