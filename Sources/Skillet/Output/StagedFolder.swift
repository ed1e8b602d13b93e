internal import Foundation

/// A folder of results that appears whole or not at all.
///
/// Files are written into a hidden folder on the same disk and moved into place by `commit`, one
/// rename each (one rename for all where the target does not exist yet). Whatever goes wrong before
/// that, `discard` removes the hidden folder and leaves the target as it was.
public struct StagedFolder: Sendable {
  /// The folder that the person named.
  public let target: String
  /// The hidden folder that files are written into until then: within the target where that exists,
  /// else beside it.
  public let staging: String

  /// The absolute path of the target, links followed.
  private let destination: String
  private let targetExists: Bool
  private let replaces: Bool
  /// Folders above a new target that do not exist yet, the deepest first.
  private let missingParents: [String]

  /// Prepares a folder; nothing is written yet.
  ///
  /// - Parameters:
  ///   - target: where the results shall stand.
  ///   - names: the entries that will be written; used to find out what is in the way.
  ///   - replaces: whether existing entries of these names may be replaced.
  /// - Throws: `SkilletError` (73) where an entry exists, or the place cannot be written.
  public init(
    target: String, names: [String], replaces: Bool
  ) throws(SkilletError) {
    let place = OutputPlace(target)
    switch place.kind {
    case .file:
      throw SkilletError(
        .cannotWrite, "\(target): a file of that name is in the way; choose another --out")
    case .folder:
      try Self.checkEntries(names, in: place.path, named: target, replaces: replaces)
    case .absent: break
    }
    try place.checkWritable()
    self.target = target
    self.replaces = replaces
    destination = place.path
    targetExists = place.kind == .folder
    missingParents = place.missingParents
    let process = ProcessInfo.processInfo.processIdentifier
    let url = URL(fileURLWithPath: place.path)
    staging =
      targetExists
      ? url.appendingPathComponent(".skillet.part-\(process)").path
      : url.deletingLastPathComponent()
        .appendingPathComponent(".\(url.lastPathComponent).part-\(process)").path
  }

  private static func checkEntries(
    _ names: [String], in folder: String, named target: String, replaces: Bool
  ) throws(SkilletError) {
    let entries = names.map { (name: $0, kind: OutputPlace.kind(of: "\(folder)/\($0)")) }
    let existing = entries.filter { $0.kind != .absent }.map(\.name)
    if !existing.isEmpty, !replaces {
      throw SkilletError(
        .cannotWrite,
        "\(target): \(existing.joined(separator: ", ")) \(existing.count == 1 ? "exists" : "exist") "
          + "already; choose another --out, or replace with --force")
    }
    for entry in entries where entry.kind == .folder && entry.name.contains(".") {
      throw SkilletError(
        .cannotWrite, "\(target): \(entry.name) is a folder; move it away or choose another --out")
    }
  }

  /// Makes the hidden folder.
  public func open() throws(SkilletError) {
    discard()
    do {
      try FileManager.default.createDirectory(
        atPath: staging, withIntermediateDirectories: true)
    } catch {
      throw fault("make a folder for it", error)
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

  /// The entries of these names that stand in the target.
  func present(_ names: [String]) -> [String] {
    targetExists
      ? names.filter { OutputPlace.kind(of: "\(destination)/\($0)") != .absent } : []
  }

  /// Moves everything into place; entries named `outdated` go away with the hidden folder.
  public func commit(removing outdated: [String] = []) throws(SkilletError) {
    guard targetExists else { return try move(staging, to: destination) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: staging)) ?? []
    for name in names.sorted() {
      let (from, to) = ("\(staging)/\(name)", "\(destination)/\(name)")
      let kind = OutputPlace.kind(of: to)
      if kind != .absent, !replaces {
        throw SkilletError(
          .cannotWrite, "\(target): \(name) appeared meanwhile; choose another --out")
      }
      // A folder cannot be renamed onto a full one: the old one goes away with the hidden folder.
      if kind == .folder { try move(to, to: "\(staging)/.replaced-\(name)") }
      try move(from, to: to)
    }
    for name in present(outdated) {
      try move("\(destination)/\(name)", to: "\(staging)/.replaced-\(name)")
    }
    try? FileManager.default.removeItem(atPath: staging)
  }

  /// Removes whatever was written; the target stays as it was.
  public func discard() {
    try? FileManager.default.removeItem(atPath: staging)
    for folder in missingParents { unsafe rmdir(folder) }
  }

  private func move(_ source: String, to path: String) throws(SkilletError) {
    guard unsafe rename(source, path) == 0 else {
      throw fault(
        "move the results into place", NSError(domain: NSPOSIXErrorDomain, code: Int(errno)))
    }
  }

  func fault(_ step: String, _ error: any Error) -> SkilletError {
    writeFault(target, step, error)
  }
}
