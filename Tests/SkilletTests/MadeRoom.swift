import Foundation
import Tournaments

@testable import Skillet

/// A tournament of one skill whose clips are files, its first round paired.
struct MadeRoom {
  let folder: URL
  let path: String
  var book: JudgingBook

  var file: Tournament { book.tournament.file }

  /// - Parameter practice: how many practice pairs there are, of videos that are not among the clips.
  init(clips: Int, practice: Int, votes: Int = 5) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("skillet-room-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("T.skillet").path
    var settings = TournamentSettings()
    settings.votes = votes
    let folder = folder
    func video(_ name: String) throws -> String {
      try Data("x".utf8).write(to: folder.appendingPathComponent(name))
      return name
    }
    let made = try (0..<clips).map { number in
      var clip = TournamentClip(name: "clip \(number)")
      clip.path = try video("clip\(number).mp4")
      return clip
    }
    try Tournament.create(path, settings: settings, skills: [("tie", made)])
    let file = try Tournament(opening: path)
    try file.add(
      try (0..<practice).map {
        Tournament.Practice(
          place: "practice \($0)", skill: 1, better: .video(try video("good\($0).mp4")),
          worse: .video(try video("bad\($0).mp4")))
      })
    var tournament = try RatingTournament(opening: path)
    try tournament.openFirstRounds()
    book = JudgingBook(tournament, videos: nil)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
