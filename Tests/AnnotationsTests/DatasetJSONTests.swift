import Annotations
import Frames
import Testing

/// ActivityNet, COIN, refiner: the files of data sets.
@Suite struct DatasetJSONTests {
  private typealias Texts = ExchangeTexts

  @Test func `ActivityNet's ground truth has what its evaluator wants`() throws {
    let text = try Texts.write(ActivityNet.self, Texts.tea())
    let root = try JSONValue(parsing: text)
    #expect(root["version"] == .string("VERSION 1.3") && root["taxonomy"] == .array([]))
    let video = root["database"]?["make_tea"]
    #expect(video?["duration"] == .number(9.009) && video?["subset"] == .string("training"))
    #expect(video?["resolution"] == .string("640x360"))
    #expect(
      video?["annotations"]?.array?.first
        == .object([
          JSONMember("segment", .array([.integer(0), .number(4.004)])),
          JSONMember("label", .string("fill kettle")),
        ]))
    let back = try Texts.read(ActivityNet.self, text)
    #expect(back.spans.map(\.extent) == [Texts.times("0", "4.004"), Texts.times("4.004", "9.009")])
    #expect(back.videos[0].size == .init(width: 640, height: 360))
  }

  @Test func `what else ActivityNet says comes back, the taxonomy's tree too`() throws {
    let text = """
      {"version": "VERSION 1.2", "taxonomy": [{"parentName": "Root", "nodeName": "a", "nodeId": 7,
      "parentId": 0}], "note": 1, "database": {"v": {"duration": 9.5, "subset": "testing",
      "resolution": "odd", "url": "u", "annotations": [{"segment": [1.25, 2], "label": "a",
      "who": "me"}, {"segment": [0.1, 9.5], "label": ""}]}}}
      """
    let set = try Texts.read(ActivityNet.self, text)
    #expect(set.classes == [LabelClass(name: "a", id: 7)])
    #expect(set.videos[0].attributes.map(\.key) == ["resolution", "url"])
    #expect(ActivityNet.losses(writing: set) == [])
    let again = try Texts.read(ActivityNet.self, Texts.write(ActivityNet.self, set))
    #expect(again == set)
    #expect(
      again.attributes.contains { $0.key == "taxonomy" && $0.value.array?[0]["parentId"] != nil })
  }

  @Test func `a video without a subset gets one, and that is said`() throws {
    var set = Texts.tea()
    set.videos[0].subset = nil
    #expect(ActivityNet.losses(writing: set).contains { $0.kind == .subsets })
    #expect(try Texts.write(ActivityNet.self, set).contains("\"subset\": \"validation\""))
  }

  @Test func `ActivityNet's detections have all three keys, scores and no fault of rounding`()
    throws
  {
    let text = try Texts.write(ActivityNetDetections.self, Texts.tea())
    let root = try JSONValue(parsing: text)
    #expect(root.members?.map(\.key) == ["version", "results", "external_data"])
    #expect(root["external_data"]?["used"] == .bool(false))
    let back = try Texts.read(ActivityNetDetections.self, text)
    #expect(back.spans.map(\.score) == [0.83, 0.75])
    #expect(back.spans.map(\.extent) == [Texts.times("0", "4.004"), Texts.times("4.004", "9.009")])
  }

  @Test func `a file of ActivityNet gives its identifier, without v_`() throws {
    var set = Texts.tea()
    set.videos[0].name = "v_QOlSCBRmfWY"
    #expect(
      try Texts.read(ActivityNet.self, Texts.write(ActivityNet.self, set)).videos[0].name
        == "QOlSCBRmfWY")
    let detections = try Texts.write(ActivityNetDetections.self, set)
    #expect(try Texts.read(ActivityNetDetections.self, detections).videos[0].name == "QOlSCBRmfWY")
    set.videos.append(set.videos[0])
    set.videos[1].name = "QOlSCBRmfWY"
    let both = try Texts.read(ActivityNet.self, Texts.write(ActivityNet.self, set))
    #expect(both.videos.map(\.name) == ["v_QOlSCBRmfWY", "QOlSCBRmfWY"])
  }

  @Test func `COIN's steps keep their numbers, and what a video says of itself`() throws {
    let text = """
      {"database": {"NLy": {"duration": 26.795, "class": "PoleVault", "video_url": "u",
      "start": 20.407162179718902, "end": 26.795, "subset": "training", "recipe_type": 116,
      "annotation": [{"id": "373", "segment": [21.0, 22.0], "label": "run"},
      {"id": "373", "segment": [21.5, 24.0], "label": "run up"}]}}}
      """
    let set = try Texts.read(COIN.self, text)
    #expect(set.spans.map(\.skill) == [373, 373] && set.spans.map(\.label) == ["run", "run up"])
    #expect(
      set.videos[0].attributes.map(\.key) == ["class", "video_url", "start", "end", "recipe_type"])
    #expect(COIN.losses(writing: set) == [])
    let written = try Texts.write(COIN.self, set)
    #expect(try Texts.read(COIN.self, written) == set)
    #expect(written.contains("\"id\": \"373\"") && written.contains("20.407162179718902"))
  }

  @Test func `COIN as a list of videos is read, and known by its content`() throws {
    let text = """
      [{"a": {"recipe_type": 1, "annotation": [{"id": "1", "segment": [0, 1], "label": "x"}]}},
       {"b": {"recipe_type": 2, "annotation": []}}]
      """
    #expect(COIN.sniff(AnnotationSource(file: "x.json", text: text)))
    #expect(try Texts.read(COIN.self, text).videos.map(\.name) == ["a", "b"])
    #expect(
      Texts.fault(COIN.self, text.replacing("\"b\"", with: "\"a\""))?.reason.contains("twice")
        == true)
  }

  @Test func `a step without a number gets that of its label, else the next`() throws {
    var set = Texts.tea()
    let end = set.spans[1].extent
    set.videos[0].tiers[0].spans += [
      AnnotatedSpan(end, label: "pour water"), AnnotatedSpan(end, label: "stir"),
      AnnotatedSpan(end, label: "stir"),
    ]
    let back = try Texts.read(COIN.self, Texts.write(COIN.self, set))
    #expect(back.spans.map(\.skill) == [1, 2, 2, 3, 3])
    #expect(COIN.losses(writing: set).contains { $0.kind == .skills })
  }

  @Test func `refiner's segments are those of its example`() throws {
    let text = "[{\"start_sec\": 0, \"end_sec\": 4.004, \"subtask\": \"fill kettle\"}]"
    let set = try Texts.read(RefinerSegments.self, text, file: "demo.json")
    #expect(set.videos[0].name == "demo" && set.spans[0].extent == Texts.times("0", "4.004"))
    #expect(
      try JSONValue(parsing: Texts.write(RefinerSegments.self, set)) == JSONValue(parsing: text))
  }

  @Test func `every fault of a file is told, in its order`() {
    let text = """
      {"database": {"a": {"annotation": [{"id": "x", "segment": [0, 1], "label": "l"},
      {"id": "1", "segment": [2, 1], "label": "l"}, {"id": "1", "segment": [1, 2], "label": "l"}]},
      "b": {"annotation": 3}, "c": {"annotation": [{"segment": [1, 2]}]}}}
      """
    let source = AnnotationSource(file: "x", text: text)
    #expect(
      COIN.faults(of: source, context: ReadingContext(file: "x")).map(\.place) == [
        "database.a.annotation[0].id", "database.a.annotation[1].segment", "database.b.annotation",
        "database.c.annotation[0].label",
      ])
  }

  @Test(arguments: [
    (
      "{\"database\": {\"v\": {\"annotations\": [{\"segment\": [2, 1], \"label\": \"a\"}]}}}",
      "database.v.annotations[0].segment", "before its start"
    ),
    (
      "{\"database\": {\"v\": {\"annotations\": [{\"segment\": [\"1\", 2], \"label\": \"a\"}]}}}",
      "database.v.annotations[0].segment[0]", "a number of seconds"
    ),
    (
      "{\"database\": {\"v\": {\"annotations\": [{\"segment\": [1], \"label\": \"a\"}]}}}",
      "database.v.annotations[0].segment", "a start and an end"
    ),
    (
      "{\"database\": {\"v\": {\"annotations\": [{\"segment\": [1, 2], \"label\": 7}]}}}",
      "database.v.annotations[0].label", "a string"
    ),
    (
      "{\"database\": {\"v\": {\"annotations\": [{\"segment\": [1, 2]}]}}}",
      "database.v.annotations[0].label", "missing"
    ),
    ("{\"database\": {\"v\": 3}}", "database.v", "an object"),
    ("{\"database\": []}", "database", "an object"),
    ("[]", "", "an object"), ("{}", "database", "missing"),
    ("{\"database\": {\"v\": {}, \"v\": {}}}", "line 1, column 24", "appears twice"),
    ("{\"database\": {\"v\": {\"annotations\": [", "line 1, column 37", "ends where a value"),
  ]) func `a fault of ActivityNet names its place`(text: String, place: String, reason: String) {
    let fault = Texts.fault(ActivityNet.self, text)
    #expect(fault?.place == place, "\(String(describing: fault))")
    #expect(fault?.reason.contains(reason) == true, "\(String(describing: fault))")
  }
}
