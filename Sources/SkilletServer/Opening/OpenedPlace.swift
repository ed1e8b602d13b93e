internal import Foundation
internal import Skillet

/// What the server was started on.
enum OpenedPlace: Sendable {
  /// A folder with documents of `segment` or `annotate`, as the person named it.
  case folder(String)
  /// One video.
  case video(String)
  /// A tournament.
  case tournament(String)

  init(_ path: String) throws(SkilletError) {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw SkilletError(.noInput, "\(path): there is no such file or folder")
    }
    self =
      RatingTournament.isOne(path)
      ? .tournament(path) : isFolder.boolValue ? .folder(path) : .video(path)
  }
}
