public import Annotations
internal import Foundation

/// The videos of a data set, with where their actions and their true boundaries are.
public struct DemonstrationSet: Sendable {
  /// A video of the set.
  public struct Demonstration: Sendable {
    /// The file.
    public var path: String
    /// Its name without folder and extension.
    public var name: String
    /// Its actions; nil where none were asked for.
    public var actions: ActionRecording?
    /// Its true boundaries; nil where none are known.
    public var truth: BoundaryTruth?
  }

  /// The videos, by name.
  public var demonstrations: [Demonstration]

  /// Demonstrations whose actions are pseudo-labels; nil where none are.
  var pseudoLabelled: Int? {
    let count = demonstrations.count { one in
      if case .pseudo? = one.actions?.track.source { true } else { false }
    }
    return count > 0 ? count : nil
  }

  /// How the names of videos end.
  static let extensions: Set<String> = [
    "mp4", "m4v", "mkv", "mov", "webm", "avi", "mpg", "mpeg", "ts", "wmv", "flv", "ogv",
  ]

  /// Finds the videos that arguments name: files, or folders with all that lies in them.
  ///
  /// - Parameters:
  ///   - paths: files and folders.
  ///   - needsActions: whether each video has to have actions beside it.
  ///   - actionsFrom: a folder in which actions are looked for first.
  ///   - level: the grain of the true boundaries.
  ///   - truth: files and folders with true boundaries; without it those beside the videos are used.
  public init(
    _ paths: [String], needsActions: Bool, actionsFrom folder: String? = nil,
    nullActions: [String]? = nil,
    level: BoundaryTruth.Level = .skills, truth: [String] = []
  ) throws(SkilletError) {
    var files: [String] = []
    let source = ActionSource(folder: folder, nullActions: nullActions)
    try source.checkFolder()
    for path in paths { files += try Self.videos(in: path) }
    var names: [String: String] = [:]
    demonstrations = []
    for file in files {
      let name = VideoName.ofVideo(file)
      if let other = names.updateValue(file, forKey: name) {
        if other == file { continue }
        throw SkilletError(
          .badData, "\(file): a video is called \(name) as \(other) is; names join videos and truth"
        )
      }
      let actions = needsActions ? try source.read(for: file) : nil
      demonstrations.append(Demonstration(path: file, name: name, actions: actions, truth: nil))
    }
    demonstrations.sort { $0.name < $1.name }
    let truths = try Self.truths(truth, beside: demonstrations.map(\.path), level: level)
    for i in demonstrations.indices { demonstrations[i].truth = truths[demonstrations[i].name] }
    if let first = truth.first, demonstrations.allSatisfy({ $0.truth == nil }) {
      let names = truths.keys.sorted().prefix(3).joined(separator: ", ")
      throw SkilletError(
        .badData,
        "\(first): its true boundaries are of \(names.isEmpty ? "no video" : names), none of them "
          + "one of the \(demonstrations.count) videos; names join videos and truth")
    }
  }

  /// The videos that an argument names: the file, or what lies in the folder.
  static func videos(in path: String) throws(SkilletError) -> [String] {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw SkilletError(.noInput, "\(path): there is no such file or folder")
    }
    guard isFolder.boolValue else { return [path] }
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: path) else {
      throw SkilletError(.noInput, "\(path): cannot list the folder")
    }
    let base = path.hasSuffix("/") ? path : path + "/"
    let found = names.filter { name in
      extensions.contains((name as NSString).pathExtension.lowercased())
        && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }.sorted()
    if found.isEmpty { throw SkilletError(.noInput, "\(path): the folder holds no video") }
    return found.map { base + $0 }
  }

  private static func truths(
    _ paths: [String], beside videos: [String], level: BoundaryTruth.Level
  ) throws(SkilletError) -> [String: BoundaryTruth] {
    var files = try AnnotationFiles.list(paths)
    if paths.isEmpty {
      for video in videos {
        let file = (video as NSString).deletingPathExtension + ".json"
        let key = level == .stages ? "stages" : "segments"
        if FileManager.default.fileExists(atPath: file),
          (try? ActionFile.hasMember(key, file)) == true
        {
          files.append(file)
        }
      }
    }
    var truths: [String: BoundaryTruth] = [:]
    for file in files {
      do {
        let text = try AnnotationFiles.text(of: file)
        for truth in try TruthReader(level: level).read(text, file: file) {
          if let name = truth.name { truths[name] = truth }
        }
      } catch let error as AnnotationError {
        throw SkilletError(error)
      } catch let error as SkilletError {
        throw error
      } catch {
        throw SkilletError(.failed, "\(file): \(error)")
      }
    }
    return truths
  }
}
