internal import Foundation

/// A place that results shall be written to, as the file system sees it.
struct OutputPlace {
  enum Kind { case absent, file, folder }

  /// What stands there.
  let kind: Kind
  /// The absolute path; links are followed where it exists.
  let path: String
  /// Folders above it that do not exist, the deepest first.
  let missingParents: [String]
  private let named: String
  private let nearest: String

  init(_ name: String) {
    named = name
    kind = Self.kind(of: name)
    let url = URL(fileURLWithPath: name).standardizedFileURL
    path = kind == .absent ? url.path : url.resolvingSymlinksInPath().path
    var parent = url.deletingLastPathComponent()
    var missing: [String] = []
    while Self.kind(of: parent.path) == .absent, parent.path != "/" {
      missing.append(parent.path)
      parent.deleteLastPathComponent()
    }
    missingParents = missing
    nearest = kind == .folder ? path : parent.path
  }

  /// What stands at a path; a link that leads nowhere counts as a file in the way.
  static func kind(of path: String) -> Kind {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else {
      return unsafe lstat(path, &facts) == 0 ? .file : .absent
    }
    return facts.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  /// Throws (73) unless something can be made there, before hours are spent on the results.
  func checkWritable() throws(SkilletError) {
    guard Self.kind(of: nearest) == .folder else {
      throw SkilletError(
        .cannotWrite, "\(named): cannot write there: \(nearest) is no folder; choose another --out")
    }
    guard unsafe access(nearest, W_OK | X_OK) == 0 else {
      let reason =
        errno == EROFS ? "the disk can only be read" : "no permission to write into \(nearest)"
      throw SkilletError(
        .cannotWrite, "\(named): cannot write there: \(reason); choose another --out")
    }
  }
}

/// The fault of an output that could not be written, in words.
func writeFault(_ path: String, _ step: String, _ error: any Error) -> SkilletError {
  let top = error as NSError
  let chain = [top, top.userInfo[NSUnderlyingErrorKey] as? NSError].compactMap { $0 }
  func has(_ posix: Int32, _ cocoa: CocoaError.Code) -> Bool {
    chain.contains {
      $0.domain == NSPOSIXErrorDomain && $0.code == Int(posix)
        || $0.domain == NSCocoaErrorDomain && $0.code == cocoa.rawValue
    }
  }
  let posix = chain.last { $0.domain == NSPOSIXErrorDomain }?.code
  let (reason, advice) =
    if has(ENOSPC, .fileWriteOutOfSpace) || has(EDQUOT, .fileWriteOutOfSpace) {
      ("the disk is full", "free some space or choose another --out")
    } else if let posix {
      (unsafe String(cString: strerror(Int32(posix))), "choose another --out")
    } else if has(EACCES, .fileWriteNoPermission) || has(EROFS, .fileWriteVolumeReadOnly) {
      ("no permission", "choose another --out")
    } else if has(ENOENT, .fileNoSuchFile) {
      ("the place does not exist or takes no files", "choose another --out")
    } else {
      (top.localizedDescription, "choose another --out")
    }
  return SkilletError(.cannotWrite, "\(path): cannot \(step): \(reason); \(advice)")
}
