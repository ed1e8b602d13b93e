internal import Foundation

/// What a tournament file says of itself.
public enum TournamentFile {
  /// Marks an SQLite file as a tournament (`PRAGMA application_id`): "Skil" in ASCII.
  public static let applicationID: Int32 = 0x536B_696C

  /// The newest layout that this version reads and writes (`PRAGMA user_version`).
  public static let version = Schema.version

  /// Whether a path names a file that calls itself a tournament; a folder never does.
  ///
  /// Reads the first hundred bytes, as <https://www.sqlite.org/fileformat.html#the_database_header>
  /// lays them out, and must not be asked about a file that this process has open: closing it would
  /// drop the locks that SQLite holds on it.
  public static func isOne(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    guard let read = try? file.read(upToCount: 100), read.count == 100 else { return false }
    let header = Array(read)
    guard header.starts(with: Array("SQLite format 3\0".utf8)) else { return false }
    let mark = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return mark == UInt32(bitPattern: applicationID)
  }
}
