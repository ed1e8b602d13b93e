internal import Foundation

extension TournamentExport {
  /// Writes a format to a file or, for ProSkill's, into a folder; whole or not at all.
  ///
  /// - Returns: the paths written.
  public func write(
    _ format: Format, to path: String, release: Release = Release(), replaces: Bool = false
  ) throws(SkilletError) -> [String] {
    if format.isOneFile {
      let text = try text(format)
      let place = OutputPlace(path)
      if place.kind == .folder {
        throw SkilletError(
          .cannotWrite, "\(path): a folder of that name is in the way; choose another --out")
      }
      if place.kind == .file, RatingTournament.isOne(path) {
        throw SkilletError(
          .cannotWrite, "\(path): it is a tournament and is not overwritten; choose another --out")
      }
      if place.kind == .file, !replaces {
        throw SkilletError(
          .cannotWrite, "\(path): it exists already; choose another --out, or replace with --force")
      }
      try place.checkWritable()
      try AtomicFile.write([(path, Array(text.utf8))])
      return [path]
    }
    let files = try self.release(release)
    let names = ["rounds", "rankings", "train.txt", "val.txt", "test.txt"]
    let stage = try StagedFolder(target: path, names: names, replaces: replaces)
    try stage.open()
    do throws(SkilletError) {
      for file in files { try stage.write(file.text, to: file.name) }
      try stage.commit()
    } catch {
      stage.discard()
      throw error
    }
    let base = path.hasSuffix("/") ? path : path + "/"
    return files.map { base + $0.name }
  }
}
