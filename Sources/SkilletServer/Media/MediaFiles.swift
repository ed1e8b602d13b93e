internal import Foundation
internal import HTTPTypes
internal import Skillet
internal import Synchronization

/// The files that may be served: those that were registered, and no others.
///
/// The first time a file is asked for, the place to which its links lead is remembered; should they
/// later lead elsewhere, it is not served any more. Only what opens as a video is served.
final class MediaFiles: Sendable {
  /// A file that is open, with what is known of it.
  struct Opened: Sendable {
    var file: OpenFile
    var video: PlayableVideo
    /// The part that is meant, in seconds of the file; nil for all of it.
    var stretch: Range<Double>?
  }

  private struct Entry {
    var path: String
    var stretch: Range<Double>?
    var place: String?
    var known: (identity: OpenFile.Identity, video: PlayableVideo)?
  }

  private let entries = Mutex<[String: Entry]>([:])

  /// Registers a file and gives the name under which it is served; touches no disk.
  ///
  /// The name depends on the path and the stretch alone: it is the same after a restart.
  ///
  /// - Parameter stretch: the part that pictures and re-encoded clips count from, in seconds of the
  ///   file.
  @discardableResult func add(_ path: String, stretch: Range<Double>? = nil) -> String {
    let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
    let part = stretch.map { "\n\($0.lowerBound)\n\($0.upperBound)" } ?? ""
    let id = String(textDigest(absolute + part).prefix(24))
    entries.withLock {
      if $0[id] == nil { $0[id] = Entry(path: absolute, stretch: stretch) }
    }
    return id
  }

  /// Where a registered file was said to lie; nil where none has that name.
  func path(of id: String) -> String? { entries.withLock { $0[id]?.path } }

  /// Opens a registered file.
  ///
  /// Reads from the disk: not to be called on a thread that must not wait.
  ///
  /// - Throws: `RequestFault`: 404 where it is not registered or not there, 415 where it is no video.
  func open(_ id: String) throws(RequestFault) -> Opened {
    guard let entry = entries.withLock({ $0[id] }) else {
      throw RequestFault(.notFound, "there is no such video")
    }
    guard let file = OpenFile(entry.path), let place = file.place else {
      throw RequestFault(.notFound, "the video is not there any more, or may not be read")
    }
    guard entry.place == nil || entry.place == place else {
      throw RequestFault(.notFound, "the video's name leads to another file now")
    }
    if let known = entry.known, known.identity == file.identity {
      return Opened(file: file, video: known.video, stretch: entry.stretch)
    }
    let video: PlayableVideo
    do {
      video = try PlayableVideo(file.ownPath)
    } catch {
      throw RequestFault(.unsupportedMediaType, "the file cannot be read as a video")
    }
    entries.withLock { entries in
      entries[id]?.place = place
      entries[id]?.known = (file.identity, video)
    }
    return Opened(file: file, video: video, stretch: entry.stretch)
  }
}
