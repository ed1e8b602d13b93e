internal import Annotations
internal import Foundation

/// All ledgers of a run, read line by line.
public struct LedgerReading: Sendable {
  /// The folder of the ledgers.
  public let folder: String

  /// Names the folder; it need not exist.
  public init(folder: String) { self.folder = folder }

  /// Gives each line of each ledger, and whether a later one on the same video may supersede it.
  ///
  /// A line without a newline is one that was never acknowledged; it is left out.
  ///
  /// - Throws: where a ledger cannot be read, or a whole line is damaged, with its number.
  public func forEach(_ body: (Outcome) throws(BatchError) -> Void) throws(BatchError) {
    guard FileBytes.isFolder(folder) else { return }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw BatchError(
        .noInput, "\(folder): cannot read the ledgers: \(error.localizedDescription)")
    }
    for name in names where Ledger.shard(ofName: name) != nil {
      try read("\(folder)/\(name)", body)
    }
  }

  private func read(
    _ path: String, _ body: (Outcome) throws(BatchError) -> Void
  ) throws(BatchError) {
    var lines = try FileLines(path, what: "the ledger")
    while let line = try lines.next() {
      // Without its newline it was never acknowledged.
      guard line.isWhole else { return }
      guard let json = try? JSONValue(parsing: line.bytes), let outcome = Outcome(json: json) else {
        throw BatchError(
          .badData,
          "\(path): line \(lines.number) is damaged; take that line out, its video is then done again"
        )
      }
      try body(outcome)
    }
  }
}
