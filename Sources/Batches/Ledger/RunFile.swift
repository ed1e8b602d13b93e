public import Annotations
internal import Foundation

/// `run.json`: what a run was asked for, with every setting.
public struct RunFile: Sendable, Hashable {
  /// The schema's name as the file states it.
  public static let schema = "skillet.run/1"

  /// What was given, as it was given.
  public var sources: [String]
  /// The folder that relative sources start from.
  public var folder: String
  /// The settings that decide what the results are.
  public var settings: JSONValue
  /// How the list of videos was read.
  public var reading: VideoList.Reading
  /// The versions of Skillet and of the libraries.
  public var versions: [JSONMember]
  /// The command line.
  public var command: [String]

  /// Collects the facts of a run.
  public init(
    sources: [String], folder: String, settings: JSONValue, reading: VideoList.Reading,
    versions: [JSONMember], command: [String]
  ) {
    self.sources = sources
    self.folder = folder
    self.settings = settings
    self.reading = reading
    self.versions = versions
    self.command = command
  }

  /// Sixteen digits that stand for the settings.
  public var digest: String {
    StableHash.hexadecimal(StableHash.value((try? settings.text(.compact)) ?? ""))
  }

  /// The sources as they are found from the working folder of today: as they were given where they
  /// still are there, so that ids and paths stay what they were.
  public var reachableSources: [String] {
    if FileManager.default.currentDirectoryPath == folder { return sources }
    return sources.map { $0.hasPrefix("/") ? $0 : "\(folder)/\($0)" }
  }

  var json: JSONValue {
    .object([
      JSONMember("schema", .string(Self.schema)),
      JSONMember("sources", .array(sources.map { .string($0) })),
      JSONMember("folder", .string(folder)),
      JSONMember("episodes", reading.episodes.map { .string($0) } ?? .null),
      JSONMember("cameras", .array(reading.cameras.map { .string($0) })),
      JSONMember("settings", settings),
      JSONMember("digest", .string(digest)),
      JSONMember("versions", .object(versions)),
      JSONMember("command", .array(command.map { .string($0) })),
    ])
  }

  /// Reads the file; nil where there is none.
  public static func read(_ path: String) throws(BatchError) -> RunFile? {
    guard FileBytes.exists(path) else { return nil }
    let bytes = try FileBytes.read(path, what: "what the run was asked for")
    func fault(_ reason: String) -> BatchError {
      BatchError(
        .badData,
        "\(path): cannot read what the run was asked for: \(reason); "
          + "choose another --out, or --force to begin anew")
    }
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONValue(parsing: Array(bytes))
    } catch {
      throw fault(error.description)
    }
    guard json["schema"]?.string == schema, let settings = json["settings"],
      let sources = json["sources"]?.array, let folder = json["folder"]?.string
    else { throw fault("it is no \(schema)") }
    var reading = VideoList.Reading()
    reading.episodes = json["episodes"]?.string
    reading.cameras = (json["cameras"]?.array ?? []).compactMap(\.string)
    return RunFile(
      sources: sources.compactMap(\.string), folder: folder, settings: settings, reading: reading,
      versions: json["versions"]?.members ?? [],
      command: (json["command"]?.array ?? []).compactMap(\.string))
  }

  /// The settings that differ from those of another run: `name: 3 here, 2 there`.
  public func differences(from other: RunFile) -> [String] {
    let (mine, theirs) = (settings.members ?? [], other.settings.members ?? [])
    var keys = mine.map(\.key)
    keys += theirs.map(\.key).filter { !keys.contains($0) }
    return keys.filter { settings[$0] != other.settings[$0] }.map { key in
      func text(_ value: JSONValue?) -> String {
        value.flatMap { try? $0.text(.compact) } ?? "nothing"
      }
      return "\(key) is \(text(settings[key])), it was \(text(other.settings[key]))"
    }
  }
}
