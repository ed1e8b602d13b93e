internal import Foundation
internal import GRDB

extension Tournament {
  /// The key from which the page makes names that tell nothing, 16 bytes; drawn where there is none.
  public func judgingKey() throws(TournamentError) -> [UInt8] {
    let sql = "SELECT key FROM judging_key WHERE id = 1"
    if let key = try read("read it", { try Data.fetchOne($0, sql: sql) }) { return [UInt8](key) }
    return try write("make it ready for judges") { db in
      if let key = try Data.fetchOne(db, sql: sql) { return [UInt8](key) }
      let key = (0..<16).map { _ in UInt8.random(in: 0...255) }
      try db.execute(
        sql: "INSERT INTO judging_key (id, key) VALUES (1, ?)", arguments: [Data(key)])
      return key
    }
  }

  /// Lets a judge in, or stops one, whatever the practice pairs say.
  public func admit(_ judge: String, _ isAdmitted: Bool) throws(TournamentError) {
    guard !judge.isEmpty else {
      throw TournamentError(.badData, "\(path): a judge needs a name")
    }
    try write("note who judges") { db in
      try db.execute(
        sql: "INSERT INTO admission (judge, admitted, time) VALUES (?, ?, ?)",
        arguments: [db.judge(judge, kind: .person), isAdmitted, Database.now()])
    }
  }
}
