internal import Annotations
internal import Foundation

/// A list of videos as a file: CSV with a head, or an object a line (JSON Lines).
///
/// `path` is asked for (a relative one is taken from the manifest's folder); `id`, `actions`,
/// `labels`, `split`, `start` and `end` (a stretch of the file, in seconds) are known; any other
/// column is carried through. Without an id a video is called by its path without the ending.
struct Manifest {
  let file: String
  private let folder: String
  private(set) var entries: [VideoEntry] = []
  /// The line of each entry.
  private(set) var lines: [Int32] = []

  static let known: Set<String> = ["path", "id", "actions", "labels", "split", "start", "end"]

  init(_ file: String) throws(BatchError) {
    self.file = file
    let slash = file.lastIndex(of: "/")
    folder = slash.map { String(file[..<$0]) } ?? ""
    let bytes = try FileBytes.read(file, what: "the manifest")
    if Self.isJSON(bytes, file) {
      try readJSONLines()
    } else {
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw BatchError(.badData, "\(file): cannot read the manifest: it is not UTF-8")
      }
      try readCSV(text)
    }
    if entries.isEmpty { throw BatchError(.badData, "\(file): the manifest names no video") }
  }

  /// Whether a file that is named is a manifest and no video.
  static func isManifest(_ path: String) -> Bool {
    [".csv", ".jsonl", ".ndjson"].contains { path.lowercased().hasSuffix($0) }
  }

  private static func isJSON(_ bytes: Data, _ file: String) -> Bool {
    if file.lowercased().hasSuffix(".csv") { return false }
    return bytes.first { ![0x20, 0x0A, 0x0D, 0x09, 0xEF, 0xBB, 0xBF].contains($0) }
      == UInt8(ascii: "{")
  }

  // MARK: CSV

  private mutating func readCSV(_ text: String) throws(BatchError) {
    var reader = CSVRowReader(text, file: file)
    guard let head = try row(&reader) else { return }
    let columns = head.fields.map { $0.trimmingCharacters(in: .whitespaces) }
    for (place, column) in columns.enumerated() where columns[..<place].contains(column) {
      throw fault(head.line, "two columns are called \"\(column)\"")
    }
    guard columns.contains("path") else {
      throw fault(
        head.line, "no column is called \"path\"",
        advice: "the first line names the columns: path and, as wanted, "
          + "id, actions, labels, split, start, end")
    }
    let others = columns.indices.filter { !Self.known.contains(columns[$0]) }
    while let row = try row(&reader) {
      guard row.fields.count == columns.count else {
        throw fault(
          row.line, "it has \(row.fields.count) fields, the head names \(columns.count) columns")
      }
      func field(_ name: String) -> JSONValue? {
        columns.firstIndex(of: name).flatMap {
          row.fields[$0].isEmpty ? nil : .string(row.fields[$0])
        }
      }
      try append(
        row.line, field, others.map { JSONMember(columns[$0], .string(row.fields[$0])) })
    }
  }

  private func row(_ reader: inout CSVRowReader) throws(BatchError) -> CSVRowReader.Row? {
    do throws(AnnotationError) {
      return try reader.row()
    } catch {
      throw BatchError(.badData, error.description)
    }
  }

  // MARK: JSON Lines

  private mutating func readJSONLines() throws(BatchError) {
    var reader = try FileLines(file, what: "the manifest")
    while let (bytes, _) = try reader.next() {
      let line = reader.number
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      let value: JSONValue
      do throws(JSONError) {
        value = try JSONValue(parsing: bytes)
      } catch {
        throw fault(line, "column \(error.column): \(error.reason)")
      }
      guard let members = value.members else { throw fault(line, "it should be an object") }
      try append(
        line, { value[$0] == .null ? nil : value[$0] },
        members.filter { !Self.known.contains($0.key) })
    }
  }

  // MARK: Entries

  private mutating func append(
    _ line: Int, _ field: (String) -> JSONValue?, _ others: [JSONMember]
  ) throws(BatchError) {
    func text(_ name: String) throws(BatchError) -> String? {
      guard let value = field(name) else { return nil }
      if let text = value.string { return text }
      // A number may name an episode; a list or an object may hold labels.
      guard name != "path", name != "actions", let text = try? value.text(.compact) else {
        throw fault(line, "\(name) should be a text")
      }
      return text
    }
    guard let path = try text("path"), !path.isEmpty else { throw fault(line, "its path is empty") }
    if path.contains("\0") { throw fault(line, "its path holds a NUL character") }
    var entry = VideoEntry(
      id: try text("id") ?? VideoEntry.id(ofPath: path), path: resolved(path),
      span: try span(line, field("start"), field("end")))
    entry.actions = try text("actions").map(resolved)
    entry.labels = try text("labels")
    entry.split = try text("split")
    if !others.isEmpty { entry.columns = try? JSONValue.object(others).text(.compact) }
    entries.append(entry)
    lines.append(Int32(clamping: line))
  }

  private func span(
    _ line: Int, _ start: JSONValue?, _ end: JSONValue?
  ) throws(BatchError) -> Range<Double>? {
    func seconds(_ value: JSONValue?) -> Double? {
      let number = value?.number ?? value?.string.flatMap { Double($0) }
      return number.flatMap { $0.isFinite && $0 >= 0 && $0 < 1e9 ? $0 : nil }
    }
    if start == nil, end == nil { return nil }
    guard let from = start == nil ? 0 : seconds(start), let to = seconds(end), from < to else {
      throw fault(line, "start and end should be seconds, the start before the end")
    }
    return from..<to
  }

  private func resolved(_ path: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : "\(folder)/\(path)"
  }

  private func fault(_ line: Int, _ reason: String, advice: String = "") -> BatchError {
    BatchError(
      .badData,
      "\(file): cannot read the manifest: line \(line): \(reason)"
        + (advice.isEmpty ? "" : "; \(advice)"))
  }
}

extension VideoEntry {
  /// What a video is called without an id: its path without the ending.
  static func id(ofPath path: String) -> String {
    let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return path }
    return String(path[..<dot])
  }
}
