internal import Annotations
internal import Features
internal import Foundation
internal import Frames
internal import VideoIO

/// What the pixels of a video say, without any label: brightness, main colour, motion, stillness
/// and shots.
///
/// Five pictures a second, each averaged to 64 x 36 cells, are summed up over each second. Every
/// measure has words for what is clear and none for what lies between, where nothing is said:
/// - *brightness*: dark where the mean luma is below 70 of 255, bright above 150.
/// - *main colour*: the hue of the mean chroma, where it is at least 14 off neutral.
/// - *picture motion*: the direction into which at least 60 % of the picture moves, by block
///   matching; `not at all` where at most 2 % of it changes.
/// - *object motion*: the direction of what moves before a picture that rests.
/// - shots: as `skillet segment` finds them.
struct MeasuredFacts {
  let document: FactsDocument

  /// Decodes the video once; throws where it cannot be read or was interrupted.
  init(_ path: String) throws(SkilletError) {
    var seconds: [Second] = []
    let info: VideoInfo
    do throws(VideoError) {
      var reader = try VideoReader(path, options: .init(threads: 2, sparesLoopFilter: true))
      var picture = SmallPicture(
        width: PictureChangeMeter.pictureSize.width, height: PictureChangeMeter.pictureSize.height)
      var table = FrameTable(timeBase: reader.header.timeBase)
      var meter = PictureChangeMeter()
      var next = 0.0
      var origin: Double?
      var pending: (time: Double, luma: Double, blue: Double, red: Double)?
      func take(_ change: PictureChange) {
        guard let sample = pending else { return }
        let place = Int(sample.time)
        while seconds.count <= place { seconds.append(Second()) }
        seconds[place].add(change, luma: sample.luma, blue: sample.blue, red: sample.red)
      }
      while let frame = try reader.next() {
        table.appendCurrent(of: reader)
        let start = origin ?? frame.seconds
        origin = start
        let time = frame.seconds - start
        if time + 0.004 < next { continue }
        next = time + 0.2
        try reader.average(into: &picture)
        if let change = meter.process(picture) { take(change) }
        func mean(_ plane: [UInt8]) -> Double {
          Double(plane.reduce(0) { $0 + Int($1) }) / Double(plane.count)
        }
        pending = (
          time, mean(picture.luma), mean(picture.blue), mean(picture.red)
        )
      }
      if let change = meter.finish() { take(change) }
      info = reader.info(of: table)
    } catch {
      throw SkilletError(error)
    }
    let segments = try SegmentResult(path).document.segments
    let first = segments.first?.start.seconds ?? 0
    document = Self.facts(
      info, seconds, segments.filter { $0.kind == .shot }.map { $0.start.seconds - first })
  }

  /// The sums over one second.
  private struct Second {
    var samples = 0.0
    var luma = 0.0
    var blue = 0.0
    var red = 0.0
    var share = 0.0
    /// Cells that move left, right, up and down, as shares.
    var directions = [0.0, 0.0, 0.0, 0.0]

    mutating func add(_ change: PictureChange, luma: Double, blue: Double, red: Double) {
      samples += 1
      self.luma += luma
      self.blue += blue
      self.red += red
      share += Double(change.share)
      let cells = change.vectors.count / 2
      for cell in 0..<cells {
        let (x, y) = (change.vectors[2 * cell], change.vectors[2 * cell + 1])
        guard max(x.magnitude, y.magnitude) > 0.5 else { continue }
        let direction = x.magnitude >= y.magnitude ? (x < 0 ? 0 : 1) : (y < 0 ? 2 : 3)
        directions[direction] += 1 / Double(cells)
      }
    }

    private static let names = ["to the left", "to the right", "up", "down"]

    var brightness: String? {
      luma / samples < 70 ? "dark" : luma / samples > 150 ? "bright" : nil
    }

    var color: String? {
      let (b, r) = (blue / samples - 128, red / samples - 128)
      guard (b * b + r * r).squareRoot() >= 14 else { return nil }
      // The angle in the plane of the two chroma differences.
      let angle = atan2(r, b) * 180 / .pi
      switch angle {
      case -30..<30: return "blue"
      case 30..<70: return "purple"
      case 70..<125: return "red"
      case 125..<180, -180 ..< -165: return "yellow or orange"
      case -165 ..< -100: return "green"
      default: return nil
      }
    }

    var motion: String? {
      if share / samples <= 0.02 { return "not at all" }
      let best = directions.indices.max { directions[$0] < directions[$1] } ?? 0
      return directions[best] / samples >= 0.6 ? Self.names[best] : nil
    }

    /// What moves while most of the picture rests.
    var objectMotion: String? {
      let moving = directions.reduce(0, +) / samples
      guard moving > 0.03, moving < 0.35 else { return nil }
      let best = directions.indices.max { directions[$0] < directions[$1] } ?? 0
      return directions[best] / samples >= 0.7 * moving ? Self.names[best] : nil
    }
  }

  private static func facts(
    _ info: VideoInfo, _ seconds: [Second], _ cuts: [Double]
  ) -> FactsDocument {
    let name = VideoName.ofVideo(info.path)
    var facts: [Fact] = []
    var length = max(info.duration, Double(max(1, seconds.count - 1)))
    if length <= 0 { length = 1 }
    func add(
      _ kind: Fact.Kind, _ property: String?, _ value: String, _ start: Double, _ end: Double
    ) {
      let arguments = property.map {
        [Fact.Argument(role: "property", entity: $0), .init(role: "scene", entity: "picture")]
      }
      facts.append(
        Fact(
          id: "\(name)/pixels/\(facts.count + 1)", video: name, kind: kind,
          arguments: arguments ?? [], value: .text(value),
          span: TimeSpan(start: start, end: min(end, length)), source: "pixels", confidence: 0.9))
    }
    let measures: [(Fact.Kind, String, (Second) -> String?)] = [
      (.attribute, "brightness", \.brightness), (.attribute, "main colour", \.color),
      (.motion, "picture motion", \.motion), (.motion, "object motion", \.objectMotion),
    ]
    for (kind, property, measure) in measures {
      var start = 0
      while start < seconds.count {
        let value = seconds[start].samples > 0 ? measure(seconds[start]) : nil
        var end = start + 1
        while end < seconds.count, seconds[end].samples > 0, measure(seconds[end]) == value {
          end += 1
        }
        if let value, Double(start) < length {
          add(kind, property, value, Double(start), Double(end))
        }
        start = end
      }
    }
    let starts = [0.0] + cuts.filter { $0 > 0 && $0 < length }
    for (index, start) in starts.enumerated() where !cuts.isEmpty {
      let end = index + 1 < starts.count ? starts[index + 1] : length
      if end > start { add(.object, nil, "shot \(index + 1)", start, end) }
    }
    var entities = measures.map { Entity(id: $0.1, name: $0.1, kind: "property") }
    entities.append(Entity(id: "picture", name: "picture", kind: "scene"))
    return FactsDocument(
      videos: [
        Annotations.DescribedVideo(
          id: name, path: info.path, durationMicroseconds: Int64((length * 1e6).rounded()),
          frames: info.frames, frameRate: info.averageFrameRate)
      ], entities: entities,
      sources: [
        FactSource(
          id: "pixels", kind: .detector, name: "measured from the pixels", uncertainty: 1)
      ], facts: facts)
  }
}
