internal import Foundation
internal import GRDB

extension Tournament {
  /// Makes a tournament file; it appears whole or not at all.
  ///
  /// The same settings and clips give the same bytes.
  ///
  /// - Parameters:
  ///   - path: where it shall stand.
  ///   - skills: the skills in order, each with its clips.
  ///   - replaces: whether a tournament that nobody has judged in may be replaced; any other file
  ///     never is.
  /// - Throws: ``TournamentError`` where something is in the way or cannot be written, and where two
  ///   clips of a skill have one name.
  public static func create(
    _ path: String, settings: TournamentSettings,
    skills: [(name: String, clips: [TournamentClip])], replaces: Bool = false
  ) throws(TournamentError) {
    try checkPlace(path, replaces: replaces)
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    let part =
      "\(folder)/.\(url.lastPathComponent).part-\(ProcessInfo.processInfo.processIdentifier)"
    func discard() { for tail in ["", "-journal"] { unsafe unlink(part + tail) } }
    discard()
    defer { discard() }
    do throws(TournamentError) {
      try reporting(path, "make it") {
        let queue = try connect(part)
        try Schema.migrator.migrate(queue)
        try queue.write { db in
          try db.insert(settings)
          for skill in skills { try db.insert(skill.name, clips: skill.clips) }
        }
        try queue.close()
      }
    } catch  where error.kind == .noInput {
      throw TournamentError(
        .cannotWrite,
        "\(path): cannot make it: its folder does not exist or takes no files; choose another --out"
      )
    }
    try place(part, at: path, in: folder, replaces: replaces)
  }

  private static func checkPlace(_ path: String, replaces: Bool) throws(TournamentError) {
    var facts = stat()
    guard unsafe lstat(path, &facts) == 0 else { return }
    func refuse(_ reason: String, or: String = "") -> TournamentError {
      TournamentError(.cannotWrite, "\(path): \(reason); choose another --out\(or)")
    }
    if facts.st_mode & S_IFMT == S_IFDIR { throw refuse("a folder of that name is in the way") }
    guard TournamentFile.isOne(path) else {
      throw refuse("a file of that name, which is no tournament, is in the way")
    }
    guard replaces else {
      throw refuse("the tournament exists already", or: ", or replace it with --force")
    }
    let count = try Tournament(opening: path).read("open it") { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM judgement") ?? 0
    }
    if count > 0 {
      throw refuse("it holds \(count) judgements and is not replaced", or: ", or move it away")
    }
  }

  /// Gives a finished file its name, and brings the name to the disk.
  private static func place(
    _ part: String, at path: String, in folder: String, replaces: Bool
  ) throws(TournamentError) {
    // A link fails where the name is taken; a rename would overwrite what appeared meanwhile.
    let result = unsafe replaces ? rename(part, path) : link(part, path)
    guard result == 0 else {
      let reason =
        unsafe errno == EEXIST ? "it appeared meanwhile" : String(cString: strerror(errno))
      throw TournamentError(
        .cannotWrite, "\(path): cannot move it into place: \(reason); choose another --out")
    }
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

extension Database {
  func insert(_ settings: TournamentSettings) throws {
    try execute(
      sql: """
        INSERT INTO settings (votes, extra_votes, low_agreement, rounds, seed)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        settings.votes, settings.extraVotes, settings.lowAgreement, settings.rounds,
        Int64(bitPattern: settings.seed),
      ])
  }

  /// Adds a skill and its clips; gives its row.
  @discardableResult
  func insert(_ skill: String, clips: [TournamentClip]) throws -> Int64 {
    try execute(sql: "INSERT INTO skill (name) VALUES (?)", arguments: [skill])
    let id = lastInsertedRowID
    for clip in clips { try insert(clip, skill: id) }
    return id
  }

  /// Adds a clip of a skill; gives its row.
  @discardableResult
  func insert(_ clip: TournamentClip, skill: Int64) throws -> Int64 {
    let insertion = try cachedStatement(
      sql: """
        INSERT INTO clip (skill, name, path, start_seconds, end_seconds, start_frame, end_frame,
          performer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try insertion.execute(arguments: [
      skill, clip.name, clip.path, clip.seconds?.lowerBound, clip.seconds?.upperBound,
      clip.frames?.lowerBound, clip.frames?.upperBound, clip.performer,
    ])
    return lastInsertedRowID
  }
}
