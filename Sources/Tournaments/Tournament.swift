internal import Foundation
internal import GRDB

/// A tournament: one SQLite file in which skills, clips, rounds, pairs, judges and judgements are
/// only ever added.
///
/// **Kept.** A call that records returns when the disk has the row: the journal is a rollback
/// journal (a write-ahead log needs shared memory, which network disks lack, and two more files),
/// and `synchronous` is EXTRA, which is FULL and also brings the removal of the journal to the disk;
/// without that a power cut could bring the journal back and undo the last commit
/// (<https://www.sqlite.org/pragma.html#pragma_synchronous>). While a write is under way, and after
/// a crash, `FILE-journal` lies beside the file and belongs to it; the next process that opens the
/// file sets it right.
///
/// **Shared.** Several processes may have the file open. Each write is one immediate transaction of a
/// few milliseconds; who finds the file locked waits for up to ``busySeconds``. Reading never
/// leaves a lock behind.
///
/// Scores are never stored: they follow from the ``Ledger``.
public struct Tournament: Sendable {
  /// The file as the person named it.
  public let path: String
  /// How long a call waits for another process before it fails, in seconds.
  public static let busySeconds = 20.0

  let queue: DatabaseQueue

  /// Opens a tournament; an older file is brought to this version's layout.
  ///
  /// - Throws: ``TournamentError`` where there is no such file, it is no tournament, it was made by a
  ///   newer version, or it is damaged.
  public init(
    opening path: String, busySeconds: Double = Tournament.busySeconds
  ) throws(TournamentError) {
    self.path = path
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw TournamentError(.noInput, "\(path): there is no such file")
    }
    if isFolder.boolValue {
      throw TournamentError(
        .badData, "\(path): it is a folder, not a tournament; make one with `skillet rate start`")
    }
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw TournamentError(.noInput, "\(path): cannot open it: no permission to read it")
    }
    // A file that can be written is opened so even to read: a crash may have left a journal.
    let isWritable = FileManager.default.isWritableFile(atPath: path)
    queue = try Self.reporting(path, "open it") {
      try Self.connect(path, readOnly: !isWritable, busySeconds: busySeconds)
    }
    try check(upgrades: isWritable)
  }

  /// Throws unless the file is a tournament of this version or an older one.
  private func check(upgrades: Bool) throws(TournamentError) {
    let (mark, version) = try read("open it") { db in
      (
        try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      )
    }
    guard mark == Int64(TournamentFile.applicationID), version >= 1 else {
      throw TournamentError(
        .badData, "\(path): it is no tournament; make one with `skillet rate start`")
    }
    guard version <= Schema.version else {
      throw TournamentError(
        .badData,
        "\(path): it was written by a newer Skillet (layout \(version), this one knows "
          + "\(Schema.version)); use that version")
    }
    guard version < Schema.version, upgrades else { return }
    do {
      try Self.reporting(path, "bring it to this version's layout") {
        try Schema.migrator.migrate(queue)
      }
    } catch {
      // Another process was faster, or the folder takes no journal: then it is read as it is.
      let now = try read("open it") { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
      guard now >= Schema.version || error.kind == .cannotWrite || error.kind == .noInput else {
        throw error
      }
    }
  }

  static func connect(
    _ path: String, readOnly: Bool = false, busySeconds: Double = Tournament.busySeconds
  ) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(busySeconds)
    configuration.prepareDatabase { db in
      // See the type's description; a read-only connection takes them as well.
      try db.execute(sql: "PRAGMA synchronous = EXTRA")
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Reads within one transaction: what it sees belongs together.
  func read<T>(_ step: String, _ body: (Database) throws -> T) throws(TournamentError) -> T {
    try Self.reporting(path, step) { try queue.read(body) }
  }

  /// Writes within one immediate transaction; when it returns, the disk has it.
  func write<T>(_ step: String, _ body: (Database) throws -> T) throws(TournamentError) -> T {
    try Self.reporting(path, step) { try queue.write(body) }
  }

  static func reporting<T>(
    _ path: String, _ step: String, _ body: () throws -> T
  ) throws(TournamentError) -> T {
    do {
      return try body()
    } catch let error as TournamentError {
      throw error
    } catch let error as DatabaseError {
      throw TournamentError(error, path: path, step: step)
    } catch {
      throw TournamentError(.failed, "\(path): cannot \(step): \(error)")
    }
  }
}
