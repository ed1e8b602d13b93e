import Annotations
import Foundation
import Testing

/// The shared data beside the checkout; nil where it is absent.
let sharedData: URL? = {
  let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  let beside = here.appendingPathComponent("../../../shared/data").standardizedFileURL
  let stated = ProcessInfo.processInfo.environment["SKILLET_SHARED"]
    .map { URL(fileURLWithPath: $0).appendingPathComponent("data") }
  return [stated, beside].compactMap { $0 }
    .first { FileManager.default.fileExists(atPath: $0.path) }
}()

@Suite struct TruthReaderTests {
  @Test func `a recorded demonstration has two levels`() throws {
    let text = """
      {"video": "demo.mp4", "fps": 20, "frames": 9,
       "segments": [{"start_frame": 0, "end_frame": 4, "skill": "a"},
                    {"start_frame": 4, "end_frame": 9, "skill": "b"}],
       "stages": [{"start_frame": 0, "end_frame": 2, "stage": "a/x"},
                  {"start_frame": 2, "end_frame": 4, "stage": "a/y"},
                  {"start_frame": 4, "end_frame": 9, "stage": "b/x"}]}
      """
    #expect(
      try TruthReader().read(text, file: "d.json") == [
        BoundaryTruth(
          name: "demo", frames: 9, frameRate: 20, boundaries: [4], labels: ["a", "b"])
      ])
    #expect(try TruthReader(level: .stages).read(text, file: "d.json")[0].boundaries == [2, 4])
  }

  @Test func `shot cuts keep what is tolerated apart`() throws {
    let text = """
      {"a.b.mp4": {"fps": 29.97, "hard_cuts": [240], "soft_transitions": [[150, 180], 84],
                   "ambiguous": [7]}}
      """
    #expect(
      try TruthReader().read(text, file: "cuts.json") == [
        BoundaryTruth(
          name: "a.b", frames: nil, frameRate: 29.97, boundaries: [240],
          tolerated: [150...180, 84...84, 7...7], gradual: [150...180, 84...84])
      ])
  }

  @Test func `text of other tools is told by its content`() throws {
    let labels = try TruthReader().read("a\na\nb\nb", file: "x/demo.txt")
    #expect(labels[0].boundaries == [2])
    #expect(labels[0].frames == 4)
    #expect(labels[0].name == "demo")
    let csv = try TruthReader().read(
      "Scene Number,Start Frame,End Frame\n1,1,10\n2,11,30\n", file: "demo-Scenes.csv")
    #expect(csv[0].boundaries == [10])
    #expect(csv[0].name == "demo")
    let document = try TruthReader().read(SegmentsDocumentTests.example, file: "segments.json")
    #expect(document[0].name == "demo")
    #expect(document[0].frames == 212)
    #expect(document[0].boundaries.isEmpty)
  }

  @Test(arguments: [
    "[]", "{}", "{\"a\": 1}", "{\"segments\": 3}", "{\"segments\": [{\"start\": 0}]}",
    "{\"segments\": [{\"start\": 0, \"end\": 4}, {\"start\": 5, \"end\": 9}]}",
    "{\"segments\": [{\"start\": 0, \"end\": 0}]}",
    "{\"frames\": 5, \"segments\": [{\"start\": 0, \"end\": 5}, {\"start\": 5, \"end\": 9}]}",
    "{\"hard_cuts\": [9223372036854775807]}",
    "{\"frames\": 9223372036854775807, \"segments\": []}",
    "{\"fps\": 1e-300, \"segments\": []}", "{\"fps\": 0, \"segments\": []}",
    "{\"hard_cuts\": [5, 3], \"frames\": 4}",
    "{\"hard_cuts\": [[5, 3]]}", "{\"hard_cuts\": [\"x\"]}", "{\"hard_cuts\": [-3]}", "{", "",
    "WEBVTT\n\n00:00.000 --> 00:01.000\nx\n", "{\"schema\": \"skillet.segments/1\"}",
  ]) func `a truth that makes no sense is refused`(text: String) {
    #expect(throws: AnnotationError.self) { try TruthReader().read(text, file: "t.json") }
  }

  @Test(arguments: [
    ("a/demo.mp4", "demo"), ("demo", "demo"), ("v1.2", "v1.2"), ("x.tar.MKV", "x.tar"),
  ]) func `a video's name is its stem`(path: String, name: String) {
    #expect(VideoName.ofVideo(path) == name)
  }

  @Test(arguments: [
    ("out/demo.skillet/segments.json", "demo"), ("demo-Scenes.csv", "demo"),
    ("a/demo.mp4.txt", "demo"), ("P36_webcam01_P36_salat", "P36_webcam01_P36_salat"),
  ]) func `an annotation's name is its video's`(path: String, name: String) {
    #expect(VideoName.ofAnnotation(path) == name)
  }

  @Test func `a file called segments has no name of its own`() {
    #expect(VideoName.ofAnnotation("robot/segments.json") == nil)
  }

  @Test(.enabled(if: sharedData != nil, "needs ../shared/data")) func `the shared truths are read`()
    throws
  {
    let data = try #require(sharedData)
    func read(_ path: String, _ level: BoundaryTruth.Level = .skills) throws -> [BoundaryTruth] {
      let url = data.appendingPathComponent(path)
      return try TruthReader(level: level).read(
        String(contentsOf: url, encoding: .utf8), file: url.path)
    }
    #expect(try read("videos/minecraft/segments.json").map(\.boundaries.count) == [5, 5, 4])
    #expect(try read("videos/minecraft-reels/segments.json")[0].frames == 1834)
    #expect(try read("videos/robot/segments.json")[0].boundaries == [324, 666, 1008])
    #expect(try read("videos/robot/segments.json")[0].name == nil)
    let cuts = try read("videos/shots/cuts.json")
    #expect(cuts.count == 7)
    #expect(cuts.map(\.boundaries.count).reduce(0, +) == 18)
    let crafter = try read("sim/crafter/videos/crafter_train_00.json")[0]
    let labels = try read("sim/crafter/groundTruth/crafter_train_00.txt")[0]
    #expect(crafter.frames == labels.frames && crafter.name == labels.name)
    #expect(Set(labels.boundaries).isSubset(of: crafter.boundaries))
    let stages = try read("sim/metaworld/videos/metaworld_train_00.json", .stages)[0]
    let skills = try read("sim/metaworld/videos/metaworld_train_00.json")[0]
    #expect(Set(skills.boundaries).isSubset(of: stages.boundaries))
    #expect(stages.boundaries.count > 5 * skills.boundaries.count)
    #expect(try read("steps/50salads/groundTruth/rgb-01-1.txt")[0].boundaries.count > 5)
  }
}
