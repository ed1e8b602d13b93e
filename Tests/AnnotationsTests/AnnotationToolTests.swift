import Annotations
import Frames
import Testing

/// FiftyOne, Label Studio, VIA, CVAT: each with its own way to say when.
@Suite struct AnnotationToolTests {
  private typealias Texts = ExchangeTexts

  @Test func `FiftyOne's frames count from 1 and are inclusive`() throws {
    let text = try Texts.write(FiftyOne.self, Texts.tea())
    let root = try JSONValue(parsing: text)
    #expect(root["classes"] == .null)
    let first = root["labels"]?["make_tea"]?.array?.first
    #expect(first?["support"] == .array([.integer(1), .integer(120)]))
    #expect(first?["confidence"] == .number(0.83) && first?["attributes"] == .object([]))
    let back = try Texts.read(FiftyOne.self, text)
    #expect(back.spans.map(\.extent) == Texts.tea().spans.map(\.extent))
    #expect(back.spans.map(\.score) == [0.83, 0.75])
  }

  @Test func `FiftyOne's timestamps stand alone where no frames are known, classes are resolved`()
    throws
  {
    let text = """
      {"classes": ["a", "b"], "labels": {"v": [{"label": 1, "timestamps": [0.5, 2.25]},
      {"label": "c", "support": [3, 3], "attributes": {"x": [1]}}]}}
      """
    let set = try Texts.read(FiftyOne.self, text)
    #expect(set.spans.map(\.label) == ["b", "c"])
    #expect(set.spans.map(\.extent) == [Texts.times("0.5", "2.25"), .frames(2..<3)])
    #expect(try Texts.read(FiftyOne.self, Texts.write(FiftyOne.self, set)) == set)
    let wrong = text.replacing("\"label\": 1", with: "\"label\": 2")
    #expect(Texts.fault(FiftyOne.self, wrong)?.place == "labels.v[0].label")
    let zero = text.replacing("[3, 3]", with: "[0, 3]")
    #expect(Texts.fault(FiftyOne.self, zero)?.place == "labels.v[1].support")
  }

  @Test func `Label Studio's task has its rate, and frames that count from 1`() throws {
    let text = try Texts.write(LabelStudio.self, Texts.tea())
    let task = try JSONValue(parsing: text).array?.first
    #expect(task?["data"]?["video"] == .string("make_tea.mp4"))
    #expect(task?["data"]?["frameRate"]?.number == 30000.0 / 1001)
    let prediction = task?["predictions"]?.array?.first
    #expect(
      prediction?["model_version"] == .string("skillet") && prediction?["score"] == .number(0.79))
    let value = prediction?["result"]?.array?.first?["value"]
    #expect(
      value?["ranges"]?.array
        == [.object([JSONMember("start", .integer(1)), JSONMember("end", .integer(120))])])
    let back = try Texts.read(LabelStudio.self, text)
    #expect(back.spans.map(\.extent) == [.frames(0..<120), .frames(120..<270)])
    #expect(back.videos[0].clock == .rate(Rational(30000, 1001)))
  }

  @Test func `Label Studio without a rate is refused`() throws {
    var set = Texts.tea()
    (set.videos[0].clock, set.videos[0].frameRate) = (nil, nil)
    #expect(throws: AnnotationError.self) { try Texts.write(LabelStudio.self, set) }
  }

  @Test func `where the rate varies, Label Studio's frames are those that it will show`() throws {
    // Frames 0, 1 and 2 last a tenth of a second, frame 3 lasts a whole one.
    let times = [0, 1, 2, 3, 13].map { MediaTime(value: $0, timescale: 10) }
    var video = AnnotatedVideo(
      name: "v",
      spans: [
        AnnotatedSpan(.both(frames: 0..<3, start: times[0], end: times[3]), label: "a"),
        AnnotatedSpan(.both(frames: 3..<4, start: times[3], end: times[4]), label: "b"),
      ])
    (video.clock, video.frameRate) = (.times(times), Rational(10, 1))
    let set = AnnotationSet(videos: [video])
    #expect(LabelStudio.losses(writing: set).contains { $0.kind == .frames })
    let back = try Texts.read(LabelStudio.self, Texts.write(LabelStudio.self, set))
    #expect(back.spans.map(\.extent) == [.frames(0..<3), .frames(3..<13)])
  }

  @Test func `annotations and predictions of Label Studio are tiers of their own`() throws {
    func region(_ control: String, _ start: Int, _ labels: String) -> String {
      """
      {"from_name": "\(control)", "type": "timelinelabels", "score": 0.5, "value":
       {"ranges": [{"start": \(start), "end": 9}], "timelinelabels": [\(labels)]}}
      """
    }
    let text = """
      [{"id": 4, "data": {"video": "/data/a.mp4", "frameRate": "29.97", "who": 1}, "annotations":
      [{"result": [\(region("timelineLabels", 1, "\"a\", \"b\"")), {"type": "choices"}]},
      {"result": [\(region("hands", 4, ""))]}], "predictions": [{"result": []}]},
      {"data": {"video": "/other/a.mp4"}}]
      """
    let set = try Texts.read(LabelStudio.self, text)
    #expect(set.videos.map(\.name) == ["a", "a (2)"])
    let tiers = set.videos[0].tiers
    #expect(tiers.map(\.name) == ["annotation 1", "annotation 2: hands"])
    #expect(tiers[0].spans.map(\.label) == ["a", "b"])
    #expect(tiers[1].spans.map(\.label) == [nil] && tiers[1].spans[0].extent == .frames(3..<9))
    #expect(set.videos[0].clock == .rate(Rational(30000, 1001)))
    let wrong = text.replacing("\"start\": 4", with: "\"start\": 0")
    #expect(
      Texts.fault(LabelStudio.self, wrong)?.place
        == "[0].annotations[1].result[0].value.ranges[0]")
  }

  @Test func `VIA's rows are those of its export`() throws {
    let text = try Texts.write(VIA.self, Texts.tea())
    #expect(text.contains("# CSV_HEADER = metadata_id,file_list,flags,temporal_coordinates,"))
    #expect(
      text.hasSuffix(
        "\"1_1\",\"[\"\"make_tea.mp4\"\"]\",0,\"[0,4.004]\",\"[]\",\"{\"\"1\"\":\"\"fill kettle\"\"}\"\n"
          + "\"1_2\",\"[\"\"make_tea.mp4\"\"]\",0,\"[4.004,9.009]\",\"[]\",\"{\"\"1\"\":\"\"pour water\"\"}\"\n"
      ))
    let back = try Texts.read(VIA.self, text)
    #expect(back.videos[0].name == "make_tea" && back.videos[0].path == "make_tea.mp4")
    #expect(back.spans.map(\.extent) == [Texts.times("0", "4.004"), Texts.times("4.004", "9.009")])
  }

  @Test(arguments: ["\n", "\r\n"])
  func `one moment in VIA is a still frame, an option is its name`(ending: String) throws {
    let text = """
      # Exported using VGG Image Annotator (http://www.robots.ox.ac.uk/~vgg/software/via)
      # SHAPE_ID = {"POINT":1}
      # ATTRIBUTE = {"1":{"aname":"Scene","type":1,"options":{}},"4":{"aname":"Kind","type":3,"options":{"0":"Title","1":"Chart"}}}
      # CSV_HEADER = metadata_id,file_list,flags,temporal_coordinates,spatial_coordinates,metadata

      "1_a","[""a.mp4""]",0,"[1.124,5.31493]","[]","{""1"":""main, title""}"
      "1_b","[""a.mp4""]",0,"[2.5]","[2,1,2,3,4]","{""4"":""1"",""1"":""x""}"
      "2_c","[""b.mp4""]",0,"[]","[]","{}"
      """.replacing("\n", with: ending)
    let set = try Texts.read(VIA.self, text)
    #expect(set.videos.map(\.name) == ["a", "b"])
    #expect(set.videos[0].tiers.map(\.name) == ["Scene", "Kind"])
    #expect(set.videos[0].tiers[0].spans[0].label == "main, title")
    let still = set.videos[0].tiers[1].spans[0]
    #expect(still.extent == Texts.times("2.5", "2.5") && still.label == "Chart")
    #expect(still.attributes.map(\.key) == ["Scene", "spatial_coordinates"])
    #expect(try Texts.read(VIA.self, Texts.write(VIA.self, set)).videos[0] == set.videos[0])
    for (old, new, place) in [
      ("[1.124,5.31493]", "[5,1]", "line 6, temporal_coordinates"),
      ("[1.124,5.31493]", "[1,2,3]", "line 6, temporal_coordinates"),
      ("\"[2.5]\"", "oops", "line 7, temporal_coordinates"),
      ("[\"\"b.mp4\"\"]", "[]", "line 8, file_list"),
      (",temporal_coordinates,", ",times,", "line 1"),
    ] {
      #expect(Texts.fault(VIA.self, text.replacing(old, with: new))?.place == place)
    }
  }

  @Test func `a segment in CVAT is a full box that is outside on the first frame after it`() throws
  {
    let text = try Texts.write(CVAT.self, Texts.tea())
    #expect(
      text.contains("<box frame=\"0\" xtl=\"0\" ytl=\"0\" xbr=\"639\" ybr=\"359\" outside=\"0\""))
    #expect(
      text.contains("<box frame=\"120\" xtl=\"0\" ytl=\"0\" xbr=\"639\" ybr=\"359\" outside=\"1\""))
    #expect(!text.contains("frame=\"270\""), "no frame follows the last")
    let back = try Texts.read(CVAT.self, text)
    #expect(back.spans.map(\.extent) == [.frames(0..<120), .frames(120..<270)])
    #expect(back.spans.map(\.skill) == [1, 2] && back.spans.map(\.score) == [0.83, 0.75])
    #expect(back.videos[0].name == "make_tea" && back.videos[0].frames == 270)
    var small = Texts.tea()
    small.videos[0].size = nil
    #expect(throws: AnnotationError.self) { try Texts.write(CVAT.self, small) }
  }

  @Test func `boxes of each frame, shapes of other kinds and tags of pictures are read`() throws {
    let text = """
      <annotations><version>1.1</version><meta><task><size>9</size></task></meta>
      <track id="0" label="a"><polygon frame="2" points="" outside="0"/>
      <polygon frame="3" points="" outside="0"/><polygon frame="4" points="" outside="1"/>
      <polygon frame="7" points="" outside="0"><attribute name="hand">left</attribute></polygon></track>
      <image id="0" name="x"><tag label="b"/></image><image id="1" name="y"><tag label="b"/></image>
      <image id="3" name="z"><tag label="b"/></image></annotations>
      """
    let set = try Texts.read(CVAT.self, text)
    #expect(
      set.spans.map(\.extent)
        == [.frames(2..<4), .frames(7..<9), .frames(0..<2), .frames(3..<4)])
    #expect(set.spans[1].attributes == [JSONMember("hand", .string("left"))])
  }

  @Test(arguments: [
    ("<annotations><track id='0'/></annotations>", "line 1, column 14", "no attribute label"),
    (
      "<annotations>\n<track label='a'><box frame='x'/></track></annotations>",
      "line 2, column 18", "a frame number"
    ),
    (
      "<annotations><track label='a'><box frame='3'/><box frame='3'/></track></annotations>",
      "line 1, column 47", "does not follow"
    ),
    (
      "<annotations><track label='a'><box frame='3' outside='2'/></track></annotations>",
      "line 1, column 31", "0 or 1"
    ),
    ("<annotations><version>2.0</version></annotations>", "line 1, column 14", "1.1 is read"),
    ("<annotations><track label='a'>", "line 1, column 31", "ends within"),
    ("<other/>", "line 1, column 1", "should be <annotations>"),
    (
      "<!DOCTYPE a [<!ENTITY x 'lol'>]><annotations>&x;</annotations>", "line 1, column 1",
      "document type declaration"
    ),
  ]) func `a fault of CVAT names its place`(text: String, place: String, reason: String) {
    let fault = Texts.fault(CVAT.self, text)
    #expect(fault?.place == place, "\(String(describing: fault))")
    #expect(fault?.reason.contains(reason) == true, "\(String(describing: fault))")
  }
}
