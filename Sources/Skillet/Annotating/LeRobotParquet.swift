internal import Foundation

/// The episodes of a LeRobot data set of version 3, which are in Parquet: Python reads them, where it
/// has pyarrow.
struct LeRobotParquet {
  private let folder: String

  /// The one data set among sources whose episodes have to be read by Python; nil where there is none.
  init?(_ sources: [String], episodes: String?) {
    guard sources.count == 1, episodes == nil else { return nil }
    folder = sources[0]
    let meta = "\(folder)/meta"
    guard OutputPlace.kind(of: "\(meta)/info.json") == .file,
      OutputPlace.kind(of: "\(meta)/episodes") == .folder,
      OutputPlace.kind(of: "\(meta)/episodes.json") == .absent,
      OutputPlace.kind(of: "\(meta)/episodes.jsonl") == .absent
    else { return nil }
  }

  /// Lets Python write the episodes to a file for the time of a body.
  ///
  /// - Throws: with the bridge's own line where it cannot.
  func read<Result>(
    _ body: (String) throws(SkilletError) -> Result
  ) throws(SkilletError) -> Result {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("skillet-episodes-\(UUID().uuidString).json").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", LeRobotBridge.program, "read", folder, "--out", file]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw SkilletError(.failed, "\(folder): cannot start python3: \(error.localizedDescription)")
    }
    let complaint = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let line = complaint.split(separator: "\n").last.map(String.init) ?? "python3 failed"
      throw SkilletError(
        process.terminationStatus == 65 ? .badData : .noInput,
        "\(folder): its episodes are in Parquet, which Python has to read: \(line); or name them "
          + "as JSON with --episodes (see skillet lerobot-bridge)")
    }
    return try body(file)
  }
}
