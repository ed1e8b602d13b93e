internal import Annotations
internal import Foundation
internal import Tournaments

/// Clips by skill, found in what a person names: a table, videos, or segments documents.
public struct ClipCollection: Sendable {
  /// What the clips are grouped by, where the person says.
  public enum Grouping: Sendable, Hashable {
    /// The usual: a column `skill`, a segment's skill, a folder's name.
    case usual
    /// A column of the table, or `label` for the labels of segments.
    case named(String)
  }

  /// The skills in order, each with its clips; paths are absolute.
  private(set) var skills: [(name: String, clips: [TournamentClip])] = []
  /// What a person should know.
  public private(set) var warnings: [String] = []

  /// Clips in all.
  public var clipCount: Int { skills.reduce(0) { $0 + $1.clips.count } }
  /// How many skills there are.
  public var skillCount: Int { skills.count }

  private var places: [String: Int] = [:]
  private var taken: Set<[String]> = []

  /// Finds the clips.
  ///
  /// - Parameters:
  ///   - paths: one CSV table; or videos and folders of videos; or segments documents, and folders
  ///     that hold such.
  ///   - grouping: what a clip's skill is.
  ///   - videos: a folder in which the videos of documents are looked for first.
  /// - Throws: `SkilletError` where something is missing, is of another kind than the first, or
  ///   where no skill has two clips.
  public init(
    _ paths: [String], by grouping: Grouping = .usual, videos: String? = nil
  ) throws(SkilletError) {
    let kinds = try paths.map(ClipSource.init)
    guard let first = kinds.first else {
      throw SkilletError(.usage, "no clips are named; give a table, videos or documents")
    }
    let isMany = paths.count > 1 && first == .table
    for (path, kind) in zip(paths, kinds).dropFirst() where kind != first || isMany {
      throw SkilletError(
        .usage,
        "\(path): \(kind.phrase), and \(paths[0]) is \(first.phrase); give one table, or videos, or "
          + "segments documents")
    }
    switch first {
    case .table: try readTable(paths[0], grouping)
    case .videos: try readVideos(paths, grouping)
    case .documents: try readDocuments(paths, grouping, videos: videos)
    }
    let single = skills.filter { $0.clips.count < 2 }.map(\.name)
    if single.count == skills.count {
      throw SkilletError(
        .badData,
        "\(paths[0]): no skill has two clips, so there is nothing to compare (found "
          + "\(clipCount) in \(skills.count)); look at --group-by")
    }
    if !single.isEmpty {
      let some = single.prefix(3).joined(separator: ", ") + (single.count > 3 ? ", …" : "")
      warnings.append(
        single.count == 1
          ? "\(some) has one clip only, which is compared with none"
          : "\(single.count) skills have one clip only, which is compared with none: \(some)")
    }
  }

  /// Adds a clip; throws where its name is taken within the skill.
  mutating func add(_ clip: TournamentClip, to skill: String, at place: String) throws(SkilletError)
  {
    guard taken.insert([skill, clip.name]).inserted else {
      throw SkilletError(
        .badData, "\(place): the skill \(skill) has a clip \(clip.name) already; names are unique")
    }
    if let known = places[skill] {
      skills[known].clips.append(clip)
    } else {
      places[skill] = skills.count
      skills.append((skill, [clip]))
    }
  }

  mutating func warn(_ text: String) { warnings.append(text) }

  /// The folder of an absolute form of a path.
  static func absolute(_ path: String, in folder: String? = nil) -> String {
    if let folder, !path.hasPrefix("/") {
      return URL(fileURLWithPath: folder).appendingPathComponent(path).standardizedFileURL.path
    }
    return URL(fileURLWithPath: path).standardizedFileURL.path
  }

  /// The clips with paths as seen from a folder where they lie below it, so that a folder can be
  /// moved or mounted elsewhere as a whole; else absolute.
  func skills(seenFrom folder: String) -> [(name: String, clips: [TournamentClip])] {
    let base = Self.absolute(folder)
    let prefix = base.hasSuffix("/") ? base : base + "/"
    return skills.map { skill in
      let clips = skill.clips.map { clip in
        var clip = clip
        if let path = clip.path, path.hasPrefix(prefix) {
          clip.path = String(path.dropFirst(prefix.count))
        }
        return clip
      }
      return (skill.name, clips)
    }
  }
}

/// What an argument of `skillet rate start` is.
enum ClipSource {
  case table, videos, documents

  init(_ path: String) throws(SkilletError) {
    let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
    switch OutputPlace.kind(of: path) {
    case .absent: throw SkilletError(.noInput, "\(path): there is no such file or folder")
    case .folder:
      self = try DiscoveryDocuments.inFolder(path, depth: 0).isEmpty ? .videos : .documents
    case .file:
      if TournamentFile.isOne(path) {
        throw SkilletError(
          .badData, "\(path): it is a tournament already; see `skillet rate status`")
      }
      self =
        ending == "json"
        ? .documents : DemonstrationSet.extensions.contains(ending) ? .videos : .table
    }
  }

  var phrase: String {
    switch self {
    case .table: "a table"
    case .videos: "videos"
    case .documents: "segments documents"
    }
  }
}
