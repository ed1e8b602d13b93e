public import Annotations
internal import Foundation

/// Where the events of a video are found.
public struct EventSource: Sendable, Hashable {
  /// The file; nil: the one beside the video.
  public var path: String?

  /// Names a file, or the one beside the video.
  public init(path: String? = nil) { self.path = path }

  /// What is looked for beside `VIDEO.mp4`, in this order; the last only where it has `events`.
  public static let sidecarEndings = [".events.json", ".events.csv", ".json"]

  /// Reads the events; the video itself is not opened.
  ///
  /// - Parameter video: the path of the video, for the file beside it.
  /// - Returns: the file and what it holds; ``EventLog/track(onFrames:file:)`` puts it on frames.
  public func read(for video: String) throws(SkilletError) -> (path: String, log: EventLog) {
    let stem = NSString(string: video).deletingPathExtension
    let beside = Self.sidecarEndings.map { stem + $0 }
    guard let file = path == nil ? try Self.first(of: beside, video) : path else {
      let names = beside.map { NSString(string: $0).lastPathComponent }.joined(separator: ", ")
      throw SkilletError(
        .noInput,
        "\(video): cannot find its events: none of \(names) lies beside it; "
          + "name the file with --events FILE")
    }
    let text = try ActionFile.text(ActionFile.bytes(of: file), file)
    do {
      return (file, try EventLog(text: text, file: file))
    } catch {
      throw SkilletError(error)
    }
  }

  private static func first(of paths: [String], _ video: String) throws(SkilletError) -> String? {
    for path in paths where path != video && FileManager.default.fileExists(atPath: path) {
      if path != paths.last { return path }
      if try ActionFile.hasMember("events", path) { return path }
    }
    return nil
  }
}
