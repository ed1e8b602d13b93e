internal import Annotations
internal import Foundation

/// The folder of a run's results.
public struct RunFolder: Sendable, Hashable {
  /// The folder as the person named it.
  public let path: String

  /// Names the folder; nothing is made yet.
  public init(_ path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// What the run was asked for.
  public var runFile: String { "\(path)/run.json" }
  /// The ledgers.
  public var ledger: String { "\(path)/ledger" }
  /// The documents.
  public var documents: String { "\(path)/documents" }

  /// The document of a video.
  public func document(_ id: String) -> String { "\(documents)/\(SafeName.name(id)).json" }

  /// Takes up the folder: makes it where it is new, and refuses one that holds something else.
  ///
  /// - Parameter replaces: whether other settings may take the place of those that were.
  /// - Returns: what an earlier run was asked for; nil where there was none.
  public func open(
    _ run: RunFile, folders: [String], replaces: Bool
  ) throws(BatchError) -> RunFile? {
    var earlier: RunFile?
    do throws(BatchError) {
      earlier = try RunFile.read(runFile)
    } catch {
      guard replaces else { throw error }
    }
    if let earlier, earlier.digest != run.digest, !replaces {
      throw refusal(of: run, after: earlier)
    }
    if earlier == nil, !replaces { try checkEmpty() }
    for folder in [path] + ([ledger, documents] + folders.map { "\(path)/\($0)" }) {
      try DurableFile.makeFolder(folder)
    }
    try DurableFile.sync(path)
    if earlier?.digest != run.digest || earlier?.sources != run.sources
      || earlier?.folder != run.folder || earlier?.reading != run.reading
    {
      try write(run, isNew: earlier == nil && !replaces)
    }
    return earlier
  }

  /// Why other settings are not taken up here.
  public func refusal(of run: RunFile, after earlier: RunFile) -> BatchError {
    BatchError(
      .cannotWrite,
      "\(path): holds results of other settings: "
        + "\(run.differences(from: earlier).joined(separator: "; ")); choose another --out, or "
        + "--force to do every video again")
  }

  private func checkEmpty() throws(BatchError) {
    guard FileBytes.exists(path) else { return }
    guard FileBytes.isFolder(path) else {
      throw BatchError(
        .cannotWrite, "\(path): a file of that name is in the way; choose another --out")
    }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { !$0.hasPrefix(".run.json.") && $0 != "slurm" }
    // Another shard may be at the same point: it has made the folders, but not yet run.json.
    guard names.allSatisfy({ name in isEmptyFolder("\(path)/\(name)") }) else {
      if FileBytes.exists(runFile) { return }
      throw BatchError(
        .cannotWrite,
        "\(path): holds \(names.sorted()[0]) already and no run.json; choose another --out, or --force"
      )
    }
  }

  private func isEmptyFolder(_ path: String) -> Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false
  }

  /// Writes run.json; of several shards that begin at once the first one's stays.
  private func write(_ run: RunFile, isNew: Bool) throws(BatchError) {
    let text: String
    do throws(JSONError) {
      text = try run.json.text()
    } catch {
      throw BatchError(.failed, "\(runFile): cannot write the settings: \(error.reason)")
    }
    guard isNew else { return try DurableFile.write(text.utf8, to: runFile) }
    // A host may share the disk with others: process numbers alone are not enough.
    let part = "\(path)/.run.json.\(UUID().uuidString)"
    try DurableFile.write(text.utf8, to: part)
    defer { unsafe unlink(part) }
    if unsafe link(part, runFile) != 0 {
      guard errno == EEXIST else {
        guard unsafe rename(part, runFile) == 0 else {
          throw DurableFile.fault(runFile, "move it into place")
        }
        return try DurableFile.sync(path)
      }
      if let other = try RunFile.read(runFile), other.digest != run.digest {
        throw BatchError(
          .cannotWrite,
          "\(path): another run has just begun here with other settings; "
            + "choose another --out")
      }
    }
    try DurableFile.sync(path)
  }
}
