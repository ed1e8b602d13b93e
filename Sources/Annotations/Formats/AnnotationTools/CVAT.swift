internal import Frames

/// CVAT's XML 1.1 for video: a segment is a track whose box fills the picture from its first frame
/// until the first frame after it, where the box is `outside`.
///
/// Frames count from 0. A segment that ends with the video has no such last box, as no frame
/// follows. A score, a skill and further attributes of text become attributes of the track's label.
/// The picture's size must be known. A span without a frame is left out.
public enum CVAT: WritableFormat {
  /// The name on the command line.
  public static let id = "cvat"
  /// What it is.
  public static let title = "CVAT's XML 1.1"
  /// The file in an output folder.
  public static let fileName = "segments.cvat.xml"
  /// What it can hold.
  public static let holdings: Holdings = [
    .paths, .frameCounts, .sizes, .overlaps, .gaps, .frames, .labels, .emptyLabels, .skills,
    .scores,
  ]

  /// Whether the file looks like it.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    let opening = source.opening
    return source.firstCharacter == "<" && opening.contains("<annotations")
  }

  /// Writes the files of a set; throws where frames or times are wanted and not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var files: [AnnotationFile] = []
    for video in set.videos {
      guard let size = video.size else {
        throw AnnotationError(
          file: video.name, step: "write \(title)", reason: "it needs the size of the picture",
          advice: "give --video FILE")
      }
      var tracks = ""
      for (position, span) in video.spans.enumerated() {
        let frames = try video.frames(of: span, format: title)
        if frames.isEmpty { continue }
        tracks += track(
          span, frames, position: position, size: size,
          endsVideo: video.frames.map { frames.upperBound >= $0 } ?? false)
      }
      let text = header(video, size) + tracks + "</annotations>\n"
      files.append(AnnotationFile(name: fileName(of: video), text: text))
    }
    return files
  }

  private static func track(
    _ span: AnnotatedSpan, _ frames: Range<Int>, position: Int, size: AnnotatedVideo.PictureSize,
    endsVideo: Bool
  ) -> String {
    let label = span.writtenLabel(at: position).markupEscaped
    var text =
      "  <track id=\"\(position)\" label=\"\(label)\" source=\"\(span.score == nil ? "manual" : "auto")\">\n"
    func box(_ frame: Int, isOutside: Bool) -> String {
      var box =
        "    <box frame=\"\(frame)\" xtl=\"0\" ytl=\"0\" xbr=\"\(size.width - 1)\" ybr=\"\(size.height - 1)\""
      box += " outside=\"\(isOutside ? 1 : 0)\" occluded=\"0\" keyframe=\"1\" z_order=\"0\""
      let attributes = attributes(of: span)
      if attributes.isEmpty { return box + "/>\n" }
      box += ">\n"
      for (name, value) in attributes {
        box +=
          "      <attribute name=\"\(name.markupEscaped)\">\(value.markupEscaped)</attribute>\n"
      }
      return box + "    </box>\n"
    }
    text += box(frames.lowerBound, isOutside: false)
    if !endsVideo { text += box(frames.upperBound, isOutside: true) }
    return text + "  </track>\n"
  }

  /// What CVAT holds of a span beside its label.
  private static func attributes(of span: AnnotatedSpan) -> [(name: String, value: String)] {
    var attributes: [(String, String)] = []
    if let score = span.score { attributes.append(("score", score.description)) }
    if let skill = span.skill { attributes.append(("skill", String(skill))) }
    for member in span.attributes where !["score", "skill"].contains(member.key) {
      if let text = member.value.string { attributes.append((member.key, text)) }
    }
    return attributes
  }

  private static func header(_ video: AnnotatedVideo, _ size: AnnotatedVideo.PictureSize) -> String
  {
    var labels: [String] = []
    var names: [String: [String]] = [:]
    for (position, span) in video.spans.enumerated() {
      let label = span.writtenLabel(at: position)
      if names[label] == nil { labels.append(label) }
      for attribute in attributes(of: span) {
        if names[label]?.contains(attribute.name) == true { continue }
        names[label, default: []].append(attribute.name)
      }
      names[label] = names[label] ?? []
    }
    var text = """
      <?xml version="1.0" encoding="utf-8"?>
      <annotations>
        <version>1.1</version>
        <meta>
          <task>
            <name>\(video.name.markupEscaped)</name>

      """
    if let frames = video.frames { text += "      <size>\(frames)</size>\n" }
    text += "      <mode>interpolation</mode>\n      <overlap>0</overlap>\n      <labels>\n"
    for label in labels {
      text += "        <label>\n          <name>\(label.markupEscaped)</name>\n"
      text += "          <type>rectangle</type>\n          <attributes>\n"
      for name in names[label] ?? [] {
        text += """
                      <attribute>
                        <name>\(name.markupEscaped)</name>
                        <mutable>False</mutable>
                        <input_type>text</input_type>
                        <default_value></default_value>
                        <values></values>
                      </attribute>

          """
      }
      text += "          </attributes>\n        </label>\n"
    }
    text += """
            </labels>
            <original_size>
              <width>\(size.width)</width>
              <height>\(size.height)</height>
            </original_size>

      """
    if let path = video.path { text += "      <source>\(path.markupEscaped)</source>\n" }
    return text + "    </task>\n  </meta>\n"
  }

  /// What of this set it cannot hold, and what it has to make up.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    var losses = holdings.losses(of: set)
    let spans = set.videos.flatMap(\.spans)
    let isText = spans.allSatisfy { span in
      span.attributes.allSatisfy {
        $0.value.string?.holdsOnlyMarkupCharacters == true && $0.key.holdsOnlyMarkupCharacters
          && !["score", "skill"].contains($0.key)
      }
    }
    if isText { losses.removeAll { $0.kind == .attributes } }
    if !spans.compactMap(\.label).allSatisfy(\.holdsOnlyMarkupCharacters) {
      losses.append(Loss(.text, "control characters in labels"))
    }
    return losses
  }
}
