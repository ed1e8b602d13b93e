import Annotations
import Testing

/// Labels, change points, raters and mappings as other programs write them.
@Suite struct LabelInputTests {
  private func table(_ text: String, _ side: LabelTable.Side) throws -> [FrameInterval]? {
    try LabelTable.read(text, side: side, context: ReadingContext(file: "t.csv"))
  }

  @Test func `a table with both sides is read by side`() throws {
    let text = "gt,pred,s0\n0,0,.1\n0,1,.2\n1,1,.3\n"
    #expect(
      try table(text, .truth) == [FrameInterval(0..<2, label: "0"), .init(2..<3, label: "1")])
    #expect(
      try table(text, .prediction) == [.init(0..<1, label: "0"), .init(1..<3, label: "1")])
    #expect(try TruthReader().read(text, file: "x/v.csv")[0].labels == ["0", "1"])
  }

  @Test func `a table of segments is tiled with background`() throws {
    let text = "label,start,end\na,2,4\n\"b, c\",4,6\na,8,9\n"
    #expect(
      try table(text, .prediction) == [
        .init(0..<2, label: "background"), .init(2..<4, label: "a"), .init(4..<6, label: "b, c"),
        .init(6..<8, label: "background"), .init(8..<9, label: "a"),
      ])
  }

  @Test func `a frame column has to count`() throws {
    #expect(try table("frame,label\n0,a\n1,a\n", .truth)?.count == 1)
    #expect(throws: AnnotationError.self) { try self.table("frame,label\n0,a\n2,a\n", .truth) }
  }

  @Test(arguments: [
    "label\n", "label\n\" \"\n", "start,end,label\n0,5,a\n4,6,b\n", "start,end,label\n5,5,a\n",
    "start,end,label\n0.0,2.5,a\n", "start,end,label\n",
  ]) func `a faulty table is told`(text: String) {
    let error = #expect(throws: AnnotationError.self) { try self.table(text, .truth) }
    #expect(error?.file == "t.csv" && error?.advice != "")
  }

  @Test(arguments: ["Start Frame,End Frame\n1,2\n", "a,b\n", "", "\n\n", "pred\nx\n"])
  func `a table without such columns is another's`(text: String) throws {
    #expect(try table(text, .truth) == nil)
  }

  @Test func `TSSB's list holds many series`() throws {
    let text = "Adiac,10,572,1012\nArrowHead,10\n"
    let lists = try #require(try ChangePointList.read(text, file: "desc.txt"))
    #expect(lists.map(\.name) == ["Adiac", "ArrowHead"])
    #expect(lists[0].changePoints == [572, 1012] && lists[1].changePoints.isEmpty)
    let truth = try TruthReader().read(text, file: "desc.txt")
    #expect(truth[0].boundaries == [572, 1012] && truth[0].frames == nil)
    for other in ["a\na\nb\n", "a,1\na,1\nb,2\n", "1.5\n2.5\n", "x,1,y\n", ""] {
      #expect(try ChangePointList.read(other, file: "x.txt") == nil, "\(other)")
    }
    #expect(throws: AnnotationError.self) {
      try ChangePointList.read("a,1,2\nb,1,2\na,1,3\n", file: "desc.txt")
    }
    #expect(throws: AnnotationError.self) {
      try TruthReader().read("a,1,9,5\n", file: "desc.txt")
    }
  }

  @Test func `a mapping joins labels of one id`() throws {
    let mapping = try LabelMapping("0 cut_tomato\n0 cut_cheese\n1 pour milk \n", file: "m.txt")
    #expect(mapping.name(of: "cut_cheese") == "cut_tomato")
    #expect(mapping.name(of: "pour milk") == "pour milk")
    #expect(mapping.name(of: "1") == "pour milk")
    #expect(mapping.name(of: "stir") == nil && mapping.name(of: "7") == nil)
    for text in ["", "cut 0\n", "0\n", "0 a\n1 a\n"] {
      #expect(throws: AnnotationError.self) { try LabelMapping(text, file: "m.txt") }
    }
  }

  @Test func `Kinetics-GEBD's annotations hold all raters`() throws {
    let text = """
      {"v.mp4": {"fps": 30, "video_duration": 10.5, "f1_consis_avg": 0.8,
                 "substages_timestamps": [[1, 2.5], []]}}
      """
    let videos = try #require(try EventTruth.read(JSONValue(parsing: text), file: "k.json"))
    #expect(
      videos == [
        EventTruth(
          name: "v", duration: 10.5, frameRate: 30, raters: [[1, 2.5], []], consistency: 0.8)
      ])
    #expect(try EventTruth.read(JSONValue(parsing: "{\"v\": {\"fps\": 3}}"), file: "k") == nil)
    for fault in [
      "{\"v\": {\"video_duration\": 1, \"substages_timestamps\": []}}",
      "{\"v\": {\"video_duration\": 0, \"substages_timestamps\": [[1]]}}",
      "{\"v\": {\"video_duration\": 1, \"substages_timestamps\": [[\"x\"]]}}",
    ] {
      #expect(throws: AnnotationError.self, "\(fault)") {
        try EventTruth.read(JSONValue(parsing: fault), file: "k.json")
      }
    }
  }

  @Test func `times are a list a video`() throws {
    let lists = try TimeList.read(JSONValue(parsing: "{\"v.mp4\": [1, 2.5], \"w\": []}"), file: "t")
    #expect(lists == [TimeList(name: "v", times: [1, 2.5]), TimeList(name: "w", times: [])])
    #expect(try TimeList.read(JSONValue(parsing: "{\"v\": 3}"), file: "t") == nil)
    #expect(throws: AnnotationError.self) {
      try TimeList.read(JSONValue(parsing: "{\"v\": [\"x\"]}"), file: "t")
    }
  }

  @Test func `ClipShots' neighbours are hard cuts, others transitions`() throws {
    let text = "{\"c.mp4\": {\"frame_num\": 500, \"transitions\": [[99, 100], [200, 230]]}}"
    #expect(
      try TruthReader().read(text, file: "test.json") == [
        BoundaryTruth(
          name: "c", frames: 500, frameRate: nil, boundaries: [100], tolerated: [200...230],
          gradual: [200...230])
      ])
  }

  @Test func `a recording has no stage3`() {
    let error = #expect(throws: AnnotationError.self) {
      try TruthReader(level: .stage3).read(
        "{\"fps\": 5, \"frames\": 9, \"segments\": [], \"stages\": []}", file: "r.json")
    }
    #expect(error?.advice.contains("groundTruth_stage3") == true)
  }
}
