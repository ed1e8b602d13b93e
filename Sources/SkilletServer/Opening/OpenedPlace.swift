internal import Foundation
internal import Skillet

/// What the server was started on; the path is absolute.
enum OpenedPlace: Sendable {
  /// A folder with documents of `segment` or `annotate`.
  case folder(String)
  /// One video.
  case video(String)
  /// A tournament.
  case tournament(String)

  /// - Throws: `SkilletError` (66) where there is nothing or it may not be read.
  init(_ named: String) throws(SkilletError) {
    var facts = stat()
    guard !named.utf8.contains(0), unsafe stat(named, &facts) == 0 else {
      let reason =
        switch errno {
        case EACCES: "no permission to reach it; check the permissions of the folders above it"
        case ENAMETOOLONG: "the name is too long; check the path"
        default: "there is no such file or folder; check the path"
        }
      throw SkilletError(.noInput, "\(named.printable): \(reason)")
    }
    let isFolder = facts.st_mode & S_IFMT == S_IFDIR
    guard unsafe access(named, isFolder ? R_OK | X_OK : R_OK) == 0 else {
      throw SkilletError(
        .noInput, "\(named.printable): no permission to read it; check its permissions")
    }
    guard isFolder || facts.st_mode & S_IFMT == S_IFREG else {
      throw SkilletError(
        .noInput, "\(named.printable): it is neither a file nor a folder; name one of these")
    }
    let path = URL(fileURLWithPath: named).standardizedFileURL.path
    self =
      isFolder ? .folder(path) : RatingTournament.isOne(path) ? .tournament(path) : .video(path)
  }

  /// Where it is.
  var path: String {
    switch self {
    case .folder(let path), .video(let path), .tournament(let path): path
    }
  }

  /// What it is, in a word.
  var kind: String {
    switch self {
    case .folder: "folder"
    case .video: "video"
    case .tournament: "tournament"
    }
  }

  /// Its own name, without the folders above it.
  var title: String { URL(fileURLWithPath: path).lastPathComponent }
}
