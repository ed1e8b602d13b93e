internal import Annotations
internal import Foundation

/// The videos of a LeRobot data set (codebase v2.0, v2.1 and v3.0): one entry an episode and camera.
///
/// Of v2 `meta/info.json` and `meta/episodes.jsonl` say all. Of v3 the episodes are in Parquet
/// (`meta/episodes/`); they are taken as JSON, from `meta/episodes.json` or `meta/episodes.jsonl` or
/// from the file that the caller names: a `skillet.lerobot/1` document, or the rows themselves, as a
/// list or a line each. An episode is a stretch of a file there, `from_timestamp` to `to_timestamp`.
struct LeRobotDataset {
  private let folder: String
  private let info: JSONValue
  private let cameras: [String]
  private(set) var entries: [VideoEntry] = []

  static func isDataset(_ folder: String) -> Bool { FileBytes.exists("\(folder)/meta/info.json") }

  /// - Parameters:
  ///   - folder: holds `meta` and `videos`.
  ///   - episodes: the file of the episodes; nil: those in `meta`.
  ///   - cameras: the cameras wanted, by their full name or its last part; empty for all.
  init(_ folder: String, episodes: String?, cameras: [String]) throws(BatchError) {
    self.folder = folder
    let file = "\(folder)/meta/info.json"
    info = try Self.json(file)
    let version = info["codebase_version"]?.string ?? ""
    guard let features = info["features"]?.members else {
      throw BatchError(.badData, "\(file): it has no features; it is no LeRobot data set")
    }
    let all = features.filter { $0.value["dtype"]?.string == "video" }.map(\.key)
    guard !all.isEmpty else {
      throw BatchError(.badData, "\(file): no feature is a video; its pictures cannot be read")
    }
    self.cameras = try Self.choose(cameras, of: all, file)
    let rows = try Self.rows(folder, episodes, version)
    if version.hasPrefix("v3") {
      try readEpisodesV3(rows)
    } else if version.hasPrefix("v2") {
      try readEpisodesV2(rows)
    } else {
      throw BatchError(
        .badData,
        "\(file): codebase_version is \"\(version)\"; v2.0, v2.1 and v3.0 are read, "
          + "convert it with lerobot first")
    }
  }

  private static func choose(
    _ wanted: [String], of all: [String], _ file: String
  ) throws(BatchError) -> [String] {
    for name in wanted where !all.contains(where: { $0 == name || $0.hasSuffix("." + name) }) {
      throw BatchError(
        .usage, "\(file): there is no camera \(name); there are \(all.joined(separator: ", "))")
    }
    return all.filter { camera in
      wanted.isEmpty || wanted.contains { camera == $0 || camera.hasSuffix("." + $0) }
    }
  }

  // MARK: Files

  private static func json(_ file: String) throws(BatchError) -> JSONValue {
    let bytes = try FileBytes.read(file, what: "the data set")
    do throws(JSONError) {
      return try JSONValue(parsing: Array(bytes))
    } catch {
      throw BatchError(.badData, "\(file): cannot read JSON: \(error.description)")
    }
  }

  /// The rows of the episodes, with the file and the line of each.
  private static func rows(
    _ folder: String, _ stated: String?, _ version: String
  ) throws(BatchError) -> [(place: String, row: JSONValue)] {
    let usual = ["\(folder)/meta/episodes.jsonl", "\(folder)/meta/episodes.json"]
    guard let file = stated ?? usual.first(where: FileBytes.exists) else {
      guard version.hasPrefix("v3") else {
        throw BatchError(.noInput, "\(usual[0]): there is no such file; the episodes are unknown")
      }
      throw BatchError(
        .noInput,
        "\(folder)/meta/episodes: the episodes are in Parquet; let Python read them: skillet "
          + "lerobot-bridge > bridge.py, python3 bridge.py read \(folder) --out episodes.json, "
          + "then name that file with --episodes")
    }
    let bytes = try FileBytes.read(file, what: "the episodes")
    // A list, or a document over several lines; rows on a line each are neither.
    if let whole = try? JSONValue(parsing: Array(bytes)),
      let rows = whole.array ?? whole["episodes"]?.array
    {
      return rows.enumerated().map { ("\(file): episode \($0.offset)", $0.element) }
    }
    var rows: [(place: String, row: JSONValue)] = []
    var line = 0
    for slice in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      if slice.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      do throws(JSONError) {
        rows.append(("\(file): line \(line)", try JSONValue(parsing: Array(slice))))
      } catch {
        throw BatchError(
          .badData, "\(file): line \(line), column \(error.column): \(error.reason)")
      }
    }
    return rows
  }

  // MARK: Episodes

  private mutating func readEpisodesV2(
    _ rows: [(place: String, row: JSONValue)]
  ) throws(BatchError) {
    let template =
      info["video_path"]?.string
      ?? "videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}.mp4"
    let chunk = max(1, info["chunks_size"]?.integer ?? 1000)
    for (place, row) in rows {
      let episode = try index(row, "episode_index", place)
      for camera in cameras {
        let path = try filled(
          template, camera,
          ["episode_index": episode, "episode_chunk": episode / chunk], place)
        append(row, episode, camera, path, span: nil)
      }
    }
  }

  private mutating func readEpisodesV3(
    _ rows: [(place: String, row: JSONValue)]
  ) throws(BatchError) {
    let template =
      info["video_path"]?.string
      ?? "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4"
    for (place, row) in rows {
      let episode = try index(row, "episode_index", place)
      for camera in cameras {
        func fact(_ name: String) -> JSONValue? {
          row["videos"]?[camera]?[name] ?? row["videos/\(camera)/\(name)"]
        }
        func seconds(_ name: String) throws(BatchError) -> Double {
          guard let number = fact(name)?.number, number.isFinite, number >= 0 else {
            throw BatchError(
              .badData, "\(place): \(name) of \(camera) should be seconds of at least 0")
          }
          return number
        }
        func number(_ name: String) throws(BatchError) -> Int {
          guard let number = fact(name)?.integer, number >= 0 else {
            throw BatchError(
              .badData, "\(place): \(name) of \(camera) should be a whole number of at least 0")
          }
          return number
        }
        let path = try filled(
          template, camera,
          [
            "chunk_index": try number("chunk_index"), "file_index": try number("file_index"),
            "episode_index": episode,
          ], place)
        let (start, end) = (try seconds("from_timestamp"), try seconds("to_timestamp"))
        guard start < end else {
          throw BatchError(
            .badData, "\(place): episode \(episode) ends at \(end), before it begins")
        }
        append(row, episode, camera, path, span: start..<end)
      }
    }
  }

  private mutating func append(
    _ row: JSONValue, _ episode: Int, _ camera: String, _ path: String, span: Range<Double>?
  ) {
    let digits = String(episode)
    let number = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    var entry = VideoEntry(
      id: "episode_\(number)" + (cameras.count > 1 ? "/\(camera)" : ""), path: path, span: span)
    var columns = [JSONMember("episode_index", .integer(Int64(episode)))]
    columns.append(JSONMember("camera", .string(camera)))
    for key in ["tasks", "length"] {
      if let value = row[key] { columns.append(JSONMember(key, value)) }
    }
    entry.columns = try? JSONValue.object(columns).text(.compact)
    entry.split = split(of: episode)
    entries.append(entry)
  }

  /// The split whose range, such as `0:40` in `info.json`, holds the episode.
  private func split(of episode: Int) -> String? {
    info["splits"]?.members?.first { member in
      let ends = (member.value.string ?? "").split(separator: ":").compactMap { Int($0) }
      return ends.count == 2 && ends[0] <= episode && episode < ends[1]
    }?.key
  }

  private func index(_ row: JSONValue, _ key: String, _ place: String) throws(BatchError) -> Int {
    guard let index = row[key]?.integer, (0...1_000_000_000).contains(index) else {
      throw BatchError(.badData, "\(place): \(key) should be a whole number of at least 0")
    }
    return index
  }

  /// Fills Python's `{name}` and `{name:03d}`; the path stays below the data set.
  private func filled(
    _ template: String, _ camera: String, _ numbers: [String: Int], _ place: String
  ) throws(BatchError) -> String {
    var path = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      path += rest[..<open]
      let parts = rest[rest.index(after: open)..<close].split(separator: ":")
      rest = rest[rest.index(after: close)...]
      if parts.first == "video_key" {
        path += camera
      } else if let name = parts.first, let number = numbers[String(name)] {
        let width = parts.count > 1 ? Int(parts[1].filter(\.isNumber)) ?? 0 : 0
        let digits = String(number)
        path += String(repeating: "0", count: max(0, min(width, 32) - digits.count)) + digits
      } else {
        throw BatchError(
          .badData,
          "\(folder)/meta/info.json: video_path has \"{\(parts.first ?? "")}\", "
            + "which \(place) does not say")
      }
    }
    path += rest
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw BatchError(.badData, "\(folder)/meta/info.json: video_path leads out of the data set")
    }
    return "\(folder)/\(path)"
  }
}
