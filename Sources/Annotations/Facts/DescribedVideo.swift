public import Frames

/// A video that facts and questions speak of.
public struct DescribedVideo: Sendable, Hashable {
  /// What facts and questions call it; unique in a document.
  public var id: String
  /// The file, where one is known.
  public var path: String?
  /// Its length in microseconds.
  public var durationMicroseconds: Int64
  /// Shown frames, where the source counts them.
  public var frames: Int?
  /// Frames a second, where the source states them.
  public var frameRate: Rational?
  /// What the video is about, such as `make coffee`; nil where nobody says.
  public var topic: String?
  /// The kind of scene, which decides how questions are worded: `person`, `robot`, `game`.
  public var scene: Scene

  /// Who acts in a video.
  public enum Scene: String, Sendable, Hashable, CaseIterable {
    /// A person is filmed.
    case person
    /// A robot is filmed.
    case robot
    /// A player is seen in a game.
    case game
    /// Nobody says.
    case unknown
  }

  /// Collects what is known.
  public init(
    id: String, path: String? = nil, durationMicroseconds: Int64, frames: Int? = nil,
    frameRate: Rational? = nil, topic: String? = nil, scene: Scene = .unknown
  ) {
    self.id = id
    self.path = path
    self.durationMicroseconds = durationMicroseconds
    self.frames = frames
    self.frameRate = frameRate
    self.topic = topic
    self.scene = scene
  }

  /// The length in seconds.
  public var duration: Double { Double(durationMicroseconds) / 1e6 }
}

extension DescribedVideo {
  /// The object in `videos` of a facts or questions document.
  public var json: JSONValue {
    .object([
      JSONMember("id", .string(id)),
      JSONMember("path", path.map { .string($0) } ?? .null),
      JSONMember("duration", .number(duration)),
      JSONMember("frames", frames.map { .integer(Int64($0)) } ?? .null),
      JSONMember("frameRate", frameRate.map { .string($0.description) } ?? .null),
      JSONMember("topic", topic.map { .string($0) } ?? .null),
      JSONMember("scene", .string(scene.rawValue)),
    ])
  }

  static func read(
    _ value: JSONValue?, at place: String, faults: inout [DocumentFault]
  ) -> DescribedVideo {
    var reader = ObjectReader(value, at: place)
    let id = reader.string("id")
    let duration = reader.number("duration")
    if duration <= 0 || duration > 1e9 {
      reader.fault("duration", "\(duration) should be seconds above 0")
    }
    let video = DescribedVideo(
      id: id, path: reader.optional("path", "a string") { $0.string },
      durationMicroseconds: reader.faults.isEmpty ? Int64((duration * 1e6).rounded()) : 1,
      frames: reader.optionalCount("frames"),
      frameRate: reader.optional("frameRate", "a fraction such as \"30000/1001\"") {
        $0.string.flatMap { Rational($0) }
      },
      topic: reader.optional("topic", "a string") { $0.string },
      scene: reader.optional("scene", "person, robot, game or unknown") {
        $0.string.flatMap(Scene.init(rawValue:))
      } ?? .unknown)
    faults += reader.faults
    return video
  }
}
