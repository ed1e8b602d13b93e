internal import Annotations
internal import Batches
internal import Foundation
internal import VideoIO

/// The file of a reviewed video, held against what its document says of it.
public struct ReviewVideo: Sendable, Hashable {
  /// Whether the video is the one that the document was made of.
  public enum State: String, Sendable, Hashable {
    /// It is, or nothing speaks against it.
    case ok
    /// There is no such file.
    case missing
    /// The file is another by now.
    case changed
    /// The document is of a newer version of Skillet.
    case newer
    /// The document cannot be read.
    case unreadable
  }

  /// The file; nil where it was not found.
  public internal(set) var path: String?
  /// What is known of it.
  public internal(set) var state: State
  /// What a person should know, in one line; nil for nothing.
  public internal(set) var note: String?
  /// Whether the file's SHA-256 was compared.
  var isVerified = false

  /// Looks for the file where the document says, from the folders that its path may start from, and
  /// beside the document.
  ///
  /// - Parameters:
  ///   - stated: the path in the document.
  ///   - folders: where a relative path may start, the likeliest first.
  ///   - stamp: size and time of the file when the document was made, where known.
  ///   - document: the document's path.
  init(_ stated: String, folders: [String], stamp: FileStamp?, document: String) {
    let name = stated.split(separator: "/").last.map(String.init) ?? stated
    let nominal =
      stated.hasPrefix("/") ? [stated] : folders.map { $0.isEmpty ? stated : "\($0)/\(stated)" }
    let beside = folders.map { $0.isEmpty ? name : "\($0)/\(name)" }
    func isFile(_ path: String) -> Bool {
      OutputPlace.kind(of: path) == .file && FileStamp(of: path).size > 0
    }
    if let found = nominal.first(where: isFile) {
      (path, state) = (found, .ok)
    } else if let found = beside.first(where: isFile) {
      (path, state) = (found, .ok)
      note = "The video is not at \(stated) any more; \(found) is shown"
    } else {
      state = .missing
      note = "There is no video at \(stated); segments can be looked at without it"
      return
    }
    let now = FileStamp(of: path ?? "")
    if let stamp, stamp.size >= 0, stamp.size != now.size {
      state = .changed
      note = Self.changedNote(path ?? stated, "its size is \(now.size) bytes, it was \(stamp.size)")
    } else if let stamp, stamp == now {
      isVerified = true
    }
  }

  /// Takes in the SHA-256 of the file as it is now.
  mutating func compare(_ digest: String, with stated: String?) {
    isVerified = true
    guard let stated, let path else { return }
    if digest == stated {
      if state == .changed { (state, note) = (.ok, nil) }
    } else {
      state = .changed
      note = Self.changedNote(path, "its SHA-256 differs")
    }
  }

  private static func changedNote(_ path: String, _ reason: String) -> String {
    "The video has changed since it was cut (\(path): \(reason)): frames may show something else than "
      + "they did; cut it again for segments of the new one"
  }
}
