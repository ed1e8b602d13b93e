internal import Frames

/// ELAN's annotation document (EAF 3.0): tiers of annotations between time slots, in whole
/// milliseconds.
///
/// An annotation without text is one without a label. Tiers that are levels of others
/// (`PARENT_REF`) are written with the constraint `Included_In`. Annotations of one tier cannot
/// overlap in ELAN: spans that do are put into further tiers, `skill (2)`. Nor can they begin and end
/// at once: a span that does is left out.
public enum ELAN: WritableFormat {
  /// The name on the command line.
  public static let id = "elan"
  /// Another name.
  public static let aliases = ["eaf"]
  /// What it is.
  public static let title = "ELAN's EAF"
  /// The file in an output folder.
  public static let fileName = "segments.eaf"
  /// Which intervals it allows.
  public static let rules: IntervalRules = .gaps
  /// What it can hold.
  public static let holdings: Holdings = [
    .paths, .tiers, .parents, .gaps, .milliseconds, .labels, .missingLabels,
  ]
  /// The tier without a name.
  static let tier = "skill"

  /// Whether the file looks like it.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    source.opening.contains("<ANNOTATION_DOCUMENT")
  }

  /// Writes the files of a set; throws where frames or times are wanted and not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var files: [AnnotationFile] = []
    for video in set.videos {
      files.append(AnnotationFile(name: fileName(of: video), text: try text(video)))
    }
    return files
  }

  private struct Written {
    var name: String
    var parent: String?
    var spans: [(start: Int64, end: Int64, label: String)]
  }

  private static func text(_ video: AnnotatedVideo) throws(AnnotationError) -> String {
    let tiers = try lanes(of: video)
    // Slots stand in the order of their times; each annotation has two of its own.
    var slots: [(time: Int64, tier: Int, span: Int, isEnd: Bool)] = []
    for (tier, lane) in tiers.enumerated() {
      for (span, extent) in lane.spans.enumerated() {
        slots.append((extent.start, tier, span, false))
        slots.append((extent.end, tier, span, true))
      }
    }
    let order = slots.enumerated().sorted { ($0.1.time, $0.0) < ($1.1.time, $1.0) }
    var numbers = [Int](repeating: 0, count: slots.count)
    for (position, slot) in order.enumerated() { numbers[slot.0] = position + 1 }
    let path = video.path ?? video.name
    // ELAN looks for a medium at its address, else beside the document.
    let address = (path.hasPrefix("/") ? "file://" : "") + path
    let near = "./" + (path.split(separator: "/").last.map(String.init) ?? path)
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <ANNOTATION_DOCUMENT AUTHOR="skillet" DATE="1970-01-01T00:00:00+00:00" FORMAT="3.0" VERSION="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">
        <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">
          <MEDIA_DESCRIPTOR MEDIA_URL="\(address.markupEscaped)" MIME_TYPE="video/mp4" RELATIVE_MEDIA_URL="\(near.markupEscaped)"/>
          <PROPERTY NAME="lastUsedAnnotationId">\(slots.count / 2)</PROPERTY>
        </HEADER>
        <TIME_ORDER>

      """
    for (position, slot) in order.enumerated() {
      text +=
        "    <TIME_SLOT TIME_SLOT_ID=\"ts\(position + 1)\" TIME_VALUE=\"\(slot.1.time)\"/>\n"
    }
    text += "  </TIME_ORDER>\n"
    var (annotation, slot) = (1, 0)
    for tier in tiers {
      let parent = tier.parent.map { " PARENT_REF=\"\($0.markupEscaped)\"" } ?? ""
      let type = tier.parent == nil ? "default-lt" : "included-lt"
      text +=
        "  <TIER LINGUISTIC_TYPE_REF=\"\(type)\"\(parent) TIER_ID=\"\(tier.name.markupEscaped)\">\n"
      for span in tier.spans {
        text += """
              <ANNOTATION>
                <ALIGNABLE_ANNOTATION ANNOTATION_ID="a\(annotation)" TIME_SLOT_REF1="ts\(numbers[slot])" TIME_SLOT_REF2="ts\(numbers[slot + 1])">
                  <ANNOTATION_VALUE>\(span.label.markupEscaped)</ANNOTATION_VALUE>
                </ALIGNABLE_ANNOTATION>
              </ANNOTATION>

          """
        (annotation, slot) = (annotation + 1, slot + 2)
      }
      text += "  </TIER>\n"
    }
    return text + """
        <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/>
        <LINGUISTIC_TYPE CONSTRAINTS="Included_In" GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="included-lt" TIME_ALIGNABLE="true"/>
        <CONSTRAINT DESCRIPTION="Time subdivision of parent annotation's time interval, no time gaps allowed within this interval" STEREOTYPE="Time_Subdivision"/>
        <CONSTRAINT DESCRIPTION="Symbolic subdivision of a parent annotation. Annotations refering to the same parent are ordered" STEREOTYPE="Symbolic_Subdivision"/>
        <CONSTRAINT DESCRIPTION="1-1 association with a parent annotation" STEREOTYPE="Symbolic_Association"/>
        <CONSTRAINT DESCRIPTION="Time alignable annotations within the parent annotation's time interval, gaps are allowed" STEREOTYPE="Included_In"/>
      </ANNOTATION_DOCUMENT>

      """
  }

  /// The tiers with their spans in whole milliseconds, those that overlap in tiers of their own.
  private static func lanes(of video: AnnotatedVideo) throws(AnnotationError) -> [Written] {
    var lanes: [Written] = []
    var names: Set<String> = []
    func unique(_ base: String) -> String {
      var (name, number) = (base, 2)
      while !names.insert(name).inserted {
        name = "\(base) (\(number))"
        number += 1
      }
      return name
    }
    for tier in video.tiers {
      var own: [Written] = []
      let base = tier.name.isEmpty ? Self.tier : tier.name
      for span in tier.spans {
        let times = try video.times(of: span, format: title)
        let extent = (times.start.milliseconds, times.end.milliseconds, span.label ?? "")
        if extent.0 == extent.1 { continue }
        let free = own.firstIndex { lane in
          lane.spans.last.map { $0.end <= extent.0 } ?? true
        }
        if let free {
          own[free].spans.append(extent)
        } else {
          own.append(
            Written(name: unique(base), parent: tier.parent, spans: [extent]))
        }
      }
      if own.isEmpty { own = [Written(name: unique(base), parent: tier.parent, spans: [])] }
      lanes += own
    }
    return lanes
  }

  /// What of this set it cannot hold, and what it has to make up.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    var losses = holdings.losses(of: set)
    let labels = set.videos.flatMap(\.spans).compactMap(\.label)
    if !labels.allSatisfy(\.holdsOnlyMarkupCharacters) {
      losses.append(Loss(.text, "control characters in labels"))
    }
    return losses
  }
}
