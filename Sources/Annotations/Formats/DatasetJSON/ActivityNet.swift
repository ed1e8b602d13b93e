internal import Frames

/// ActivityNet's ground truth: `{"version", "taxonomy", "database": {video: {"duration", "subset",
/// "resolution", "url", "annotations": [{"segment": [start, end], "label"}]}}}`, in seconds.
///
/// Its evaluator wants a subset of every video: one without is written as `validation`. Files of the
/// data set are called `v_` and an identifier of YouTube, which is the name without `v_`. What else a
/// file says of itself, a video or a segment is kept.
public enum ActivityNet: WritableFormat, CheckableFormat {
  /// The name on the command line.
  public static let id = "activitynet"
  /// What it is.
  public static let title = "ActivityNet's ground truth"
  /// The file in an output folder.
  public static let fileName = "activitynet.json"
  /// What it can hold.
  public static let holdings: Holdings = [
    .videos, .durations, .sizes, .subsets, .classes, .overlaps, .gaps, .moments, .times, .labels,
    .emptyLabels, .attributes, .details,
  ]
  static let defaultSubset = "validation"

  /// Whether the file looks like it.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    let opening = source.opening
    return source.firstCharacter == "{" && opening.contains("\"database\"")
      && !COIN.isHere(opening)
  }

  /// Reads a file, and goes on behind an entry that is at fault.
  public static func parse(
    _ source: AnnotationSource, context: ReadingContext, log: inout FaultLog
  ) throws(AnnotationError) -> AnnotationSet {
    let root = try cursor(source)
    var set = AnnotationSet(videos: [])
    for (name, entry) in try root.member("database").members() {
      do { set.videos.append(try video(name, entry, &log)) } catch { log.add(error) }
    }
    set.attributes = root.others(than: ["database"])
    set.classes = taxonomy(root.value["taxonomy"]) ?? []
    return set
  }

  private static func video(
    _ name: String, _ entry: JSONCursor, _ log: inout FaultLog
  ) throws(AnnotationError) -> AnnotatedVideo {
    var spans: [AnnotatedSpan] = []
    for annotation in try entry.optional("annotations")?.elements() ?? [] {
      do {
        spans.append(
          AnnotatedSpan(
            try annotation.member("segment").times(),
            label: try annotation.member("label").string(),
            attributes: annotation.others(than: ["segment", "label"]), place: annotation.place))
      } catch {
        log.add(error)
      }
    }
    var video = AnnotatedVideo(name: name, spans: spans)
    video.duration = try entry.optional("duration")?.time()
    video.subset = try entry.optional("subset")?.string()
    video.size = AnnotatedVideo.PictureSize(entry.value["resolution"]?.string)
    var known: Set = ["duration", "subset", "annotations"]
    if video.size != nil { known.insert("resolution") }
    video.attributes = entry.others(than: known)
    return video
  }

  /// The classes of a taxonomy; nil where a node has no number or name.
  private static func taxonomy(_ value: JSONValue?) -> [LabelClass]? {
    var classes: [LabelClass] = []
    for node in value?.array ?? [] {
      guard let name = node["nodeName"]?.string, let id = node["nodeId"]?.integer else {
        return nil
      }
      classes.append(LabelClass(name: name, id: id))
    }
    return classes
  }

  /// Writes the files of a set; throws where frames or times are wanted and not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var database: [JSONMember] = []
    let names = identifiers(of: set)
    for (name, video) in zip(names, set.videos) {
      var members: [JSONMember] = []
      if let duration = video.duration { members.append(JSONMember("duration", duration.json)) }
      members.append(JSONMember("subset", .string(video.subset ?? defaultSubset)))
      if let size = video.size {
        members.append(JSONMember("resolution", .string("\(size.width)x\(size.height)")))
      }
      var annotations: [JSONValue] = []
      for (position, span) in video.spans.enumerated() {
        let times = try video.times(of: span, format: title)
        let own = [
          JSONMember("segment", .times(times.start, times.end)),
          JSONMember("label", .string(span.writtenLabel(at: position))),
        ]
        annotations.append(.object(own.joined(by: span.attributes)))
      }
      members.append(JSONMember("annotations", .array(annotations)))
      database.append(JSONMember(name, .object(members.joined(by: video.attributes))))
    }
    let stated = set.attributes["taxonomy"]
    let nodes = set.classes.map { entry in
      JSONValue.object([
        JSONMember("nodeId", .integer(Int64(entry.id))),
        JSONMember("nodeName", .string(entry.name)),
      ])
    }
    let own = [
      JSONMember("version", set.attributes["version"] ?? .string("VERSION 1.3")),
      JSONMember(
        "taxonomy", stated.flatMap { taxonomy($0) == set.classes ? $0 : nil } ?? .array(nodes)),
      JSONMember("database", .object(database)),
    ]
    return [try JSONValue.object(own.joined(by: set.attributes)).fileText(fileName)]
  }

  /// The names of the videos, `v_` and eleven characters as those eleven where that is unambiguous.
  static func identifiers(of set: AnnotationSet) -> [String] {
    let names = Set(set.videos.map(\.name))
    return set.videos.map { video in
      let short = String(video.name.dropFirst(2))
      let isIdentifier =
        video.name.hasPrefix("v_") && short.count == 11 && !names.contains(short)
        && short.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
      return isIdentifier ? short : video.name
    }
  }

  /// What of this set it cannot hold, and what it has to make up.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    var losses = holdings.losses(of: set)
    if set.videos.contains(where: { $0.subset == nil }) {
      losses.append(
        Loss(.subsets, "that a video has no subset (it is written as \(defaultSubset))"))
    }
    return losses
  }
}

extension AnnotatedVideo.PictureSize {
  /// Reads `1280x720`; nil for anything else.
  init?(_ text: String?) {
    let parts = (text ?? "").split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]), width > 0,
      height > 0, "\(width)x\(height)" == text
    else { return nil }
    self.init(width: width, height: height)
  }
}

extension AnnotatedSpan {
  /// The label for a format in which each span has one: a missing one is made up.
  func writtenLabel(at position: Int) -> String { label ?? name(at: position) }
}
