internal import GRDB

extension TournamentError {
  /// What SQLite refused, in words: which file, which step, what to do.
  init(_ error: DatabaseError, path: String, step: String) {
    let (kind, reason, advice): (Kind, String, String) =
      switch error.extendedResultCode {
      case .SQLITE_READONLY_ROLLBACK, .SQLITE_READONLY_RECOVERY:
        (
          .cannotWrite, "a write was cut short, and the file must be writable to set it right",
          "open it once where it can be written"
        )
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        (.failed, "another process keeps it locked", "nothing was lost; try again")
      case .SQLITE_READONLY:
        (.cannotWrite, "the file or its folder can only be read", "change its permissions")
      case .SQLITE_FULL:
        (.cannotWrite, "the disk is full", "free some space; what was recorded is safe")
      case .SQLITE_NOTADB: (.badData, "it is no tournament", "make one with `skillet rate start`")
      case .SQLITE_CORRUPT:
        (
          .badData, "the file is damaged (\(error.message ?? "no details"))",
          "restore a copy, or save what `sqlite3 FILE .recover` finds"
        )
      case .SQLITE_CANTOPEN:
        (.noInput, "it cannot be opened", "look at its permissions and those of its folder")
      case .SQLITE_IOERR:
        (
          .failed, "the disk reports a fault (SQLite \(error.extendedResultCode.rawValue))",
          "what was acknowledged is safe; try again"
        )
      default:
        (
          .failed,
          "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no details")", ""
        )
      }
    let tail = advice.isEmpty ? "" : "; \(advice)"
    self.init(kind, "\(path): cannot \(step): \(reason)\(tail)")
  }
}
