internal import Annotations
internal import Foundation
internal import Tournaments

extension RatingTournament {
  /// Adds the practice pairs of a CSV (`skill,better,worse`); all or none.
  ///
  /// What a row names is a clip of the tournament, or else a video, looked for beside the table and
  /// where the tool runs. Pairs that stand there already are passed over, so the same file may be
  /// given again.
  ///
  /// - Returns: how many were added.
  /// - Throws: `SkilletError` with the file and the line of a row that cannot be taken.
  @discardableResult
  public mutating func addPractice(from path: String) throws(SkilletError) -> Int {
    let text = try StandardInput.text(of: path)
    let table: PracticeTable
    do { table = try PracticeTable(text, file: path) } catch { throw SkilletError(error) }
    var pairs: [Tournament.Practice] = []
    for row in table.rows {
      let place = "\(path): line \(row.line)"
      let skill = try skill(row, at: place)
      pairs.append(
        Tournament.Practice(
          place: place, skill: skill, better: try side(row.better, of: skill, path, at: place),
          worse: try side(row.worse, of: skill, path, at: place)))
    }
    do {
      let count = try file.add(pairs)
      try refresh()
      return count
    } catch let error as TournamentError {
      throw SkilletError(error)
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "\(path): \(error)")
    }
  }

  /// How many practice pairs there are.
  public var practiceCount: Int { ledger.practice.count }

  private func skill(_ row: PracticeTable.Row, at place: String) throws(SkilletError) -> Int64 {
    if let name = row.skill {
      if let known = ledger.skills.first(where: { $0.name == name }) { return known.id }
      throw SkilletError(.badData, "\(place): the tournament has no skill \"\(name.printable)\"")
    }
    if ledger.skills.count == 1 { return ledger.skills[0].id }
    func homes(_ clip: String) -> Set<Int64> {
      Set(ledger.clips.filter { $0.clip.name == clip }.map(\.skill))
    }
    let shared = homes(row.better).intersection(homes(row.worse))
    guard shared.count == 1, let only = shared.first else {
      throw SkilletError(
        .badData, "\(place): it does not say which skill; add a column called skill")
    }
    return only
  }

  private func side(
    _ name: String, of skill: Int64, _ table: String, at place: String
  ) throws(SkilletError) -> PracticePair.Side {
    if let clip = ledger.clips.first(where: { $0.skill == skill && $0.clip.name == name }) {
      return .clip(clip.id)
    }
    let folder = URL(fileURLWithPath: table).deletingLastPathComponent().path
    let places = [ClipCollection.absolute(name, in: folder), ClipCollection.absolute(name)]
    if let found = places.first(where: { OutputPlace.kind(of: $0) == .file }) {
      let own = URL(fileURLWithPath: self.path).deletingLastPathComponent().standardizedFileURL.path
      let base = own.hasSuffix("/") ? own : own + "/"
      return .video(found.hasPrefix(base) ? String(found.dropFirst(base.count)) : found)
    }
    throw SkilletError(
      .badData,
      "\(place): \"\(name.printable)\" is neither a clip of that skill nor a video beside the table"
    )
  }
}
