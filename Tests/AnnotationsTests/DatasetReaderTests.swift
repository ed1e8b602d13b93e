import Annotations
import Frames
import Testing

/// The data sets that are only read.
@Suite struct DatasetReaderTests {
  private typealias Texts = ExchangeTexts

  private static let epic = """
    narration_id,participant_id,video_id,narration_timestamp,start_timestamp,stop_timestamp,\
    start_frame,stop_frame,narration,verb,verb_class,noun,noun_class,all_nouns,all_noun_classes
    P01_01_0,P01,P01_01,00:00:01.089,00:00:00.14,00:00:03.37,8,202,open door,open,3,door,3,\
    ['door'],[3]
    P01_01_1,P01,P01_01,00:00:02.629,00:00:02.5,00:01:06.170,264,370,"put down, plate",put-down,1,\
    plate,2,"['plate', 'cup']","[2, 13]"
    P01_02_0,P01,P01_02,01:00:01.000,01:00:00.00,01:00:01.25,215784,215859,stir,stir,4,pan,5,\
    ['pan'],[5]

    """

  @Test func `EPIC-KITCHENS keeps every column and its overlaps`() throws {
    let set = try Texts.read(EpicKitchensTable.self, Self.epic)
    #expect(set.videos.map(\.name) == ["P01_01", "P01_02"])
    let spans = set.videos[0].spans
    #expect(spans.map(\.extent) == [Texts.times("0.14", "3.37"), Texts.times("2.5", "66.17")])
    #expect(set.videos[1].spans[0].extent == Texts.times("3600", "3601.25"))
    #expect(spans[1].label == "put down, plate" && spans[1].place.description == "line 3")
    #expect(spans[1]["all_noun_classes"] == .string("[2, 13]"))
    #expect(spans[0]["start_frame"] == .integer(8) && spans[0]["verb_class"] == .integer(3))
    #expect(spans[0].attributes.count == 11)
    #expect(set.videos[0].tiers[0].meeting(in: set.videos[0]).overlaps)
    // Where the target can hold them, they survive.
    for format in [TimelineInterchange.self, COIN.self, VIA.self] as [any WritableFormat.Type] {
      let files = try format.write(set, context: WritingContext())
      let back = try format.read(
        AnnotationSource(file: files[0].name, bytes: files[0].bytes),
        context: ReadingContext(file: "x"))
      #expect(back.videos[0].spans.map(\.extent) == spans.map(\.extent))
      #expect(back.videos[0].spans.map(\.label) == spans.map(\.label))
      #expect(back.videos[0].spans[1]["noun"] == .string("plate"))
    }
  }

  @Test(arguments: [
    ("00:00:03.37", "3:61", "line 2"), ("00:00:03.37", "00:00:00.1", "line 2"),
    ("00:00:03.37", "soon", "line 2"), ("stop_timestamp", "stop", "line 1"),
    ("P01_02,01", ",01", "line 4"), (",[5]", "", "line 4"),
  ]) func `a fault of EPIC-KITCHENS has its line`(old: String, new: String, place: String) {
    let fault = Texts.fault(EpicKitchensTable.self, Self.epic.replacing(old, with: new))
    #expect(fault?.place == place, "\(String(describing: fault))")
  }

  @Test func `CaptainCook4D's left-out steps are no spans`() throws {
    let text = """
      {"annotations": {"1_14": {"activity_name": "Eggs", "segments": [
      {"step_id": 12, "start_time": 0.799, "end_time": 87.74, "step_name": "Cut", "has_errors": false},
      {"step_id": 3, "start_time": -1.0, "end_time": -1.0, "step_name": "Coat"}]}}}
      """
    let set = try Texts.read(CookingRecordings.self, text)
    #expect(set.spans.map(\.extent) == [Texts.times("0.799", "87.74")])
    #expect(set.spans[0].skill == 12 && set.spans[0].label == "Cut")
    #expect(set.videos[0]["missing_steps"] == .array([.string("Coat")]))
  }

  @Test func `CrossTask's steps have an order and no times, which is said`() throws {
    let set = try Texts.read(
      CrossTaskSteps.self, "[\"pour water <-> stir <-> \", \"stir <-> drink\"]")
    #expect(
      set.videos.map { $0.spans.map(\.label) } == [["pour water", "stir"], ["stir", "drink"]])
    let error = #expect(throws: AnnotationError.self) { try Texts.write(WebVTT.self, set) }
    #expect(error != nil)
  }

  @Test func `a simulator's levels are tiers, and come back from formats with parents`() throws {
    let text = """
      {"video": "m.mp4", "fps": 25, "frames": 9, "width": 8, "height": 6, "actions": [1, 2],
      "seed": 3, "segments": [{"start_frame": 0, "end_frame": 5, "skill": "push", "quality": 4},
      {"start_frame": 5, "end_frame": 9, "skill": "pull"}], "stages": [
      {"start_frame": 0, "end_frame": 9, "stage": "push/lift"}]}
      """
    let set = try Texts.read(SimulatorRecording.self, text)
    let video = set.videos[0]
    #expect(video.tiers.map(\.name) == ["skills", "stages"] && video.tiers[1].parent == "skills")
    #expect(video.tiers[0].spans.map(\.extent) == [.frames(0..<5), .frames(5..<9)])
    #expect(video.attributes.map(\.key) == ["seed"] && video.frames == 9)
    let again = try Texts.read(
      TimelineInterchange.self, Texts.write(TimelineInterchange.self, set))
    #expect(again.videos[0].tiers == video.tiers)
    #expect(TimelineInterchange.losses(writing: set) == [])
  }

  @Test func `an index of clips is a video a clip`() throws {
    let text = """
      {"domain": "crafter", "clips": [{"video": "a.mp4", "skill": "wood", "fps": 20, "frames": 17,
      "quality": 4}]}
      """
    let set = try Texts.read(SimulatorRecording.self, text)
    #expect(set.videos[0].name == "a" && set.spans.map(\.extent) == [.frames(0..<17)])
    #expect(set.spans[0].label == "wood" && set.videos[0]["quality"] == .integer(4))
  }
}
