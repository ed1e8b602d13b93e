internal import Frames

/// The CSV of VIA 3 (VGG Image/Video Annotator): comment lines with the attributes, then a row a
/// segment: `"1_a","[""tea.mp4""]",0,"[0,4.004]","[]","{""1"":""fill kettle""}"`, in seconds.
///
/// A tier is an attribute; further attributes of a row are those of its span. One moment instead of
/// two is a still frame: a span of no length, whose region (`spatial_coordinates`) is kept. Where an
/// attribute has options, the chosen one's name is the value.
public enum VIA: WritableFormat, CheckableFormat {
  /// The name on the command line.
  public static let id = "via"
  /// What it is.
  public static let title = "VIA 3's CSV"
  /// The file in an output folder.
  public static let fileName = "segments.via.csv"
  /// What it can hold.
  public static let holdings: Holdings = [
    .videos, .tiers, .overlaps, .gaps, .moments, .times, .labels, .missingLabels, .emptyLabels,
    .attributes,
  ]
  static let columns = [
    "metadata_id", "file_list", "flags", "temporal_coordinates", "spatial_coordinates", "metadata",
  ]
  /// The attribute of a tier without a name.
  static let attribute = "TEMPORAL-SEGMENTS"

  /// Whether the file looks like it.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    source.firstCharacter == "#" && source.opening.contains("# CSV_HEADER")
  }

  /// Writes the files of a set; throws where frames or times are wanted and not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var names: [String] = []
    func number(_ name: String) -> String {
      if let index = names.firstIndex(of: name) { return String(index + 1) }
      names.append(name)
      return String(names.count)
    }
    for tier in set.videos.flatMap(\.tiers) {
      _ = number(tier.name.isEmpty ? attribute : tier.name)
    }
    var rows: [String] = []
    for (index, video) in set.videos.enumerated() {
      let files = JSONValue.array([.string(video.path ?? video.name)])
      for tier in video.tiers {
        for span in tier.spans {
          let times = try video.times(of: span, format: title)
          let moments =
            times.start == times.end
            ? JSONValue.array([times.start.json]) : .times(times.start, times.end)
          var (flags, region) = (JSONValue.integer(0), JSONValue.array([]))
          var metadata: [JSONMember] = []
          if let label = span.label {
            metadata.append(
              JSONMember(number(tier.name.isEmpty ? attribute : tier.name), .string(label)))
          } else if names.count > 1 || !span.attributes.isEmpty {
            metadata.append(
              JSONMember(number(tier.name.isEmpty ? attribute : tier.name), .null))
          }
          for member in span.attributes {
            switch member.key {
            case "flags": flags = member.value
            case "spatial_coordinates": region = member.value
            default: metadata.append(JSONMember(number(member.key), member.value))
            }
          }
          let fields = [
            .string("\(index + 1)_\(rows.count + 1)"), files, flags, moments, region,
            .object(metadata),
          ]
          rows.append(
            try fields.map { (field) throws(AnnotationError) in try quoted(field) }
              .joined(separator: ","))
        }
      }
    }
    return [
      AnnotationFile(
        name: fileName,
        text: try header(names) + rows.joined(separator: "\n")
          + (rows.isEmpty ? "" : "\n"))
    ]
  }

  private static func header(_ names: [String]) throws(AnnotationError) -> String {
    let attributes = names.enumerated().map { index, name in
      JSONMember(
        String(index + 1),
        .object([
          JSONMember("aname", .string(name)), JSONMember("anchor_id", .string("FILE1_Z2_XY0")),
          JSONMember("type", .integer(1)), JSONMember("desc", .string("")),
          JSONMember("options", .object([])), JSONMember("default_option_id", .string("")),
        ]))
    }
    let shapes = [
      "POINT", "RECTANGLE", "CIRCLE", "ELLIPSE", "LINE", "POLYLINE", "POLYGON",
      "EXTREME_RECTANGLE", "EXTREME_CIRCLE",
    ].enumerated().map { JSONMember($1, .integer(Int64($0 + 1))) }
    let flags = JSONValue.object([JSONMember("RESERVED_FOR_FUTURE", .integer(1))])
    return """
      # SHAPE_ID = \(try line(.object(shapes)))
      # FLAG_ID = \(try line(flags))
      # ATTRIBUTE = \(try line(.object(attributes)))
      # CSV_HEADER = \(columns.joined(separator: ","))

      """
  }

  private static func line(_ value: JSONValue) throws(AnnotationError) -> String {
    let file = try value.fileText(fileName, .compact)
    return String(decoding: file.bytes, as: UTF8.self)
  }

  /// A value as VIA quotes it: numbers bare, all else in quotes with those within doubled.
  private static func quoted(_ value: JSONValue) throws(AnnotationError) -> String {
    if case .integer = value { return try line(value) }
    let text = if let string = value.string { string } else { try line(value) }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
