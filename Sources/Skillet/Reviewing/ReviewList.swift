internal import Annotations
internal import Batches
internal import Foundation

/// All videos of what was opened, in little memory: some hundred bytes each.
struct ReviewList: Sendable {
  private(set) var rows: [ReviewRow]
  private var positions: [String: Int] = [:]

  /// Lists the documents of a layout: by the ledgers' figures where there are some, and by the last
  /// line of each history.
  init(_ layout: ReviewLayout, keys: [String]) {
    let outcomes = Self.outcomes(layout)
    let histories = Self.histories(layout, keys)
    rows = keys.map { key in
      var row = ReviewRow(key: key, name: outcomes[key]?.id ?? Self.name(layout, key))
      if let outcome = outcomes[key] {
        row.stamp = outcome.inputs.first
        if let finding = outcome.finding {
          (row.frames, row.seconds) = (finding.frames, finding.duration)
          (row.segments, row.warnings) = (finding.segments, finding.warnings)
        }
      }
      if let digest = histories[key] { row.take(digest) }
      return row
    }
    rows.sort { $0.name < $1.name }
    for (position, row) in rows.enumerated() { positions[row.id] = position }
  }

  subscript(id: String) -> ReviewRow? {
    get { positions[id].map { rows[$0] } }
    set {
      guard let position = positions[id], let newValue else { return }
      rows[position] = newValue
    }
  }

  func matching(_ query: ReviewQuery) -> [ReviewRow] {
    let words = query.words
    let found = rows.filter { query.holds($0, words: words) }
    if query.sort == .name, !query.isDescending { return found }
    return found.sorted(by: query.precedes)
  }

  /// The name of a folder without its ending, or what the name of a file stands for.
  private static func name(_ layout: ReviewLayout, _ key: String) -> String {
    if layout.kind == .folders {
      let name = key.isEmpty ? layout.root.split(separator: "/").last.map(String.init) ?? "" : key
      return name.hasSuffix(".skillet") ? String(name.dropLast(8)) : name
    }
    return key.removingPercentEncoding ?? key
  }

  private static func outcomes(_ layout: ReviewLayout) -> [String: Outcome] {
    guard layout.kind == .dataSet else { return [:] }
    var outcomes: [String: Outcome] = [:]
    // A damaged line costs what stands behind it in its ledger: those figures come from the documents.
    try? LedgerReading(folder: RunFolder(layout.root).ledger).forEach { outcome in
      let key = SafeName.name(outcome.id)
      if let other = outcomes[key], other.attempt > outcome.attempt { return }
      outcomes[key] = outcome
    }
    return outcomes
  }

  private static func histories(_ layout: ReviewLayout, _ keys: [String]) -> [String: ReviewDigest]
  {
    var digests: [String: ReviewDigest] = [:]
    guard
      layout.kind == .folders
        || OutputPlace.kind(of: layout.history("x").replacing("/x.jsonl", with: "")) == .folder
    else { return [:] }
    for key in keys {
      if let line = lastLine(of: layout.history(key)) {
        digests[key] = ReviewDigest(lastLine: line)
      }
    }
    return digests
  }

  /// The last whole line of a file, without reading the rest of it.
  private static func lastLine(of path: String) -> [UInt8]? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    guard let size = try? file.seekToEnd(), size > 0 else { return nil }
    var length: UInt64 = 1 << 14
    while true {
      let start = size > length ? size - length : 0
      guard (try? file.seek(toOffset: start)) != nil, let data = try? file.readToEnd() else {
        return nil
      }
      let bytes = Array(data)
      if let end = bytes.lastIndex(of: 0x0A) {
        if let before = bytes[..<end].lastIndex(of: 0x0A) {
          return Array(bytes[(before + 1)..<end])
        }
        if start == 0 { return Array(bytes[..<end]) }
      }
      if start == 0 { return nil }
      length *= 8
    }
  }
}

extension ReviewRow {
  /// Takes in what people made of the document.
  mutating func take(_ digest: ReviewDigest) {
    (edits, segments, reviewed) = (digest.edits, digest.segments, digest.reviewed)
  }
}
