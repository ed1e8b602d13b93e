internal import Annotations
internal import Batches
internal import Foundation

/// `OUT/index.html`: a table of all videos with pictures, lengths, segments and warnings.
///
/// The rows are data within the page, of which the page's own script shows a hundred at a time, so
/// that 20,000 videos open as fast as 20. Pictures are files beside the page, asked for as they come
/// into sight. Texts are put in as text and never as markup; the page fetches nothing else.
struct AnnotateIndex {
  private let plan: AnnotatePlan
  private let table: OutcomeTable

  init(_ plan: AnnotatePlan, _ table: OutcomeTable) {
    self.plan = plan
    self.table = table
  }

  /// Writes the page row by row.
  func write(to path: String) throws {
    let page = try AppendedText(path)
    let failed = table.rows.count { $0?.error != nil }
    let frames = table.rows.reduce(0) { $0 + Int($1?.frames ?? 0) }
    let segments = table.rows.reduce(0) { $0 + Int($1?.segments ?? 0) }
    let duration = table.rows.reduce(0.0) { $0 + ($1?.duration ?? 0) }
    let facts = [
      ("videos", ReportNotation.count(plan.list.entries.count)),
      ("done", ReportNotation.count(table.done)), ("failed", ReportNotation.count(failed)),
      ("segments", ReportNotation.count(segments)), ("frames", ReportNotation.count(frames)),
      ("length", ReportNotation.length(duration)),
    ]
    try page.append(annotateIndexHead(style: reportStyle + annotateIndexStyle, facts: facts))
    for (index, (entry, row)) in zip(plan.list.entries, table.rows).enumerated() {
      try page.append((index == 0 ? "\n" : ",\n") + Self.embedded(self.row(entry, row)))
    }
    try page.append(
      "\n],\"thumbnails\":\(plan.outputs.thumbnails),\"reports\":\(plan.outputs.reports)}")
    try page.append(annotateIndexTail(version: skilletVersion))
    try page.finish()
  }

  /// A row: `[id, name of its files or 0, split, state, seconds, segments, warnings or the error]`.
  private func row(_ entry: VideoEntry, _ row: OutcomeTable.Row?) -> JSONValue {
    let name = SafeName.name(entry.id)
    var cells: [JSONValue] = [
      .string(entry.id), name == entry.id ? .integer(0) : .string(name),
      .string(entry.split ?? ""),
    ]
    guard let row else {
      return .array(cells + [.integer(2), .integer(0), .integer(0), .string("")])
    }
    cells += [
      .integer(row.error == nil ? 0 : 1), .number((row.duration * 1000).rounded() / 1000),
      .integer(Int64(row.segments)),
      .string(row.error ?? row.warnings.joined(separator: "\n")),
    ]
    return .array(cells)
  }

  /// JSON that cannot end the script element that it stands in.
  private static func embedded(_ value: JSONValue) -> String {
    ((try? value.text(.compact)) ?? "null").replacing("<", with: "\\u003C")
      .replacing("\u{2028}", with: "\\u2028").replacing("\u{2029}", with: "\\u2029")
  }
}
