internal import Annotations
internal import Batches
internal import VideoIO

/// How each video of a data set is annotated, and what is written of it.
public struct AnnotateSettings: Sendable {
  /// How videos are cut.
  public enum Cutting: Sendable {
    /// By a predictor that needs no training.
    case builtIn(SegmentSettings)
    /// By a model.
    case model(ModelSegmentSettings)
  }

  /// How videos are cut.
  public var cutting: Cutting
  /// The level that a model cuts at, where one was asked for.
  public var level: String?
  /// What is written.
  public var outputs = AnnotateOutputs()

  /// Chooses how videos are cut.
  public init(_ cutting: Cutting) { self.cutting = cutting }

  /// Everything that decides what the results are, Skillet's version included.
  func json() throws(SkilletError) -> JSONValue {
    var members = [JSONMember("version", .string(skilletVersion))]
    switch cutting {
    case .builtIn(let settings): members += settings.members
    case .model(let settings):
      members += try settings.members()
      members.append(JSONMember("level", level.map { .string($0) } ?? .null))
    }
    return .object(members + outputs.members)
  }

  /// The files beside a video whose change makes its results old.
  func inputs(of entry: VideoEntry) -> [String] {
    var paths = [entry.path]
    let stem = VideoEntry.stem(entry.path)
    let (actions, events): (ActionSource??, EventSource?) =
      switch cutting {
      case .builtIn(let settings): (nil, settings.events)
      case .model(let settings):
        (settings.model.inputs.needsActions ? settings.actions : nil, settings.events)
      }
    if let path = entry.actions {
      paths.append(path)
    } else if let actions {
      if let path = actions?.path {
        paths.append(path)
      } else {
        paths += ActionSource.sidecarEndings.map { stem + $0 }
      }
    }
    if let events {
      paths += events.path.map { [$0] } ?? EventSource.sidecarEndings.map { stem + $0 }
    }
    return paths
  }
}

extension VideoEntry {
  /// A path without its ending.
  fileprivate static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return path }
    return String(path[..<dot])
  }
}

extension SegmentSettings {
  fileprivate var members: [JSONMember] {
    [
      JSONMember("predictor", .string(predictor.rawValue)),
      JSONMember("threshold", .string(effectiveThreshold.text)),
      JSONMember("count", count.map { .integer(Int64($0)) } ?? .null),
      JSONMember("sampleRate", .number(sampleRate)),
      JSONMember("minLength", minLength.map { .string($0.description) } ?? .null),
      JSONMember("maxLength", maxLength.map { .string($0.description) } ?? .null),
      JSONMember("seed", JSONValue(seed: seed)),
    ] + EventSource.members(events, eventUse)
  }
}

extension ModelSegmentSettings {
  fileprivate func members() throws(SkilletError) -> [JSONMember] {
    let digest: String
    do throws(VideoError) {
      digest = try fileSHA256(path)
    } catch {
      throw SkilletError(error)
    }
    return [
      JSONMember("predictor", .string(path)), JSONMember("predictorSHA256", .string(digest)),
      JSONMember("actions", actions.map(\.json) ?? .null),
      JSONMember("streaming", .bool(isStreaming)),
      JSONMember("lookAhead", lookAhead.map { .integer(Int64($0)) } ?? .null),
      JSONMember("threshold", threshold.map { .string($0.text) } ?? .null),
      JSONMember("sensitivity", .string(sensitivity.rawValue)),
      JSONMember("count", count.map { .integer(Int64($0)) } ?? .null),
    ] + EventSource.members(events, eventUse)
  }
}

extension EventSource {
  fileprivate static func members(
    _ source: EventSource?, _ use: ExternalEvents.Use
  ) -> [JSONMember] {
    [
      JSONMember("events", source.map { .string($0.path ?? "beside the video") } ?? .null),
      JSONMember("eventsAs", .string(use.rawValue)),
    ]
  }
}

extension ActionSource {
  fileprivate var json: JSONValue {
    let offset: JSONValue =
      switch alignment.offset {
      case .frames(let frames)?: .string("\(frames)")
      case .seconds(let seconds)?: .string("\(seconds)s")
      case nil: .null
      }
    return .object([
      JSONMember("path", path.map { .string($0) } ?? .null),
      JSONMember("folder", folder.map { .string($0) } ?? .null),
      JSONMember("episode", episode.map { .integer(Int64($0)) } ?? .null),
      JSONMember(
        "nullActions", nullActions.map { .array($0.map { .string($0) }) } ?? .null),
      JSONMember("offset", offset),
      JSONMember("rate", alignment.rate.map { .number($0) } ?? .null),
      JSONMember("gap", alignment.gap.map { .number($0) } ?? .null),
      JSONMember("rule", .string(alignment.rule.rawValue)),
    ])
  }
}

extension SegmentSettings.Threshold {
  /// The form of the command line.
  fileprivate var text: String {
    switch self {
    case .sigma(let value): "\(value)sigma"
    case .nats(let value): "\(value)nats"
    case .percent(let value): "\(value)%"
    }
  }
}
