internal import Frames

/// Skillet's own document, `skillet.segments/1`, which alone holds how the segments were found.
///
/// Segments tile the video: gaps become segments without a label, and of spans that overlap the one
/// that started last is kept. What a document has no key for is written beside its keys, where a
/// reader that does not know it keeps it.
public enum SegmentsFormat: WritableFormat {
  /// `segments`.
  public static let id = "segments"
  /// What it is.
  public static let title = "Skillet's segments document"
  /// The document of an output folder.
  public static let fileName = "segments.json"
  /// Segments tile the video.
  public static let rules: IntervalRules = []
  /// All but several tiers, overlaps, gaps, and a vocabulary.
  public static let holdings: Holdings = [
    .paths, .durations, .frameCounts, .rates, .sizes, .subsets, .frames, .times, .labels,
    .missingLabels, .emptyLabels, .skills, .scores, .attributes, .details, .document,
  ]

  /// A JSON object that names its schema.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    source.firstCharacter == "{" && source.opening.contains("\"skillet.segments/")
  }

  /// Reads a document.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    let document = try SegmentsDocument(json: source.json(), file: source.file)
    return AnnotationSet(videos: [AnnotatedVideo(document)])
  }

  /// Every fault of a document.
  public static func faults(
    of source: AnnotationSource, context: ReadingContext
  ) -> [AnnotationError] {
    do {
      return SegmentsDocument.faults(inText: try source.text()).map { fault in
        AnnotationError(
          file: source.file, step: "read the segments document", place: fault.place,
          reason: fault.reason, advice: "correct it")
      }
    } catch {
      return [error]
    }
  }

  /// A document a video; throws where neither frames nor a clock tell its frames and times.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var files: [AnnotationFile] = []
    for video in set.videos {
      files.append(
        AnnotationFile(
          name: fileName(of: video),
          text: try video.segmentsDocument(version: context.version).text()))
    }
    return files
  }
}
