internal import Annotations
internal import Foundation

/// Where the labels of videos will lie: `VIDEO.actions.json`, all in one folder.
public struct LabelOutput: Sendable {
  private let folder: String

  /// Checks that the labels can be written, before any work is done.
  public init(
    folder: String, videos: DemonstrationSet, replaces: Bool
  ) throws(SkilletError) {
    self.folder = folder
    let place = OutputPlace(folder)
    if place.kind == .file {
      throw SkilletError(.cannotWrite, "\(folder): is a file; name a folder for the labels")
    }
    try place.checkWritable()
    for one in videos.demonstrations {
      let path = path(of: one.name)
      switch OutputPlace.kind(of: path) {
      case .absent: continue
      case .file where replaces: continue
      case .folder: throw SkilletError(.cannotWrite, "\(path): is a folder; take it away")
      case .file:
        throw SkilletError(
          .cannotWrite,
          "\(path): exists already; name another folder, or replace it with --force")
      }
    }
  }

  /// The file of a video's labels.
  public func path(of name: String) -> String {
    URL(fileURLWithPath: folder).appendingPathComponent(name + ".actions.json").relativePath
  }

  /// Writes labels, and the files of the model where one was trained: all of them or nothing.
  public func write(
    _ labels: [ActionLabeller.Labels], beside others: [(path: String, bytes: [UInt8])] = []
  ) throws(SkilletError) {
    var files: [(path: String, bytes: [UInt8])] = []
    for one in labels {
      let file = path(of: one.name)
      do throws(AnnotationError) {
        let text = try one.track.jsonText(
          video: URL(fileURLWithPath: one.video).lastPathComponent, file: file)
        files.append((file, Array(text.utf8)))
      } catch {
        throw SkilletError(error)
      }
    }
    files += others
    let missing = OutputPlace(folder)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw writeFault(folder, "make the folder", error)
    }
    do throws(SkilletError) {
      try AtomicFile.write(files)
    } catch {
      let made = (missing.kind == .absent ? [missing.path] : []) + missing.missingParents
      for path in made { unsafe rmdir(path) }
      throw error
    }
  }
}
