/// A CSV table of labels: a row a frame, or a row a segment.
///
/// A row a frame has a column `label`, or one a side: `gt` or `truth`, and `pred`, `predicted` or
/// `prediction`; a column `frame` counts from 0 where there is one. A row a segment has `start` and
/// `end` (or `start_frame`, `end_frame`), whole frames, half-open, and `label`; what no segment
/// covers is `background`. Other columns are passed over.
public enum LabelTable {
  /// Which side is read from a table that has both.
  public enum Side: Sendable, Hashable {
    /// What is true.
    case truth
    /// What was predicted.
    case prediction
  }

  /// What frames are called that no segment covers.
  public static let background = "background"

  /// Reads runs of labels that tile the video; nil where the first line names no column of labels.
  public static func read(
    _ text: String, side: Side, context: ReadingContext
  ) throws(AnnotationError) -> [FrameInterval]? {
    guard let line = TextLines(text).lines.first(where: { !$0.isEmpty }) else { return nil }
    let head = try CSVTable(line, file: context.file).rows.first?.fields.map {
      String($0.filter { !$0.isWhitespace }).lowercased()
    }
    guard let columns = head else { return nil }
    func place(_ names: [String]) -> Int? {
      names.lazy.compactMap { columns.firstIndex(of: $0) }.first
    }
    let names =
      side == .truth ? ["gt", "truth", "label"] : ["pred", "predicted", "prediction", "label"]
    guard let label = place(names) else { return nil }
    let table = LabelTable.Reader(
      rows: Array(try CSVTable(text, file: context.file).rows.dropFirst()), label: label,
      file: context.file)
    if let start = place(["start", "start_frame"]), let end = place(["end", "end_frame"]) {
      return try table.segments(start: start, end: end, frames: context.frames)
    }
    return try table.frames(place(["frame"]))
  }

  /// The rows of a table below its head.
  private struct Reader {
    let rows: [CSVTable.Row]
    let label: Int
    let file: String

    func frames(_ column: Int?) throws(AnnotationError) -> [FrameInterval] {
      var intervals: [FrameInterval] = []
      for (frame, row) in rows.enumerated() {
        if let column, try number(row, column) != frame {
          throw fault(row, "the frame should be \(frame): every frame needs a row, in order")
        }
        append(try name(row), frame..<(frame + 1), to: &intervals)
      }
      if intervals.isEmpty { throw fault(nil, "there is no label") }
      return intervals
    }

    func segments(
      start: Int, end: Int, frames: Int?
    ) throws(AnnotationError) -> [FrameInterval] {
      var intervals: [FrameInterval] = []
      for row in rows {
        let (first, last) = (try number(row, start), try number(row, end))
        let covered = intervals.last?.frames.upperBound ?? 0
        if first < covered { throw fault(row, "it starts at \(first), within the one before") }
        if last <= first { throw fault(row, "it ends at \(last), not behind its start, \(first)") }
        append(LabelTable.background, covered..<first, to: &intervals)
        append(try name(row), first..<last, to: &intervals)
      }
      guard let covered = intervals.last?.frames.upperBound else {
        throw fault(nil, "there is no label")
      }
      append(LabelTable.background, covered..<max(covered, frames ?? covered), to: &intervals)
      return intervals
    }

    private func append(_ label: String, _ frames: Range<Int>, to list: inout [FrameInterval]) {
      if frames.isEmpty { return }
      if let last = list.last, last.label == label {
        list[list.count - 1].frames = last.frames.lowerBound..<frames.upperBound
      } else {
        list.append(FrameInterval(frames, label: label))
      }
    }

    private func name(_ row: CSVTable.Row) throws(AnnotationError) -> String {
      guard label < row.fields.count, !row.fields[label].allSatisfy(\.isWhitespace) else {
        throw fault(row, "the label is empty")
      }
      return row.fields[label]
    }

    private func number(_ row: CSVTable.Row, _ column: Int) throws(AnnotationError) -> Int {
      let text = column < row.fields.count ? row.fields[column].filter { $0 != " " } : ""
      guard let number = Int(text), (0...Int(Int32.max)).contains(number) else {
        throw fault(row, "\"\(text)\" should be a frame number")
      }
      return number
    }

    private func fault(_ row: CSVTable.Row?, _ reason: String) -> AnnotationError {
      AnnotationError(
        file: file, step: "read the table of labels", place: row.map { "line \($0.line)" } ?? "",
        reason: reason, advice: "give a label a frame, or start, end and label a segment")
    }
  }
}
