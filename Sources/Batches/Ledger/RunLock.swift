internal import Foundation

/// Keeps two runs from writing to one place at once.
///
/// The lock is the system's (`flock`) on the open ledger: it ends with the last process that holds
/// the file open, so nothing is ever left to be removed. Workers inherit it: a run that takes over
/// from a killed one waits a moment until they are gone, too.
enum RunLock {
  /// How long a lock may take to come free, in milliseconds.
  static let patience = 3000

  /// Takes the lock; false where the disk knows none.
  static func take(_ file: Int32, _ path: String) throws(BatchError) -> Bool {
    switch lock(file, LOCK_EX) {
    case 0: return true
    case EWOULDBLOCK: throw taken(path)
    default: return false
    }
  }

  /// Throws where a run is under way whose videos may be among those of this shard.
  static func checkOthers(of shard: Shard, in folder: String) throws(BatchError) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() {
      guard let other = Ledger.shard(ofName: name), other != shard, shard.overlaps(other) else {
        continue
      }
      let path = "\(folder)/\(name)"
      let file = unsafe open(path, O_RDWR | O_CLOEXEC)
      guard file >= 0 else { continue }
      defer { close(file) }
      if lock(file, LOCK_SH) == EWOULDBLOCK { throw taken(path) }
    }
  }

  private static func taken(_ path: String) -> BatchError {
    BatchError(
      .failed,
      "\(path): another run is writing here; wait for it, or choose another --out")
  }

  /// 0 where the lock was had; else why not.
  private static func lock(_ file: Int32, _ kind: Int32) -> Int32 {
    for _ in 0..<(patience / 20) {
      if flock(file, kind | LOCK_NB) == 0 { return 0 }
      if errno != EWOULDBLOCK, errno != EINTR { return errno }
      usleep(20_000)
    }
    return EWOULDBLOCK
  }
}
