internal import Foundation

/// A folder of results that appears whole or not at all.
///
/// Files are written into a hidden folder beside the target and moved into place by `commit`, one
/// rename each (one rename for all where the target does not exist yet). Whatever goes wrong before
/// that, `discard` removes the hidden folder and leaves the target as it was.
public struct StagedFolder: Sendable {
  /// The folder that the person named.
  public let target: String
  /// The hidden folder that files are written into until then.
  public let staging: String

  /// Prepares a folder.
  ///
  /// - Parameters:
  ///   - target: where the results shall stand.
  ///   - names: the entries that will be written; used to find out what is in the way.
  ///   - replaces: whether existing entries of these names may be replaced.
  /// - Throws: `SkilletError` (73) where an entry exists, or the place cannot be written.
  public init(
    target: String, names: [String], replaces: Bool
  ) throws(SkilletError) {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    if unsafe files.fileExists(atPath: target, isDirectory: &isFolder) {
      guard isFolder.boolValue else {
        throw SkilletError(
          .cannotWrite, "\(target): a file of that name is in the way; choose another --out")
      }
      let existing = names.filter {
        files.fileExists(atPath: URL(fileURLWithPath: target).appendingPathComponent($0).path)
      }
      if !existing.isEmpty, !replaces {
        throw SkilletError(
          .cannotWrite,
          "\(target): \(existing.joined(separator: ", ")) exists already; "
            + "choose another --out, or replace it with --force")
      }
    }
    self.target = target
    let url = URL(fileURLWithPath: target).standardizedFileURL
    let parent = url.deletingLastPathComponent()
    staging =
      parent.appendingPathComponent(
        ".\(url.lastPathComponent).part-\(ProcessInfo.processInfo.processIdentifier)"
      ).path
  }

  /// Makes the hidden folder.
  public func open() throws(SkilletError) {
    do {
      try FileManager.default.createDirectory(
        atPath: staging, withIntermediateDirectories: true)
    } catch {
      throw fault("make a folder beside it", error)
    }
  }

  /// The path under which a file has to be written for now; makes its folder.
  public func path(_ name: String) throws(SkilletError) -> String {
    let url = URL(fileURLWithPath: staging).appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw fault("make the folder of \(name)", error)
    }
    return url.path
  }

  /// Writes a file of text.
  public func write(_ text: String, to name: String) throws(SkilletError) {
    try write(Array(text.utf8), to: name)
  }

  /// Writes a file of bytes.
  public func write(_ bytes: [UInt8], to name: String) throws(SkilletError) {
    let path = try path(name)
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    } catch {
      throw fault("write \(name)", error)
    }
  }

  /// Moves everything into place.
  public func commit() throws(SkilletError) {
    let files = FileManager.default
    do {
      if !files.fileExists(atPath: target) {
        try files.moveItem(atPath: staging, toPath: target)
        return
      }
      try merge(staging, into: target)
      try files.removeItem(atPath: staging)
    } catch {
      throw fault("move the results into place", error)
    }
  }

  /// Removes whatever was written; the target stays as it was.
  public func discard() {
    try? FileManager.default.removeItem(atPath: staging)
  }

  private func merge(_ source: String, into target: String) throws {
    let files = FileManager.default
    for name in try files.contentsOfDirectory(atPath: source).sorted() {
      let from = URL(fileURLWithPath: source).appendingPathComponent(name)
      let to = URL(fileURLWithPath: target).appendingPathComponent(name)
      var isFolder: ObjCBool = false
      let exists = unsafe files.fileExists(atPath: to.path, isDirectory: &isFolder)
      if exists, isFolder.boolValue {
        try merge(from.path, into: to.path)
      } else if exists {
        _ = try files.replaceItemAt(to, withItemAt: from)
      } else {
        try files.moveItem(at: from, to: to)
      }
    }
  }

  func fault(_ step: String, _ error: any Error) -> SkilletError {
    let reason = (error as NSError)
    let full = (reason.userInfo[NSUnderlyingErrorKey] as? NSError)?.code == Int(ENOSPC)
    let words =
      full || reason.code == CocoaError.fileWriteOutOfSpace.rawValue
      ? "the disk is full" : reason.localizedDescription
    return SkilletError(
      .cannotWrite, "\(target): cannot \(step): \(words); free some space or choose another --out")
  }
}
