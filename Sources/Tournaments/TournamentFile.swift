internal import GRDB

/// What a tournament file says of itself.
public enum TournamentFile {
  /// Marks an SQLite file as a tournament (`PRAGMA application_id`): "Skil" in ASCII.
  public static let applicationID: Int32 = 0x536B_696C
}
