internal import Annotations
internal import Foundation

/// The record of what was done: one file a shard, to which lines are added and from which none is
/// taken.
///
/// A line counts once its newline is on the disk. What a killed run left behind the last newline
/// was never acknowledged and is cut off when the file is opened to be written.
public final class Ledger {
  /// The file.
  public let path: String
  /// The open file, which also carries the lock.
  let file: Int32
  private var length: Int64

  /// Opens and locks the ledger of a shard in a folder.
  ///
  /// - Throws: (`failed`) where another run holds it; the lock goes with the process that has it
  ///   and its workers, so a killed run is in nobody's way.
  public init(_ shard: Shard, in folder: String, note: (String) -> Void) throws(BatchError) {
    path = "\(folder)/\(Self.name(shard))"
    let isNew = !FileBytes.exists(path)
    file = unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw DurableFile.fault(path, "open the ledger") }
    length = 0
    guard try RunLock.take(file, path) else {
      note("\(path): this disk knows no locks; see to it that no two runs write here at once")
      try prepare(folder, isNew)
      return
    }
    try RunLock.checkOthers(of: shard, in: folder)
    try prepare(folder, isNew)
  }

  deinit { close(file) }

  private func prepare(_ folder: String, _ isNew: Bool) throws(BatchError) {
    var facts = stat()
    guard unsafe fstat(file, &facts) == 0 else { throw DurableFile.fault(path, "read the ledger") }
    length = Int64(facts.st_size)
    let bytes = try FileBytes.read(path, what: "the ledger")
    let whole = bytes.lastIndex(of: 0x0A).map { bytes.distance(from: bytes.startIndex, to: $0) + 1 }
    if Int64(whole ?? 0) < length {
      length = Int64(whole ?? 0)
      guard ftruncate(file, off_t(length)) == 0, fsync(file) == 0 else {
        throw DurableFile.fault(path, "take up the ledger")
      }
    }
    if isNew { try DurableFile.sync(folder) }
  }

  /// Adds a line and brings it to the disk.
  ///
  /// Where that fails, nothing of it stays.
  public func append(_ outcome: Outcome) throws(BatchError) {
    let line: String
    do throws(JSONError) {
      line = try outcome.json.text(.compact) + "\n"
    } catch {
      throw BatchError(.failed, "\(path): cannot write the ledger: \(error.reason)")
    }
    do throws(BatchError) {
      try DurableFile.writeAll(Array(line.utf8), to: file, path: path)
      guard fsync(file) == 0 else { throw DurableFile.fault(path, "bring it to the disk") }
      length += Int64(line.utf8.count)
    } catch {
      ftruncate(file, off_t(length))
      throw error
    }
  }

  static func name(_ shard: Shard) -> String { "\(shard.index)-of-\(shard.count).jsonl" }

  /// The shard of a ledger's file; nil for other files.
  static func shard(ofName name: String) -> Shard? {
    guard name.hasSuffix(".jsonl") else { return nil }
    return Shard(String(name.dropLast(6)).replacing("-of-", with: "/"))
  }
}
