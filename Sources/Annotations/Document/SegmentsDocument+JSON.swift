internal import Frames

extension SegmentsDocument {
  /// The document as JSON under the schema's keys, followed by the unknown keys that were read.
  public var json: JSONValue {
    .object(
      [
        JSONMember("schema", .string(Self.schema)),
        JSONMember("video", video.jsonObject(unknown: unknown)),
        JSONMember("method", method.jsonObject(unknown: unknown)),
        JSONMember(
          "segments",
          .array(
            segments.enumerated().map { position, segment in
              segment.jsonObject(position: position, unknown: unknown)
            })),
      ] + unknown[""])
  }

  /// The text of `segments.json`.
  ///
  /// Throws where a number of the document is infinite or not a number, and where the segments do
  /// not tile the video: a document that could not be read back is never written.
  public func text(_ layout: JSONValue.Layout = .pretty) throws(AnnotationError) -> String {
    let step = "write the segments document"
    if let fault = tilingFaults.first {
      throw AnnotationError(
        file: video.path, step: step, place: fault.place, reason: fault.reason,
        advice: "the segments must tile the video from frame 0 to \(video.frames)")
    }
    do {
      return try json.text(layout)
    } catch {
      throw AnnotationError(file: video.path, step: step, reason: error.reason)
    }
  }

  /// Reads a document; throws its first fault, of which ``faults(inText:)`` lists all.
  public init(text: String, file: String) throws(AnnotationError) {
    try self.init(json: JSONValue(parsing: text, file: file), file: file)
  }

  /// Reads a document from parsed JSON; throws its first fault.
  public init(json: JSONValue, file: String) throws(AnnotationError) {
    let (document, faults) = Self.read(json)
    if let document, faults.isEmpty {
      self = document
      return
    }
    let first = faults.first ?? DocumentFault("", "is no segments document")
    let more = faults.count <= 1 ? "" : " (and \(faults.count - 1) more)"
    throw AnnotationError(
      file: file, step: "read the segments document", place: first.place,
      reason: first.reason + more,
      advice: "correct the file; `skillet validate` lists every fault with its place")
  }

  /// Every fault of a text that should be a segments document, in the order of the file; empty
  /// where it is one.
  public static func faults(inText text: String) -> [DocumentFault] {
    do {
      return read(try JSONValue(parsing: text)).faults
    } catch {
      return [DocumentFault(error.place, error.reason)]
    }
  }

  private static func read(
    _ json: JSONValue
  ) -> (document: SegmentsDocument?, faults: [DocumentFault]) {
    var unknown = UnknownKeys()
    var reader = ObjectReader(json, at: "")
    let stated = reader.string("schema")
    if stated != schema, reader.faults.isEmpty {
      reader.fault("schema", "is \"\(stated)\"; this version reads \"\(schema)\"")
      // A document of another schema has other rules: its other faults would mislead.
      return (nil, reader.faults)
    }
    var faults: [DocumentFault] = []
    let video = VideoInfo.read(reader.value("video"), faults: &faults, unknown: &unknown)
    let method = Method.read(reader.value("method"), faults: &faults, unknown: &unknown)
    let values = reader.required("segments", "a list", standIn: []) { $0.array }
    var segments: [Segment] = []
    for (position, value) in values.enumerated() {
      segments.append(
        Segment.read(
          value, position: position, timeBase: video.timeBase, faults: &faults, unknown: &unknown))
    }
    unknown[""] = reader.unknown
    let document = SegmentsDocument(
      video: video, method: method, segments: segments, unknown: unknown)
    let all = reader.faults + faults
    return (document, all.isEmpty ? document.tilingFaults : all)
  }
}

extension SegmentsDocument {
  /// Each segment as one line of JSON, for JSON Lines.
  public func segmentLines() throws(JSONError) -> [String] {
    var lines: [String] = []
    for (position, segment) in segments.enumerated() {
      lines.append(try segment.jsonObject(position: position, unknown: unknown).text(.compact))
    }
    return lines
  }
}
