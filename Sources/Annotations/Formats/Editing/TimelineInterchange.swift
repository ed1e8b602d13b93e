internal import Frames

/// OpenTimelineIO's `.otio`: a timeline a video, a track a tier, a clip a span, gaps between them.
///
/// The `source_range` of a clip counts frames of the video at its rate, which the format can only
/// state as a decimal; the exact rate, times, tiers, skills and scores stand in the `skillet` member
/// of each object's `metadata`, which the format keeps. Spans that overlap go to further tracks.
public enum TimelineInterchange: WritableFormat {
  /// `otio`.
  public static let id = "otio"
  /// Another name.
  public static let aliases = ["opentimelineio"]
  /// What it is.
  public static let title = "OpenTimelineIO"
  /// The timeline of an output folder.
  public static let fileName = "segments.otio"
  /// All but a vocabulary and how the segments were found.
  public static let holdings: Holdings = [
    .paths, .durations, .frameCounts, .rates, .sizes, .subsets, .tiers, .parents, .overlaps, .gaps,
    .moments, .frames, .times, .labels, .missingLabels, .emptyLabels, .skills, .scores,
    .attributes, .details,
  ]

  static let key = "skillet"

  /// A JSON object with a schema of OpenTimelineIO.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    source.firstCharacter == "{" && source.opening.contains("\"OTIO_SCHEMA\"")
  }

  /// Also the times of frames at a variable rate.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    let varies = set.videos.contains(where: \.hasVariableRate)
    return holdings.losses(of: set)
      + (varies ? [Loss(.clocks, "the times of frames at a variable rate")] : [])
  }

  /// A timeline a video.
  ///
  /// Spans that have only times, in a video of unknown rate, are counted in ticks of the coarsest
  /// timescale that holds them.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var files: [AnnotationFile] = []
    for video in set.videos {
      let text = try TimelineWriter(video).timeline().text(.pretty, of: title)
      files.append(AnnotationFile(name: fileName(of: video), text: text))
    }
    return files
  }

  /// Reads the clips of all tracks; clips of different media are spans of different videos.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    var reader = TimelineReader(file: source.file, fallback: source.videoName)
    try reader.read(source.json(), place: "")
    if reader.videos.isEmpty {
      throw AnnotationError(
        file: source.file, step: "read OpenTimelineIO", place: "tracks",
        reason: "there is no clip", advice: "give a timeline whose tracks have clips")
    }
    return AnnotationSet(videos: reader.videos)
  }
}

extension MediaTime {
  /// `4004/1000`, as the metadata states a time exactly.
  var fractionText: String { "\(value)/\(timescale)" }

  /// Reads `4004/1000`.
  init?(fraction text: String?) {
    let parts = text?.split(separator: "/", omittingEmptySubsequences: false) ?? []
    guard parts.count == 2, let value = Int64(parts[0]), let scale = Int32(parts[1]), scale > 0
    else {
      return nil
    }
    self.init(value: value, timescale: scale)
  }
}
