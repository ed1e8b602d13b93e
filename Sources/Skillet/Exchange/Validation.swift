public import Annotations
internal import Foundation
internal import Frames

/// What is wrong with annotations, each fault with its place.
public struct Validation: Sendable {
  /// One thing that is wrong.
  public struct Fault: Sendable, Hashable {
    /// The file.
    public let file: String
    /// Where in it; empty for all of it.
    public let place: String
    /// What is wrong.
    public let reason: String

    /// One line for a person.
    public var line: String { "\(file): \(place.isEmpty ? "" : "\(place): ")\(reason)" }
  }

  /// The input as the person named it.
  public let path: String
  /// The formats that were met.
  public let formats: [any AnnotationFormat.Type]
  /// Every fault, in the order of the files.
  public let faults: [Fault]
  /// The videos that the annotations are of.
  public let videos: Int
  /// The spans that were checked.
  public let spans: Int
  /// What was found out of the video.
  private let infos: [(name: String, info: VideoInfo)]

  /// Checks a file or a folder, against the video where one is given.
  ///
  /// Throws only where there is nothing to check: no such file (66), no known format (65).
  public init(
    _ input: AnnotationInput, frames: FrameSource = .unknown,
    interruption: Interruption = Interruption(), progress: (Int, Int?) -> Void = { _, _ in }
  ) throws(SkilletError) {
    path = input.path
    let timing = try VideoTiming(frames, interruption: interruption, progress: progress)
    var checked = try Self.read(input, timing)
    (formats, infos) = (checked.formats, try timing.check(&checked.set))
    let vocabulary =
      checked.set.classes.isEmpty ? nil : Set(checked.set.classes.map(\.name))
    let rules = checked.formats.first.map { $0.rules } ?? .free
    let checks = AnnotationFaults(rules: rules, vocabulary: vocabulary)
    var faults = checked.faults
    for (index, video) in checked.set.videos.enumerated() {
      let file = index < checked.origins.count ? checked.origins[index] : input.path
      faults += checks.faults(of: video).map {
        Fault(file: file, place: $0.place, reason: $0.reason)
      }
    }
    self.faults = faults
    videos = checked.set.videos.count
    spans = checked.set.videos.reduce(0) { $0 + $1.spans.count }
  }

  /// What could be read, and the faults of what could not.
  private struct Checked {
    var set = AnnotationSet(videos: [])
    var formats: [any AnnotationFormat.Type] = []
    var faults: [Fault] = []
    /// The file of each video.
    var origins: [String] = []
  }

  private static func read(
    _ input: AnnotationInput, _ timing: VideoTiming
  ) throws(SkilletError) -> Checked {
    var checked = Checked()
    if input.path == "-" || OutputPlace.kind(of: input.path) != .folder {
      let source = try AnnotationBytes.source(input.path)
      try check(source, try input.format(of: source), timing, &checked)
      return checked
    }
    let folder = try AnnotationBytes.folder(input.path)
    let whole = input.format ?? AnnotationFormats.format(of: folder)
    if let whole, whole.sniff(folder) {
      checked.formats = [whole]
      do {
        var context = timing.context(file: input.path)
        context.allowsOpenEnd = true
        checked.set = try whole.read(folder, context: context)
      } catch {
        checked.faults = [Fault(error)]
      }
      return checked
    }
    var count = 0
    for name in AnnotationBytes.candidates(of: folder) {
      let source = try AnnotationBytes.source(AnnotationBytes.join(input.path, name))
      guard let format = input.format ?? AnnotationFormats.format(of: source) else { continue }
      count += 1
      try check(source, format, timing, &checked)
    }
    if count == 0 {
      throw SkilletError(
        .noInput, "\(input.path): no file in the folder is in a format that Skillet reads")
    }
    return checked
  }

  private static func check(
    _ source: AnnotationSource, _ format: any AnnotationFormat.Type, _ timing: VideoTiming,
    _ checked: inout Checked
  ) throws(SkilletError) {
    if !checked.formats.contains(where: { $0.id == format.id }) { checked.formats.append(format) }
    var context = timing.context(file: source.file)
    context.allowsOpenEnd = true
    // A label a frame is held against the video below, where both counts can be told.
    context.frames = format.id == FrameLabels.id ? nil : context.frames
    let faults = format.faults(of: source, context: context)
    checked.faults += faults.map { Fault($0) }
    guard faults.isEmpty else { return }
    var set = try AnnotationInput.read(source, format, context)
    if set.classes.isEmpty, format.id == FrameLabels.id {
      do {
        set.classes = try mapping(beside: source.file)?.entries ?? []
      } catch {
        checked.faults.append(Fault(error))
      }
    }
    checked.set.videos += set.videos
    checked.set.classes += set.classes.filter { !checked.set.classes.contains($0) }
    checked.origins += set.videos.map { _ in source.file }
  }

  /// The mapping of the data set in which a file of labels lies.
  private static func mapping(beside file: String) throws(AnnotationError) -> LabelMapping? {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
    for name in ["mapping.txt", "mapping/mapping.txt"] {
      let path = folder.appendingPathComponent(name).path
      guard file != "-", OutputPlace.kind(of: path) == .file,
        let source = try? AnnotationBytes.source(path)
      else { continue }
      return try LabelMapping(source.text(), file: path)
    }
    return nil
  }
}

extension Validation.Fault {
  init(_ error: AnnotationError) {
    let advice = error.advice.isEmpty ? "" : "; \(error.advice)"
    self.init(file: error.file, place: error.place, reason: error.reason + advice)
  }
}

extension Validation {
  /// The result as `--json` prints it.
  public var json: JSONValue {
    func integer(_ value: Int) -> JSONValue { .integer(Int64(value)) }
    return .object([
      JSONMember("schema", .string("skillet.validation/1")), JSONMember("input", .string(path)),
      JSONMember("formats", .array(formats.map { .string($0.id) })),
      JSONMember("valid", .bool(faults.isEmpty)), JSONMember("videos", integer(videos)),
      JSONMember("spans", integer(spans)),
      JSONMember(
        "decoded",
        .array(
          infos.map { name, info in
            .object([
              JSONMember("video", .string(name)), JSONMember("path", .string(info.path)),
              JSONMember("frames", integer(info.frames)),
              JSONMember("framesInHeader", info.framesInHeader.map(integer) ?? .null),
            ])
          })),
      JSONMember(
        "faults",
        .array(
          faults.map {
            .object([
              JSONMember("file", .string($0.file)), JSONMember("place", .string($0.place)),
              JSONMember("reason", .string($0.reason)),
            ])
          })),
    ])
  }

  /// What a person is told where nothing is wrong.
  public var summary: String {
    let counts = infos.map { ", \(AnnotationFaults.counts($0.info))" }.joined()
    return "\(path): \(formats.map { $0.id }.joined(separator: ", ")): \(spans) spans of \(videos) "
      + "\(videos == 1 ? "video" : "videos"), no fault\(counts)"
  }
}
