internal import Annotations
internal import Batches

/// The outcome of each video of a list, in little memory.
struct OutcomeTable {
  /// What came of one video.
  struct Row {
    var attempt: Int32
    var frames: Int32 = 0
    var segments: Int32 = 0
    var duration = 0.0
    var seconds: Float
    var warnings: [String] = []
    /// What was wrong; nil where it was done.
    var error: String?
    /// The digest of the file, to tell two findings apart.
    var sha256: UInt64 = 0

    init(_ outcome: Outcome) {
      attempt = Int32(clamping: outcome.attempt)
      seconds = Float(outcome.seconds)
      error = outcome.error
      guard let finding = outcome.finding else { return }
      (frames, segments) = (Int32(clamping: finding.frames), Int32(clamping: finding.segments))
      (duration, warnings) = (finding.duration, finding.warnings)
      sha256 = StableHash.value(finding.sha256 ?? "")
    }

    func contradicts(_ other: Row) -> Bool {
      (error == nil) != (other.error == nil) || frames != other.frames
        || segments != other.segments || sha256 != other.sha256
    }
  }

  /// By position in the list; nil where a video has none.
  private(set) var rows: [Row?]
  /// Videos with two outcomes that contradict each other.
  private(set) var conflicts: [String] = []
  /// Videos without an outcome.
  private let missing: [String]
  /// Videos whose document is missing although they were done.
  private let lost: [String]

  init(_ plan: AnnotatePlan) throws(SkilletError) {
    var positions: [String: Int32] = [:]
    positions.reserveCapacity(plan.list.entries.count)
    for (index, entry) in plan.list.entries.enumerated() { positions[entry.id] = Int32(index) }
    var rows = [Row?](repeating: nil, count: plan.list.entries.count)
    var conflicts: [String] = []
    let digest = plan.run.digest
    try SkilletError.translating { () throws(BatchError) in
      try LedgerReading(folder: plan.folder.ledger).forEach { outcome throws(BatchError) in
        guard outcome.settings == digest, let position = positions[outcome.id].map(Int.init)
        else { return }
        let row = Row(outcome)
        if let other = rows[position] {
          if other.attempt > row.attempt { return }
          // Of one attempt there is one line, unless two runs wrote at once.
          if other.attempt == row.attempt, other.contradicts(row) { conflicts.append(outcome.id) }
        }
        rows[position] = row
      }
    }
    self.rows = rows
    self.conflicts = conflicts
    missing = zip(plan.list.entries, rows).filter { $0.1 == nil }.map(\.0.id)
    lost = zip(plan.list.entries, rows).filter { entry, row in
      row != nil && row?.error == nil
        && OutputPlace.kind(of: plan.folder.document(entry.id)) != .file
    }.map(\.0.id)
  }

  var isComplete: Bool { missing.isEmpty && conflicts.isEmpty && lost.isEmpty }
  /// Videos that were done.
  var done: Int { rows.count { $0 != nil && $0?.error == nil } }

  /// What keeps the results from being merged.
  var complaint: String {
    func list(_ ids: [String]) -> String {
      ids.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ") + (ids.count > 5 ? ", …" : "")
    }
    func count(_ ids: [String], _ one: String, _ many: String) -> String {
      "\(ids.count) \(ids.count == 1 ? one : many)"
    }
    if !missing.isEmpty {
      return "\(count(missing, "video has", "videos have")) no outcome yet: \(list(missing)); "
        + "run the shards that are missing, then merge again"
    }
    if !conflicts.isEmpty {
      return "\(count(conflicts, "video has", "videos have")) two outcomes: \(list(conflicts)); "
        + "two runs did them at once; take one line of each out of the ledgers"
    }
    return "\(count(lost, "document is", "documents are")) missing: \(list(lost)); "
      + "give the command again without --merge, they are made anew"
  }
}
