internal import Foundation

extension VideoList {
  /// How sources are read.
  public struct Reading: Sendable, Hashable {
    /// A folder that is not looked into: that of the results.
    public var excluded: String?
    /// The file of the episodes of a LeRobot data set.
    public var episodes: String?
    /// The cameras of a LeRobot data set that are wanted; empty for all.
    public var cameras: [String] = []

    /// Nothing special.
    public init() {}
  }

  /// Reads what a person named: one manifest, one LeRobot data set, or any number of folders,
  /// patterns and videos.
  ///
  /// A video of a folder is called by its path below that without the ending; where two would be
  /// called alike, with it. Of several sources the path is that below their common folder.
  ///
  /// - Throws: where a source is not there or cannot be read, or an id is not one.
  public init(_ sources: [String], reading: Reading = Reading()) throws(BatchError) {
    self.init()
    if sources.count == 1, let only = sources.first {
      if LeRobotDataset.isDataset(only) {
        let entries = try LeRobotDataset(
          only, episodes: reading.episodes, cameras: reading.cameras
        ).entries
        try set(
          entries, place: { "\(only): \(entries[$0].path)" }, advice: "an episode is listed twice")
        return
      }
      if Manifest.isManifest(only), !FileBytes.isFolder(only) {
        let manifest = try Manifest(only)
        try set(
          manifest.entries, place: { "\(only): line \(manifest.lines[$0])" },
          advice: "give each row an id of its own")
        return
      }
    }
    if reading.episodes != nil || !reading.cameras.isEmpty {
      throw BatchError(.usage, "--episodes and --camera are for a LeRobot data set")
    }
    var found: [(root: String, path: String)] = []
    for source in sources { found += try paths(source, reading) }
    try name(found, isSingle: sources.count == 1)
  }

  private mutating func paths(
    _ source: String, _ reading: Reading
  ) throws(BatchError) -> [(root: String, path: String)] {
    if FileBytes.isFolder(source) {
      if LeRobotDataset.isDataset(source) {
        throw BatchError(.usage, "\(source): a LeRobot data set is annotated alone")
      }
      let scan = try FolderScan(source, excluding: reading.excluded)
      (faults, notes) = (faults + scan.faults, notes + scan.notes)
      if scan.paths.isEmpty, scan.faults.isEmpty {
        throw BatchError(.noInput, "\(source): there is no video in this folder")
      }
      return scan.paths.map { (source, $0) }
    }
    if !FileBytes.exists(source), GlobPattern.isPattern(source) {
      let pattern = GlobPattern(source)
      let scan = try FolderScan(pattern.root, excluding: reading.excluded)
      (faults, notes) = (faults + scan.faults, notes + scan.notes)
      let fitting = scan.paths.filter(pattern.matches)
      if fitting.isEmpty {
        throw BatchError(.noInput, "\(source): no video fits this pattern")
      }
      return fitting.map { (pattern.root, $0) }
    }
    guard FileBytes.exists(source) else {
      throw BatchError(.noInput, "\(source): there is no such folder, manifest or video")
    }
    if Manifest.isManifest(source) {
      throw BatchError(.usage, "\(source): a manifest is annotated alone")
    }
    let slash = source.lastIndex(of: "/")
    return [
      (
        slash.map { $0 == source.startIndex ? "/" : String(source[..<$0]) } ?? ".",
        slash.map { String(source[source.index(after: $0)...]) } ?? source
      )
    ]
  }

  /// Gives each path its id and sorts by it.
  private mutating func name(
    _ found: [(root: String, path: String)], isSingle: Bool
  ) throws(BatchError) {
    var paths: [(path: String, name: String)] = found.map { root, path in
      (root == "." ? path : root.hasSuffix("/") ? root + path : "\(root)/\(path)", path)
    }
    if !isSingle {
      let absolute = paths.map { Self.parts(of: $0.path) }
      let common = absolute.dropFirst().reduce(absolute.first.map { $0.dropLast() } ?? []) {
        zip($0, $1.dropLast()).prefix { $0.0 == $0.1 }.map(\.0)[...]
      }
      for index in paths.indices {
        paths[index].name = absolute[index].dropFirst(common.count).joined(separator: "/")
      }
    }
    // The same video may be named twice, by a folder and a pattern.
    var seen: Set<String> = []
    paths = paths.filter { seen.insert($0.name).inserted }
    var uses: [String: Int] = [:]
    for path in paths { uses[VideoEntry.id(ofPath: path.name), default: 0] += 1 }
    var entries = paths.map { path in
      let short = VideoEntry.id(ofPath: path.name)
      return VideoEntry(id: uses[short] == 1 ? short : path.name, path: path.path)
    }
    entries.sort { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    try set(entries, place: { entries[$0].path }, advice: "rename one of them")
  }

  private static func parts(of path: String) -> [String] {
    URL(fileURLWithPath: path).standardizedFileURL.path.split(separator: "/").map(String.init)
  }
}
