internal import Annotations
internal import Foundation

/// Where the videos of a questions document lie.
struct QuestionVideos {
  /// The files that were found, by the videos' ids.
  private(set) var files: [String: String] = [:]
  /// The ids of the videos that were not.
  private(set) var missing: [String] = []

  private static let extensions = ["mp4", "mkv", "webm", "mov", "avi", "MP4", "m4v"]

  /// Looks for the videos that questions are about.
  ///
  /// With a folder, there: by the name that the document's path ends with, and by id and one of the
  /// usual extensions. Without, where the document's path leads, from here or from the document.
  ///
  /// - Throws: (66) where the folder does not exist.
  init(
    of document: QuestionsDocument, file: String, folder: String?
  ) throws(SkilletError) {
    if let folder, OutputPlace.kind(of: folder) != .folder {
      throw SkilletError(.noInput, "\(folder): there is no such folder of videos")
    }
    let asked = Set(document.questions.map(\.video))
    for video in document.videos where asked.contains(video.id) {
      let places = Self.places(video, file: file, folder: folder)
      if let found = places.first(where: { OutputPlace.kind(of: $0) == .file }) {
        files[video.id] = URL(fileURLWithPath: found).resolvingSymlinksInPath().path
      } else {
        missing.append(video.id)
      }
    }
  }

  private static func places(
    _ video: Annotations.DescribedVideo, file: String, folder: String?
  ) -> [String] {
    let leavesFolder = video.id.split(separator: "/").contains("..")
    let named = leavesFolder ? [] : [video.id] + extensions.map { "\(video.id).\($0)" }
    if let folder {
      let base = folder.hasSuffix("/") ? folder : folder + "/"
      let own = video.path.map { [URL(fileURLWithPath: $0).lastPathComponent] } ?? []
      return (own + named).map { base + $0 }
    }
    guard let path = video.path else { return [] }
    let beside = URL(fileURLWithPath: file).deletingLastPathComponent().path
    return path.hasPrefix("/") ? [path] : [path, "\(beside)/\(path)"]
  }

  /// The extensions of the files that were found, by the videos' ids.
  var extensions: [String: String] {
    files.mapValues { path in
      let found = URL(fileURLWithPath: path).pathExtension
      return found.isEmpty ? "mp4" : QuestionMedia.safe(found)
    }
  }

  /// A sentence on the videos that were not found; nil where all were.
  func note(folder: String) -> String? {
    guard let first = missing.first else { return nil }
    let total = missing.count + files.count
    return "\(missing.count) of \(total) videos were not found, such as \"\(first.printable)\"; "
      + "name their folder with --videos, or put them into \(folder)"
  }
}
