public import Annotations
internal import Foundation
internal import Frames

/// A video whose moments or segments have an order, as arguments name it.
public struct OrderedSource: Sendable {
  /// The argument or the document, for messages.
  public var path: String
  /// The file of the video.
  public var video: String
  /// Its name without folder and extension.
  public var name: String
  /// The frames of each segment, in order; nil where the video is one whole.
  public var segments: [Range<Int>]?
  /// The label of each segment; nil where it has none.
  public var labels: [String?] = []
  /// The frames that the video has to have; nil where nobody says it.
  public var statedFrames: Int?

  /// Finds what arguments name: videos, segments documents, and folders of either.
  ///
  /// - Parameters:
  ///   - paths: files and folders; a folder that holds a segments document stands for its documents,
  ///     any other for its videos.
  ///   - videos: the folder in which videos of documents are looked for first.
  ///   - truth: whether videos are cut at the true boundaries that lie beside them, and files or
  ///     folders with others; nil for whole videos.
  ///   - level: the grain of the true boundaries.
  /// - Throws: `SkilletError` where something is missing, is given twice, or is no video or document.
  public static func find(
    _ paths: [String], videos folder: String? = nil, truth: [String]? = nil,
    level: BoundaryTruth.Level = .skills
  ) throws(SkilletError) -> [OrderedSource] {
    let (documents, videos) = try sort(paths)
    var sources: [OrderedSource] = []
    var own: [String] = []
    for document in documents {
      if let video = try videoOfTruth(document, folder) {
        sources += try cut([video], [document], level)
      } else {
        own.append(document)
      }
    }
    if !own.isEmpty {
      for one in try DiscoveryDocuments.read(own, videos: folder) {
        sources.append(OrderedSource(one))
      }
    }
    if !videos.isEmpty { sources += try cut(videos, truth, level) }
    return sources.sorted { $0.name < $1.name }
  }

  /// Finds clips in the order in which they were given; one that is given twice is a fault.
  public static func clips(
    _ paths: [String], videos folder: String? = nil
  ) throws(SkilletError) -> [OrderedSource] {
    var sources: [OrderedSource] = []
    var seen: [String: String] = [:]
    for path in paths {
      let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      if seen.updateValue(path, forKey: real) != nil {
        throw SkilletError(.badData, "\(path): the clip is given twice; give it once")
      }
      let (documents, videos) = try sort([path])
      if let video = videos.first, OutputPlace.kind(of: video) == .file {
        sources.append(OrderedSource(video: video))
      } else {
        sources += try find(documents + videos, videos: folder)
      }
    }
    return sources
  }

  /// Tells documents from videos.
  private static func sort(
    _ paths: [String]
  ) throws(SkilletError) -> (documents: [String], videos: [String]) {
    var (documents, videos): ([String], [String]) = ([], [])
    for path in paths {
      switch OutputPlace.kind(of: path) {
      case .absent: throw SkilletError(.noInput, "\(path): there is no such file or folder")
      case .file where path.lowercased().hasSuffix(".json"): documents.append(path)
      case .file: videos.append(path)
      case .folder:
        let found = try DiscoveryDocuments.inFolder(path, depth: 0)
        if found.isEmpty { videos.append(path) } else { documents += found }
      }
    }
    return (documents, videos)
  }

  /// The video of a file with true boundaries, such as the simulators' JSON; nil for a segments
  /// document and for anything else, whose reader says what is wrong.
  private static func videoOfTruth(
    _ path: String, _ folder: String?
  ) throws(SkilletError) -> String? {
    let text = try StandardInput.text(of: path)
    guard let json = try? JSONValue(parsing: text, file: path), json["schema"] == nil,
      json["segments"]?.array != nil
    else { return nil }
    let stem = VideoName.ofAnnotation(path) ?? path
    let names =
      (json["video"]?.string.map { [URL(fileURLWithPath: $0).lastPathComponent] } ?? [])
      + DemonstrationSet.extensions.sorted().map { "\(stem).\($0)" }
    let beside = URL(fileURLWithPath: path).deletingLastPathComponent().relativePath
    for place in [folder, beside].compactMap({ $0 }) {
      for name in names where OutputPlace.kind(of: "\(place)/\(name)") == .file {
        return "\(place)/\(name)"
      }
    }
    throw SkilletError(
      .noInput, "\(path): there is no video beside it; name its folder with --videos")
  }

  private init(_ one: DiscoveryDocument) {
    path = one.path
    video = one.video
    name = one.name
    segments = one.document.segments.map { $0.start.index..<$0.end.index }
    labels = one.document.segments.map(\.label)
    statedFrames = one.document.video.frames
  }

  /// A whole video.
  public init(video: String) {
    (path, self.video) = (video, video)
    name = VideoName.ofVideo(video)
  }

  private static func cut(
    _ videos: [String], _ truth: [String]?, _ level: BoundaryTruth.Level
  ) throws(SkilletError) -> [OrderedSource] {
    let set = try DemonstrationSet(videos, needsActions: false, level: level, truth: truth ?? [])
    var sources: [OrderedSource] = []
    for one in set.demonstrations {
      var source = OrderedSource(video: one.path)
      if truth != nil {
        guard let known = one.truth else {
          throw SkilletError(
            .badData,
            "\(one.path): no true boundaries are known; put \(one.name).json beside it, or name "
              + "files with --truth")
        }
        let starts = [0] + known.boundaries
        let ends = known.boundaries + [known.frames ?? Int.max]
        source.segments = zip(starts, ends).compactMap { $0 < $1 ? $0..<$1 : nil }
        if known.labels.count == starts.count {
          source.labels = zip(known.labels, zip(starts, ends)).compactMap {
            $1.0 < $1.1 ? .some(.some($0)) : nil
          }
        }
        source.statedFrames = known.frames
      }
      sources.append(source)
    }
    return sources
  }
}
