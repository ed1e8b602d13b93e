/// A file of text that a command writes whole or not at all.
public struct TextOutput: Sendable {
  /// Where it will stand.
  public let path: String

  /// Checks that it can be written before any work is done; throws (73) where it cannot.
  public init(path: String, replaces: Bool) throws(SkilletError) {
    self.path = path
    let place = OutputPlace(path)
    switch place.kind {
    case .folder:
      throw SkilletError(.cannotWrite, "\(path): is a folder; give a file to --out")
    case .file where !replaces:
      throw SkilletError(
        .cannotWrite, "\(path): exists already; choose another --out, or replace it with --force")
    case .file, .absent: break
    }
    guard place.missingParents.isEmpty else {
      throw SkilletError(
        .cannotWrite, "\(path): there is no folder \(place.missingParents[0]); make it first")
    }
    if place.kind == .absent { try place.checkWritable() }
  }

  /// Writes the text.
  public func write(_ text: String) throws(SkilletError) {
    try AtomicFile.write([(path: path, bytes: Array(text.utf8))])
  }
}
