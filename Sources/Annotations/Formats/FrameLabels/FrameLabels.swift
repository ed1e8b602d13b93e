internal import Frames

/// MS-TCN's ground truth: one label a line, one line a frame, a newline behind the last.
///
/// Many videos are a folder: `groundTruth/NAME.txt` each, `mapping.txt` with an `id label` a line,
/// `splits/train.split1.bundle` with a `NAME.txt` a line, and further levels of labels in
/// `groundTruth_LEVEL`. A label is one word there: every run of blanks, line breaks and control characters becomes one
/// `_` when written. A segment without a label is called `skill_3` or `segment_7`. Neighbours that
/// share a name cannot be told apart when the file is read again.
public enum FrameLabels: WritableFormat {
  /// `mstcn`.
  public static let id = "mstcn"
  /// What it is.
  public static let title = "MS-TCN's label a frame"
  /// The labels of an output folder.
  public static let fileName = "segments.txt"
  /// Every frame has a label.
  public static let rules: IntervalRules = []
  /// Frames and labels of one word; a data set's folder also a vocabulary, subsets and tiers.
  public static let holdings: Holdings = [
    .videos, .frameCounts, .subsets, .classes, .tiers, .frames, .labels,
  ]

  /// Any text that is no other format's, a word or a few a line.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    let lines = source.opening.split(whereSeparator: \.isNewline)
    return ["txt", ""].contains(source.fileExtension) && !lines.isEmpty
      && !lines.contains { $0.utf8.count > 400 && !$0.contains(" ") }
  }

  /// Also what one word a line takes from labels, and the neighbours of one name, which become one.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    var known = set
    for index in known.videos.indices {
      known.videos[index].attributes.removeAll { $0.key == splitsKey }
    }
    var losses = holdings.losses(of: known)
    losses += set.labelLoss("blanks and line breaks in labels") { word($0) != $0 }
    let isNamed = set.videos.contains { $0.tiers.first.map { !$0.name.isEmpty } ?? true }
    if isNamed, !losses.contains(where: { $0.kind == .tiers }) {
      losses.append(Loss(.tiers, "the name of the first tier"))
    }
    let meets = set.videos.contains { video in
      video.tiers.contains { tier in
        let names = tier.spans.enumerated().map { word($1.name(at: $0)) }
        return zip(names, names.dropFirst()).contains { $0 == $1 }
      }
    }
    if meets { losses.append(Loss(.joints, "boundaries between neighbours of one name")) }
    return losses
  }

  /// A file with a label a frame or, where there are several videos, a vocabulary, subsets or tiers,
  /// the folder of a data set; throws where frames are not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    if set.videos.count == 1, set.classes.isEmpty, set.videos[0].subset == nil,
      set.videos[0][Self.splitsKey] == nil, set.videos[0].tiers.count <= 1
    {
      let video = set.videos[0]
      let tier = video.tiers.first ?? AnnotationTier(spans: [])
      return [AnnotationFile(name: fileName(of: video), text: try labels(of: tier, in: video))]
    }
    return try dataSet(set)
  }

  /// The labels of a tier, a line a frame.
  static func labels(
    of tier: AnnotationTier, in video: AnnotatedVideo
  ) throws(AnnotationError) -> String {
    var text = ""
    for tile in try video.tiles(of: tier, format: title) {
      let name = tile.position.map { word(tier.spans[$0].name(at: $0)) } ?? LabelTable.background
      text += String(repeating: name + "\n", count: tile.frames.count)
    }
    return text
  }

  /// A label as one word.
  static func word(_ label: String) -> String {
    var word = String.UnicodeScalarView()
    var isInRun = false
    for scalar in label.unicodeScalars {
      let category = scalar.properties.generalCategory
      let separates =
        scalar.properties.isWhitespace || category == .control
        || category == .lineSeparator || category == .paragraphSeparator
      if !separates { word.append(scalar) } else if !isInRun { word.append("_") }
      isInRun = separates
    }
    return String(word)
  }

  /// Reads runs of equal labels.
  ///
  /// A recognition file of MS-TCN, whose first line begins with `### `
  /// and whose second holds every label, is read as well.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    let runs = try read(source.text(), context: context)
    var video = AnnotatedVideo(
      name: source.videoName,
      spans: runs.map { run in
        AnnotatedSpan(
          .frames(run.frames), label: run.label, place: "line \(run.frames.lowerBound + 1)")
      })
    video.frames = runs.last?.frames.upperBound
    return AnnotationSet(videos: [video])
  }

  static func read(
    _ text: String, context: ReadingContext
  ) throws(AnnotationError) -> [FrameInterval] {
    func fault(_ line: Int, _ reason: String) -> AnnotationError {
      AnnotationError(
        file: context.file, step: "read the label of each frame", place: "line \(line)",
        reason: reason, advice: "give one label a line, one line a frame")
    }
    var labels = TextLines(text).lines
    while let last = labels.last, last.allSatisfy(\.isWhitespace) { labels.removeLast() }
    if let first = labels.first, first.hasPrefix("### ") {
      guard labels.count == 2 else {
        throw fault(1, "one line of labels should follow the comment")
      }
      labels = labels[1].split(separator: " ").map(String.init)
    }
    if labels.isEmpty { throw fault(1, "there is no label") }
    if let frames = context.frames, frames != labels.count {
      throw fault(labels.count, "there are \(labels.count) labels for \(frames) frames")
    }
    var intervals: [FrameInterval] = []
    var start = 0
    for (frame, label) in labels.enumerated() {
      if label.allSatisfy(\.isWhitespace) { throw fault(frame + 1, "the label is empty") }
      if frame + 1 == labels.count || labels[frame + 1] != label {
        intervals.append(FrameInterval(start..<(frame + 1), label: label))
        start = frame + 1
      }
    }
    return intervals
  }
}
