internal import Frames

extension CVAT {
  /// Reads tracks, each stretch in which its shape is not outside, and the tags of an image task,
  /// each run of frames with the same tag.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    do {
      var reading = CVATReading(frames: context.frames)
      try reading.read(source.bytes)
      var video = AnnotatedVideo(name: reading.name ?? source.videoName, spans: reading.spans)
      video.path = reading.path
      video.size = reading.size
      video.frames = reading.frames
      return AnnotationSet(videos: [video])
    } catch {
      throw AnnotationError(
        file: source.file, step: "read \(title)", place: error.place, reason: error.reason,
        advice: "export it from CVAT again as \"CVAT for video 1.1\", or correct that place")
    }
  }
}

/// One pass over a file of CVAT.
private struct CVATReading {
  var name: String?
  var path: String?
  var size: AnnotatedVideo.PictureSize?
  var frames: Int?
  var spans: [AnnotatedSpan] = []
  private var runs: [String: Int] = [:]

  init(frames: Int?) { self.frames = frames }

  private static let shapes: Set<String> = [
    "box", "polygon", "polyline", "points", "ellipse", "cuboid", "mask", "skeleton",
  ]

  mutating func read(_ bytes: [UInt8]) throws(MarkupError) {
    var reader = try MarkupReader(bytes)
    guard let root = try reader.child(at: 0), root.name == "annotations" else {
      throw MarkupError(line: 1, column: 1, reason: "the root element should be <annotations>")
    }
    while let child = try reader.child(at: 1) {
      switch child.name {
      case "version":
        let version = try reader.text(at: 2)
        if version != "1.1" { throw child.fault("the version is \(version); 1.1 is read") }
      case "meta": try meta(&reader)
      case "track": try track(child, &reader)
      case "image": try image(child, &reader)
      default: break
      }
    }
    try reader.finish()
  }

  /// The length, the size and the name of the video; a length counts only where every frame is used.
  private mutating func meta(_ reader: inout MarkupReader) throws(MarkupError) {
    var (length, isSampled) = (frames, false)
    while let task = try reader.child(at: 2) {
      guard ["task", "job"].contains(task.name) else { continue }
      while let child = try reader.child(at: 3) {
        switch child.name {
        case "size":
          let text = try reader.text(at: 4)
          length = length ?? Int(text)
        case "start_frame": if try reader.text(at: 4) != "0" { isSampled = true }
        case "frame_filter": if try !reader.text(at: 4).isEmpty { isSampled = true }
        case "name": name = try reader.text(at: 4)
        case "source": path = try reader.text(at: 4)
        case "original_size":
          var (width, height) = (0, 0)
          while let side = try reader.child(at: 4) {
            let number = Int(try reader.text(at: 5)) ?? 0
            if side.name == "width" { width = number } else { height = number }
          }
          if width > 0, height > 0 { size = .init(width: width, height: height) }
        default: break
        }
      }
    }
    if let length, length >= 0, length <= Int(Int32.max), !isSampled { frames = length }
  }

  private mutating func track(
    _ tag: MarkupTag, _ reader: inout MarkupReader
  ) throws(MarkupError) {
    let label = try tag.value("label")
    var span: AnnotatedSpan?
    var (start, last): (Int?, Int) = (nil, -1)
    func close(at end: Int) -> AnnotatedSpan? {
      guard let start, var span else { return nil }
      span.extent = .frames(start..<max(start, end))
      return span
    }
    while let shape = try reader.child(at: 2) {
      guard Self.shapes.contains(shape.name) else { continue }
      let frame = try shape.frame("frame")
      guard frame > last else {
        throw shape.fault("the frame \(frame) does not follow the frame \(last)")
      }
      last = frame
      var own = AnnotatedSpan(.frames(0..<0), label: label, place: shape.place)
      while let attribute = try reader.child(at: 3) {
        guard attribute.name == "attribute" else { continue }
        own.add(try attribute.value("name"), try reader.text(at: 4))
      }
      if try shape.flag("outside") {
        if let closed = close(at: frame) { spans.append(closed) }
        (start, span) = (nil, nil)
      } else if start == nil {
        (start, span) = (frame, own)
      }
    }
    // Without a last box outside, the track goes on to the end of the video.
    if let closed = close(at: max(last + 1, frames ?? 0)) { spans.append(closed) }
  }

  private mutating func image(
    _ tag: MarkupTag, _ reader: inout MarkupReader
  ) throws(MarkupError) {
    let frame = try tag.frame("id")
    while let child = try reader.child(at: 2) {
      guard child.name == "tag" else { continue }
      let label = try child.value("label")
      if let index = runs[label], spans[index].extent.frames?.upperBound == frame {
        spans[index].extent = .frames((spans[index].extent.frames?.lowerBound ?? frame)..<frame + 1)
      } else {
        runs[label] = spans.count
        spans.append(AnnotatedSpan(.frames(frame..<frame + 1), label: label, place: child.place))
      }
    }
  }
}

extension MarkupTag {
  /// A frame number.
  fileprivate func frame(_ attribute: String) throws(MarkupError) -> Int {
    let text = try value(attribute)
    guard let frame = Int(text), (0..<Int(Int32.max)).contains(frame) else {
      throw fault("\(attribute) should be a frame number, not \"\(text.prefix(40))\"")
    }
    return frame
  }

  /// `0` or `1`; 0 where it is not stated.
  fileprivate func flag(_ attribute: String) throws(MarkupError) -> Bool {
    switch self[attribute] {
    case "0"?, nil: return false
    case "1"?: return true
    case let text?: throw fault("\(attribute) should be 0 or 1, not \"\(text.prefix(40))\"")
    }
  }
}

extension AnnotatedSpan {
  /// Takes an attribute of a track: its score, its skill, or another text.
  fileprivate mutating func add(_ name: String, _ text: String) {
    if name == "score", score == nil, let number = Double(text), number.isFinite {
      score = number
    } else if name == "skill", skill == nil, let number = Int(text) {
      skill = number
    } else {
      attributes.append(JSONMember(name, .string(text)))
    }
  }
}
