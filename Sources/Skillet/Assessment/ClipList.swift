public import Annotations
internal import Foundation

/// The clips that arguments name, with the skill, group and performer of each where they are known.
public struct ClipList: Sendable {
  /// A clip.
  public struct Clip: Sendable, Hashable {
    /// The name that joins files: without folder and video extension.
    public var name: String
    /// The file.
    public var path: String
    /// What is done; nil where nobody says.
    public var skill: String?
    /// Executions that are compared first, such as those from one start.
    public var group: String?
    /// Who did it.
    public var performer: String?
  }

  /// The clips, each once.
  public var clips: [Clip]

  /// Finds clips: videos, folders of them, and lists (an index in JSON, or CSV with a header).
  ///
  /// - Parameters:
  ///   - paths: videos, folders and lists.
  ///   - folder: where the clips of lists lie; without it beside the list.
  ///   - items: what is known of the clips, where the arguments do not say it.
  public init(
    _ paths: [String], folder: String? = nil, items: RatedItems? = nil
  ) throws(SkilletError) {
    clips = []
    for path in paths {
      if ["json", "csv"].contains((path as NSString).pathExtension.lowercased()) {
        let list = try Self.items(path)
        let beside = (path as NSString).deletingLastPathComponent
        let files = try ClipFolder(folder ?? (beside.isEmpty ? "." : beside))
        for item in list.items { clips.append(try files.clip(item, in: list.file)) }
      } else {
        let set = try DemonstrationSet([path], needsActions: false, truth: [])
        clips += set.demonstrations.map { Clip(name: $0.name, path: $0.path) }
      }
    }
    if let items {
      let known = Dictionary(items.items.map { ($0.name, $0) }) { first, _ in first }
      for i in clips.indices {
        guard let item = known[clips[i].name] else { continue }
        clips[i].skill = item.skill ?? clips[i].skill
        clips[i].group = item.group ?? clips[i].group
        clips[i].performer = item.performer ?? clips[i].performer
      }
    }
    try refuseRepeats()
  }

  init(_ clips: [Clip]) { self.clips = clips }

  private mutating func refuseRepeats() throws(SkilletError) {
    var paths: [String: String] = [:]
    var kept: [Clip] = []
    for clip in clips {
      if let other = paths.updateValue(clip.path, forKey: clip.name) {
        if OutputPlace(other).path == OutputPlace(clip.path).path { continue }
        throw SkilletError(
          .badData,
          "\(clip.path): a clip is called \(clip.name) as \(other) is; names join clips and pairs")
      }
      kept.append(clip)
    }
    clips = kept
  }

  /// Reads a list of items.
  public static func items(_ path: String) throws(SkilletError) -> RatedItems {
    let text = try AnnotationFiles.text(of: path)
    do {
      return try RatedItems(text, file: path)
    } catch {
      throw SkilletError(error)
    }
  }
}

/// A folder with clips, which are found by their names.
struct ClipFolder {
  private let folder: String
  private let files: [String: [String]]

  init(_ folder: String) throws(SkilletError) {
    self.folder = folder
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
      isFolder.boolValue
    else { throw SkilletError(.noInput, "\(folder): there is no such folder of clips") }
    let paths = ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).sorted()
    files = Dictionary(
      grouping: paths.filter { !($0.split(separator: "/").last ?? "").hasPrefix(".") }
        .filter { VideoName.ofVideo($0) != ($0.split(separator: "/").last.map(String.init) ?? $0) }
    ) { VideoName.ofVideo($0) }
  }

  /// The file of a clip: as it is written, or by its name anywhere in the folder.
  func path(_ name: String, written: String) throws(SkilletError) -> String {
    let direct = "\(folder)/\(written)"
    if written != name, FileManager.default.fileExists(atPath: direct) { return direct }
    guard let found = files[name] else {
      throw SkilletError(
        .noInput, "\(folder): there is no video called \(name.printable) in the folder of clips")
    }
    guard found.count == 1 else {
      throw SkilletError(
        .badData, "\(folder): \(found[0]) and \(found[1]) are both called \(name); name one")
    }
    return "\(folder)/\(found[0])"
  }

  /// A clip of a list.
  func clip(_ item: RatedItems.Item, in file: String) throws(SkilletError) -> ClipList.Clip {
    do {
      return ClipList.Clip(
        name: item.name, path: try path(item.name, written: item.written), skill: item.skill,
        group: item.group, performer: item.performer)
    } catch {
      throw SkilletError(error.code, "\(file): \(error.description)")
    }
  }
}
