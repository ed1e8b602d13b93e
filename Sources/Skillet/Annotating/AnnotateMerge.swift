public import Annotations
internal import Batches
internal import Foundation
internal import VideoIO

/// What is written once all videos of a data set have an outcome: `skillet annotate --merge OUT`.
public struct AnnotateMerge: Sendable {
  private let plan: AnnotatePlan

  /// Merges what a plan's runs have done.
  public init(_ plan: AnnotatePlan) { self.plan = plan }

  /// Takes up a folder of results as its `run.json` describes it.
  ///
  /// - Parameters:
  ///   - out: the folder.
  ///   - sources: the list of videos, where it has moved; empty for where it was.
  ///   - formats: the formats of the exports.
  public init(
    _ out: String, sources: [String], formats: [SegmentFormat], options: AnnotateOptions
  ) throws(SkilletError) {
    plan = try AnnotatePlan(resuming: out, sources: sources, formats: formats, options: options)
  }

  /// Checks that each video has one outcome and writes the exports, `failed.csv` and `index.html`.
  ///
  /// - Throws: (`failed`) where a video has none, or two that contradict each other.
  public func run(interruption: Interruption) throws(SkilletError) -> AnnotateSummary {
    var summary = AnnotateSummary()
    summary.videos = plan.list.entries.count
    summary.faults = plan.list.faults
    try finish(&summary, interruption: interruption)
    return summary
  }

  /// The same at the end of a run, which may not have reached every video.
  func finish(
    _ summary: inout AnnotateSummary, interruption: Interruption
  ) throws(SkilletError) {
    let table = try OutcomeTable(plan)
    FreedMemory.giveBack()
    let isRun = summary.seconds > 0
    guard table.isComplete else {
      // A run that was told to stop at the first failure has not reached every video.
      if isRun, table.conflicts.isEmpty {
        summary.written += try index(table)
        return
      }
      throw SkilletError(.failed, "\(plan.folder.path): \(table.complaint)")
    }
    if !isRun {
      summary.doneBefore = table.done
      for (entry, row) in zip(plan.list.entries, table.rows) {
        if let error = row?.error { summary.add(.init(id: entry.id, error: error)) }
      }
    }
    let exports = AnnotateExports(plan, table)
    summary.written += try exports.write(interruption: interruption)
    summary.written += try index(table)
  }

  private func index(_ table: OutcomeTable) throws(SkilletError) -> [String] {
    let failed = "\(plan.folder.path)/failed.csv"
    var rows = [["id", "path", "error"]]
    for (entry, row) in zip(plan.list.entries, table.rows) {
      if let error = row?.error { rows.append([entry.id, entry.path, error]) }
    }
    let page = "\(plan.folder.path)/index.html"
    let index = AnnotateIndex(plan, table)
    try SkilletError.translating { () throws(BatchError) in
      if rows.count > 1 {
        try DurableFile.write(CSVRows(rows).text.utf8, to: failed)
      } else {
        try? FileManager.default.removeItem(atPath: failed)
      }
      try DurableFile.place(page, index.write(to:))
    }
    return (rows.count > 1 ? [failed] : []) + [page]
  }
}
