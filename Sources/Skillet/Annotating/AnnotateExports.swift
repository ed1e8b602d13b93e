internal import Annotations
internal import Batches
internal import Foundation
internal import Frames

/// The results of all videos together, under `OUT/exports`.
///
/// `segments.csv` has a row a segment with everything that the list said of its video, `documents.jsonl`
/// a document a line. A further format that holds several videos is one file, any other a folder with
/// a file a video. Videos come in the order of the list, so that the bytes do not depend on who did
/// which of them when.
struct AnnotateExports {
  private let plan: AnnotatePlan
  private let table: OutcomeTable

  init(_ plan: AnnotatePlan, _ table: OutcomeTable) {
    self.plan = plan
    self.table = table
  }

  private var folder: String { "\(plan.folder.path)/exports" }

  /// Writes all; gives their paths.
  func write(interruption: Interruption) throws(SkilletError) -> [String] {
    var written = ["\(folder)/segments.csv", "\(folder)/documents.jsonl"]
    var exports: [FormatExport] = []
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      for format in plan.outputs.formats where format != .segments {
        exports.append(try FormatExport(format, folder: folder))
      }
      try DurableFile.place(written[0]) { csvPart in
        try DurableFile.place(written[1]) { linesPart in
          try write(csvPart, linesPart, &exports, interruption)
        }
      }
      for export in exports { written.append(try export.finish()) }
    } catch let error as SkilletError {
      throw error
    } catch let error as BatchError {
      throw SkilletError(error)
    } catch let error as AnnotationError {
      throw SkilletError(error)
    } catch {
      throw writeFault(folder, "make the exports", error)
    }
    return written
  }

  private func write(
    _ csvPart: String, _ linesPart: String, _ exports: inout [FormatExport],
    _ interruption: Interruption
  ) throws {
    let (csv, lines) = (try AppendedText(csvPart), try AppendedText(linesPart))
    let columns = otherColumns()
    try csv.append(
      (["id", "path", "split", "labels"] + Self.columns + columns).map(\.csvField)
        .joined(separator: ",") + "\n")
    for (entry, row) in zip(plan.list.entries, table.rows) {
      guard let row, row.error == nil else { continue }
      try interruption.check()
      let path = plan.folder.document(entry.id)
      let document = try SegmentsDocument(text: AnnotationFiles.text(of: path), file: path)
      try csv.append(rows(entry, document, columns))
      try lines.append(try document.text(.compact) + "\n")
      for index in exports.indices { try exports[index].add(document, entry) }
    }
    try csv.finish()
    try lines.finish()
  }

  private static let columns = [
    "index", "start_frame", "end_frame", "start_seconds", "end_seconds", "skill", "label",
    "confidence", "surprise", "kind",
  ]

  /// The names of the list's other columns, in the order in which they first come up.
  private func otherColumns() -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    var last: String?
    for entry in plan.list.entries {
      // Most rows have the columns of the row before.
      guard entry.columns != nil, entry.columns != last else { continue }
      last = entry.columns
      for member in entry.otherColumns where seen.insert(member.key).inserted {
        names.append(member.key)
      }
    }
    return names
  }

  private func rows(
    _ entry: VideoEntry, _ document: SegmentsDocument, _ columns: [String]
  ) -> String {
    let others = entry.otherColumns
    let tail = columns.map { column -> String in
      guard let value = others.first(where: { $0.key == column })?.value, value != .null else {
        return ""
      }
      return (value.string ?? (try? value.text(.compact)) ?? "").csvField
    }
    let head = [entry.id, entry.path, entry.split ?? "", entry.labels ?? ""].map(\.csvField)
    return document.segments.map { segment in
      let own = [
        "\(segment.index)", "\(segment.start.index)", "\(segment.end.index)",
        seconds(segment.start), seconds(segment.end), segment.skill.map { "\($0)" } ?? "",
        (segment.label ?? "").csvField, segment.confidence.map { "\($0)" } ?? "",
        segment.surprise.map { "\($0)" } ?? "", segment.kind?.rawValue ?? "",
      ]
      return (head + own + tail).joined(separator: ",") + "\n"
    }.joined()
  }

  private func seconds(_ time: FrameTime) -> String { "\((time.seconds * 1e6).rounded() / 1e6)" }
}
