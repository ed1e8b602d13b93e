import Annotations
import Frames
import Testing

@Suite struct FactsReaderTests {
  private func labels(_ document: FactsDocument, _ kind: Fact.Kind = .action) -> [String] {
    document.facts.filter { $0.kind == kind }.map { fact in
      if case .text(let text) = fact.value { text } else { "" }
    }
  }

  @Test func coinGivesStepsTopicAndDuration() throws {
    let text = #"""
      [{"abc": {"class": "MakeCoffee", "duration": 60.5, "annotation": [
        {"id": "2", "segment": [20.0, 31.0], "label": "pour water"},
        {"id": "1", "segment": [1.0, 5.0], "label": "grind beans"}]}}]
      """#
    let document = try FactsReader().read(text, file: "coin.json")
    #expect(labels(document) == ["grind beans", "pour water"])
    #expect(document.videos.map(\.id) == ["abc"])
    #expect(document.videos[0].duration == 60.5)
    #expect(document.videos[0].topic == "make coffee")
    #expect(document.facts[1].span == TimeSpan(start: 20, end: 31))
  }

  @Test func aStepBehindTheEndOfItsVideoIsRefused() {
    let text = #"""
      [{"abc": {"class": "X", "duration": 10, "annotation": [{"segment": [1, 30], "label": "a"}]}}]
      """#
    let error = #expect(throws: AnnotationError.self) {
      try FactsReader().read(text, file: "coin.json")
    }
    #expect(error?.description.contains("behind the end of the video") == true)
  }

  @Test func captainCookLosesTheVerbInFront() throws {
    let text = #"""
      {"annotations": {"1_1": {"activity_name": "Egg", "segments": [
        {"start_time": 0, "end_time": 2, "step_name": "Add-1 egg to a blender",
         "description": "Add-1 egg to a blender"},
        {"start_time": 3, "end_time": 4, "step_name": "Pour-Pour the egg (carefully). Wait",
         "description": "x"}]}}}
      """#
    let document = try FactsReader().read(text, file: "recordings.json")
    #expect(labels(document) == ["add 1 egg to a blender", "pour the egg"])
  }

  @Test func epicKitchensGivesVerbAndNoun() throws {
    let text = """
      narration_id,video_id,start_timestamp,stop_timestamp,narration,verb,noun
      P01_01_0,P01_01,00:00:01.50,00:00:03.00,open frying pan,open,pan:frying
      P01_01_1,P01_01,00:01:02.00,00:01:04.25,"close, then lock",close,door
      """
    let document = try FactsReader().read(text, file: "EPIC_100_train.csv")
    #expect(labels(document) == ["open frying pan", "close, then lock"])
    #expect(document.facts[0]["object"] == "frying pan")
    #expect(document.facts[0]["verb"] == "open")
    #expect(document.facts[1].span == TimeSpan(start: 62, end: 64.25))
  }

  @Test func crossTaskTakesTheNamesOfTheTasksSteps() throws {
    let tasks = "23521\nMake Jello\nhttp://x\n2\nboil water,pour powder\n"
    var reader = FactsReader()
    reader.stepNames = FactsReader.stepNames(inTasks: tasks)
    let document = try reader.read("2,10.0,12.5\n1,1.0,3.0\n", file: "23521_vid.csv")
    #expect(labels(document) == ["boil water", "pour powder"])
    #expect(document.videos[0].id == "vid")
    #expect(throws: AnnotationError.self) { try reader.read("9,1,2\n", file: "23521_vid.csv") }
  }

  @Test func labelsAFrameNeedARate() throws {
    let text = "SIL\ncut_tomato\ncut_tomato\nput_toppingOnTop\n"
    #expect(throws: AnnotationError.self) { try FactsReader().read(text, file: "v.txt") }
    let document = try FactsReader(frameRate: Rational(2, 1)).read(text, file: "v.txt")
    #expect(labels(document) == ["cut tomato", "put topping on top"])
    #expect(document.facts[0].span == TimeSpan(start: 0.5, end: 1.5, frames: 1..<3))
  }

  static let log = #"""
    {"video": "c.mp4", "fps": 20, "frames": 40, "domain": "crafter",
     "segments": [{"start_frame": 0, "end_frame": 20, "skill": "collect_wood", "status": "ok"},
       {"start_frame": 20, "end_frame": 40, "skill": "eat_cow", "status": "interrupted"}],
     "events": [[10, "collect_wood"], [30, "eat_cow"]],
     "action_space": {"names": ["noop", "move_left", "do"]},
     "actions": [1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2]}
    """#

  @Test func aSimulatorsLogGivesSkillsEventsAndSides() throws {
    let document = try FactsReader().read(Self.log, file: "c.json")
    #expect(labels(document) == ["collect wood"], "an interrupted skill is not seen")
    #expect(labels(document, .event) == ["collect wood", "eat a cow"])
    #expect(labels(document, .location) == ["left", "left"])
    #expect(document.videos[0].scene == .game)
    #expect(document.videos[0].frameRate == Rational(20, 1))
    #expect(document.facts.first { $0.kind == .event }?.span.frames == 10..<11)
  }

  @Test(arguments: [
    ("\"frames\": 40", "\"frames\": 0"), ("[30, ", "[99, "),
    ("\"end_frame\": 40", "\"end_frame\": 41"),
    ("\"fps\": 20", "\"fps\": 0.0001"), ("\"fps\": 20", "\"fps\": 1e300"),
  ])
  func aDamagedLogIsRefused(_ change: (String, String)) {
    let text = Self.log.replacing(change.0, with: change.1)
    #expect(throws: AnnotationError.self) { try FactsReader().read(text, file: "c.json") }
  }

  @Test func aRateThatWasRoundedIsTakenForTheExactOne() throws {
    let text = Self.log.replacing("\"fps\": 20", with: "\"fps\": 29.97")
    let document = try FactsReader().read(text, file: "c.json")
    #expect(document.videos[0].frameRate == Rational(30000, 1001))
  }

  @Test func factsOfOneVideoFromTwoFilesComeTogether() throws {
    let first = try FactsReader().read(Self.log, file: "c.json")
    var second = FactsDocument(videos: [DescribedVideo(id: "c", durationMicroseconds: 2_000_000)])
    second.sources = [FactSource(id: "eye", kind: .person, name: "", uncertainty: 1)]
    second.facts = [
      Fact(
        id: "c/eye/1", video: "c", kind: .action, value: .text("wait"),
        span: TimeSpan(start: 0, end: 1), source: "eye")
    ]
    let both = try FactsDocument(merging: [(first, "c.json"), (second, "d.json")])
    #expect(both.videos.count == 1)
    #expect(both.facts.count == first.facts.count + 1)
    second.videos[0].durationMicroseconds = 9_000_000
    #expect(throws: AnnotationError.self) {
      try FactsDocument(merging: [(first, "c.json"), (second, "d.json")])
    }
  }
}
