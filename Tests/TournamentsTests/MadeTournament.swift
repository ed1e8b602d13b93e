import Foundation
import Testing
import Tournaments

/// A tournament in a folder of its own.
struct MadeTournament {
  let folder: URL
  let path: String

  /// Skills `a`, `b`, … with so many clips each, `a0`, `a1`, …; each clip meets the next one in
  /// round 1.
  init(_ counts: [Int], settings: TournamentSettings = TournamentSettings()) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("skillet-tournament-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("T.skillet").path
    let skills = zip("abcdefgh", counts).map { name, count in
      (name: "\(name)", clips: (0..<count).map { TournamentClip(name: "\(name)\($0)") })
    }
    try Tournament.create(path, settings: settings, skills: skills)
    let tournament = try Tournament(opening: path)
    let plans = try tournament.ledger().fields.map { field in
      RoundPlan(
        skill: field.skill.id, number: 1,
        pairs: stride(from: 0, to: field.clips.count - 1, by: 2).map {
          .init(left: field.clips[$0].id, right: field.clips[$0 + 1].id)
        }, bye: field.clips.count % 2 == 1 ? field.clips.last?.id : nil)
    }
    try tournament.openRounds(plans)
  }

  func open() throws -> Tournament { try Tournament(opening: path) }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Runs lines of Python with `db`, an SQLite connection of another program, and prints the fault.
  func python(_ lines: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let program = """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1], isolation_level=None)
      try:
      \(lines.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
      except sqlite3.Error as fault:
        print(fault)
      """
    process.arguments = ["python3", "-c", program, path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(lines)")
    return String(decoding: data, as: UTF8.self)
  }
}

/// Runs a test with a made tournament and removes it.
func withTournament(
  _ counts: [Int] = [4], settings: TournamentSettings = TournamentSettings(),
  _ body: (MadeTournament) throws -> Void
) throws {
  let made = try MadeTournament(counts, settings: settings)
  defer { made.remove() }
  try body(made)
}
