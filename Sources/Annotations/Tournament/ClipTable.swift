/// A table of clips, CSV with a head: what a tournament compares.
///
/// Read are `clip` (also `item`, `name`), `path` (`video`, `file`), `skill`, `performer` (`subject`),
/// and `start` and `end`, half-open: seconds, or times such as `2.5s` and `00:01:02.5`, or with
/// `start_frame` and `end_frame` display indices beside them. One of `clip` and `path` has to be
/// there; the skill may stand in a column of any other name.
public struct ClipTable: Sendable, Hashable {
  /// One clip.
  public struct Row: Sendable, Hashable {
    /// The line in the file.
    public var line: Int
    /// What the clip is called; nil where only its path is given.
    public var clip: String?
    /// Its video, as it is written.
    public var path: String?
    /// The skill that it shows.
    public var skill: String?
    /// Who performs it.
    public var performer: String?
    /// The span of the video, in seconds.
    public var seconds: Range<Double>?
    /// The same in display indices.
    public var frames: Range<Int>?
  }

  /// The rows in the order of the file.
  public var rows: [Row] = []
  /// Whether there is a column that names the skill.
  public let hasSkills: Bool

  /// Reads a text.
  ///
  /// - Parameter group: the column that names the skill.
  /// - Throws: `AnnotationError` with the line where a field is missing or is no time.
  public init(
    _ text: String, file: String, group: String = "skill"
  ) throws(AnnotationError) {
    let table = try HeadedTable(text, file: file, step: "read clips")
    let (clip, path) = (
      table.column("clip", "item", "name", "segment"), table.column("path", "video", "file")
    )
    guard clip != nil || path != nil else {
      throw AnnotationError(
        file: file, step: "read clips", place: "line 1",
        reason: "no column is called clip or path",
        advice: "begin with a head such as clip,skill,performer")
    }
    let skill = table.column(group.filter { !$0.isWhitespace }.lowercased())
    hasSkills = skill != nil
    for row in table.rows {
      let name = table.text(row, clip)
      let place = table.text(row, path)
      if name == nil, place == nil { throw table.fault(row, "it names no clip") }
      let value = table.text(row, skill)
      if hasSkills, value == nil { throw table.fault(row, "its \(group) is empty") }
      rows.append(
        Row(
          line: row.line, clip: name, path: place, skill: value,
          performer: table.text(row, table.column("performer", "subject")),
          seconds: try Self.span(table, row, "start", "end", "a time", Self.seconds),
          frames: try Self.span(table, row, "start_frame", "end_frame", "a frame") {
            Int($0).flatMap { $0 >= 0 ? $0 : nil }
          }))
    }
    guard !rows.isEmpty else {
      throw AnnotationError(
        file: file, step: "read clips", reason: "it has a head and no clip",
        advice: "give a row a clip")
    }
  }

  private static func seconds(_ text: String) -> Double? {
    if let number = Double(text) { return number.isFinite && number >= 0 ? number : nil }
    return (try? TimeExpression(text))?.seconds(frameRate: nil)
  }

  private static func span<Value: Comparable>(
    _ table: HeadedTable, _ row: CSVTable.Row, _ first: String, _ last: String, _ kind: String,
    _ read: (String) -> Value?
  ) throws(AnnotationError) -> Range<Value>? {
    let (startText, endText) = (
      table.text(row, table.column(first)), table.text(row, table.column(last))
    )
    if startText == nil, endText == nil { return nil }
    guard let startText, let endText else {
      throw table.fault(row, "it has only one of \(first) and \(last)")
    }
    guard let start = read(startText) else {
      throw table.fault(row, "its \(first), \"\(startText)\", is not \(kind)")
    }
    guard let end = read(endText) else {
      throw table.fault(row, "its \(last), \"\(endText)\", is not \(kind)")
    }
    guard start < end else { throw table.fault(row, "it ends where it starts, or before") }
    return start..<end
  }
}
