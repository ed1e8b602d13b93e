import Annotations
import Frames
import Testing

@Suite struct SegmentsDocumentTests {
  @Test(arguments: 0..<60) func `a document survives writing and reading`(seed: Int) throws {
    var generator = Generator(seed: seed)
    let document = generator.document()
    let text = try document.text()
    let back = try SegmentsDocument(text: text, file: "x.json")
    #expect(back == document, "seed \(seed)")
    #expect(try back.text() == text, "seed \(seed)")
    #expect(SegmentsDocument.faults(inText: text).isEmpty, "seed \(seed)")
  }

  @Test func `the keys are the schema's, in its order`() throws {
    var generator = Generator(seed: 3)
    var document = generator.document()
    document.unknown = UnknownKeys()
    let json = document.json
    func keys(_ value: JSONValue?) -> [String] { value?.members?.map(\.key) ?? [] }
    #expect(keys(json) == ["schema", "video", "method", "segments"])
    #expect(
      keys(json["video"]) == [
        "path", "sha256", "width", "height", "rotation", "sampleAspectRatio", "codec",
        "pixelFormat", "color", "frames", "framesInHeader", "timeBase", "averageFrameRate",
        "variableFrameRate", "duration", "corruptFrames", "faults",
      ])
    #expect(
      keys(json["method"]) == [
        "name", "predictor", "features", "threshold", "sampleRate", "minLength", "maxLength",
        "seed", "version",
      ])
    #expect(
      keys(json["segments"]?.array?.first) == [
        "index", "start", "end", "skill", "label", "confidence", "surprise", "kind",
      ])
    #expect(keys(json["segments"]?.array?.first?["start"]) == ["frame", "pts", "seconds"])
  }

  @Test func `the example of the documentation is read`() throws {
    let document = try SegmentsDocument(text: Self.example, file: "x.json")
    #expect(document.video.frames == 212)
    #expect(
      document.segments[0].end == FrameTime(index: 212, pts: 108544, timeBase: Rational(1, 15360)))
    #expect(document.segments[0].label == "pour")
    let text = try document.text(.compact)
    #expect(text.contains("\"seconds\":7.066667"))
    #expect(text.contains("\"note\":[1,{\"deep\":true}]"))
  }

  @Test(arguments: [
    ("\"path\": \"demo.mp4\",", "", "video.path"),
    ("\"frames\": 212", "\"frames\": -1", "video.frames"),
    ("\"frames\": 212", "\"frames\": 213", "segments[0].end.frame"),
    ("\"1/15360\"", "\"0/1\"", "video.timeBase"),
    ("\"1/15360\"", "\"fast\"", "video.timeBase"),
    ("skillet.segments/1", "skillet.segments/9", "schema"),
    ("\"index\": 0", "\"index\": 1", "segments[0].index"),
    ("\"frame\": 0", "\"frame\": 5", "segments[0].start.frame"),
    ("\"pts\": 108544", "\"pts\": 9223372036854775807", "segments[0].end.pts"),
    ("\"seconds\": 7.067", "\"seconds\": 8", "segments[0].end.seconds"),
    ("\"confidence\": null", "\"confidence\": 2", "segments[0].confidence"),
    ("\"kind\": null", "\"kind\": \"hunch\"", "segments[0].kind"),
    ("\"value\": 3.0", "\"value\": \"3\"", "method.threshold.value"),
    ("\"segments\": [", "\"segments\": 1, \"x\": [", "segments"),
  ]) func `a fault is found with its place`(old: String, new: String, place: String) {
    let text = Self.example.replacing(old, with: new)
    #expect(text != Self.example)
    let faults = SegmentsDocument.faults(inText: text)
    #expect(faults.contains { $0.place == place }, "\(faults)")
    let error = #expect(throws: AnnotationError.self) {
      try SegmentsDocument(text: text, file: "bad.json")
    }
    #expect(error?.description.hasPrefix("bad.json: cannot read the segments document: ") == true)
  }

  @Test func `every fault is listed at once`() {
    let text = Self.example.replacing("\"width\": 1280", with: "\"width\": \"x\"")
      .replacing("\"sampleRate\": 5.0,", with: "").replacing("\"index\": 0", with: "\"index\": []")
    #expect(
      SegmentsDocument.faults(inText: text).map(\.place) == [
        "video.width", "method.sampleRate", "segments[0].index",
      ])
    #expect(SegmentsDocument.faults(inText: "{\"schema\": \"skillet.segments/1\"}").count == 3)
    #expect(SegmentsDocument.faults(inText: "[").map(\.place) == ["line 1, column 2"])
    #expect(!SegmentsDocument.faults(inText: "[]").isEmpty)
  }

  @Test func `gaps, overlaps and an open end are faults`() {
    var generator = Generator(seed: 11)
    var document = generator.document()
    while document.segments.count < 3 { document = generator.document() }
    #expect(document.tilingFaults.isEmpty)
    var gap = document
    gap.segments[1].start.index += 1
    #expect(gap.tilingFaults.contains { $0.reason.contains("gap") })
    var overlap = document
    overlap.segments[1].start.index -= 1
    #expect(overlap.tilingFaults.contains { $0.reason.contains("overlaps") })
    var open = document
    open.segments.removeLast()
    #expect(open.tilingFaults.contains { $0.reason.contains("the video at") })
    var time = document
    time.segments[2].start.pts += 1
    #expect(time.tilingFaults.contains { $0.place == "segments[2].start.pts" })
    #expect(throws: AnnotationError.self) { try gap.text() }
  }

  @Test func `a number that is not finite is not written`() {
    var generator = Generator(seed: 2)
    var document = generator.document()
    document.segments[0].surprise = .infinity
    #expect(throws: AnnotationError.self) { try document.text() }
  }

  static let example = """
    { "schema": "skillet.segments/1",
      "video": { "path": "demo.mp4", "sha256": "00", "width": 1280, "height": 720, "rotation": 0,
                 "frames": 212, "framesInHeader": 212, "timeBase": "1/15360",
                 "averageFrameRate": "30/1", "variableFrameRate": false,
                 "duration": 7.067, "corruptFrames": 0 },
      "method": { "name": "sbd", "predictor": "p", "features": "f",
                  "threshold": {"kind": "sigma", "value": 3.0}, "sampleRate": 5.0,
                  "minLength": 1.0, "maxLength": 120.0, "seed": 0, "version": "0.1.0" },
      "segments": [ { "index": 0, "start": {"frame": 0, "pts": 0, "seconds": 0.0},
                      "end": {"frame": 212, "pts": 108544, "seconds": 7.067}, "skill": null,
                      "label": "pour", "confidence": null, "surprise": null, "kind": null,
                      "note": [1, {"deep": true}] } ] }
    """
}
