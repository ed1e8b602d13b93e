internal import Foundation

/// Finds the videos within a folder, links followed, each folder read once.
struct FolderScan {
  /// Endings of the files that are taken.
  static let endings: Set<String> = [
    "mp4", "m4v", "mkv", "webm", "mov", "avi", "mpg", "mpeg", "ts", "mts", "m2ts", "wmv", "flv",
    "ogv", "3gp", "y4m", "h264", "h265", "hevc", "vob", "mxf", "gif",
  ]

  /// Paths found, below the folder that was scanned, in the order of their bytes.
  private(set) var paths: [String] = []
  private(set) var faults: [String] = []
  private(set) var notes: [String] = []

  private struct Identity: Hashable {
    var device: UInt64
    var file: UInt64
  }

  private var seen: Set<Identity> = []
  private let excluded: Identity?

  /// Scans a folder.
  ///
  /// Hidden entries, folders called `X.skillet` and `excluded` are left out.
  ///
  /// - Throws: where the folder itself cannot be read.
  init(_ root: String, excluding excluded: String?) throws(BatchError) {
    self.excluded = excluded.flatMap { Self.identity(of: $0)?.identity }
    guard let found = Self.identity(of: root), found.isFolder else {
      throw BatchError(.noInput, "\(root): there is no such folder")
    }
    seen.insert(found.identity)
    guard let names = Self.names(in: root) else {
      throw BatchError(
        .noInput, "\(root): cannot read the folder: \(lastSystemError()); check its permissions")
    }
    scan(names, root, prefix: "")
    paths.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private mutating func scan(_ names: [String], _ folder: String, prefix: String) {
    for name in names {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      // The name cannot be said again in UTF-8: opening it would open another file, or none.
      if name.unicodeScalars.contains("\u{FFFD}"), Self.identity(of: path) == nil {
        faults.append("\(path): its name is not UTF-8, it cannot be read; rename it")
        continue
      }
      guard let found = Self.identity(of: path) else {
        if FolderScan.isVideo(name) {
          faults.append("\(path): cannot be reached: \(lastSystemError())")
        }
        continue
      }
      guard found.isFolder else {
        if FolderScan.isVideo(name) { paths.append(prefix + name) }
        continue
      }
      if found.identity == excluded || name.hasSuffix(".skillet") { continue }
      guard seen.insert(found.identity).inserted else {
        notes.append("\(path): leads to a folder that was read already; it is not read again")
        continue
      }
      guard let inner = Self.names(in: path) else {
        faults.append("\(path): cannot read the folder: \(lastSystemError())")
        continue
      }
      scan(inner, path, prefix: prefix + name + "/")
    }
  }

  static func isVideo(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return false }
    return endings.contains(name[name.index(after: dot)...].lowercased())
  }

  private static func identity(of path: String) -> (identity: Identity, isFolder: Bool)? {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else { return nil }
    return (
      Identity(
        device: UInt64(truncatingIfNeeded: facts.st_dev),
        file: UInt64(truncatingIfNeeded: facts.st_ino)),
      facts.st_mode & S_IFMT == S_IFDIR
    )
  }

  /// The names in a folder by their bytes, hidden ones left out; nil where it cannot be read.
  private static func names(in folder: String) -> [String]? {
    guard let handle = unsafe opendir(folder) else { return nil }
    defer { unsafe closedir(handle) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if !name.hasPrefix(".") { names.append(name) }
      errno = 0
    }
    if errno != 0 { return nil }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// The last error of the system in words.
func lastSystemError(_ code: Int32 = errno) -> String { unsafe String(cString: strerror(code)) }
