import Annotations
import Frames
import Testing

/// TransNetV2, SkillDiscovery, Kinetics-GEBD and MS-TCN: numbers of frames and times of boundaries.
@Suite struct SceneFormatTests {
  private typealias Texts = ExchangeTexts

  @Test func `TransNetV2's scenes are from 0 and inclusive at both ends`() throws {
    let text = try Texts.write(TransNetScenes.self, Texts.tea())
    #expect(text == "0 119\n120 269\n")
    let back = try Texts.read(TransNetScenes.self, "0 119\r\n120 269")
    #expect(back.spans.map(\.extent) == [.frames(0..<120), .frames(120..<270)])
  }

  @Test func `SkillDiscovery's lines are inclusive at both ends`() throws {
    let text = try Texts.write(SkillDiscoveryLines.self, Texts.tea())
    #expect(text.contains("\"boundaries\":[[0,119],[120,269]]}\n"))
    let two = try Texts.read(
      SkillDiscoveryLines.self,
      "{\"file\":\"a/x.mp4\",\"boundaries\":[[0,0]]}\n\n{\"file\":\"y.mp4\",\"boundaries\":[]}\n")
    #expect(two.videos.map(\.name) == ["x", "y"])
    #expect(two.spans.map(\.extent) == [.frames(0..<1)])
  }

  @Test func `GEBD has the inner boundaries alone`() throws {
    let text = try Texts.write(EventBoundaries.self, Texts.tea())
    #expect(try JSONValue(parsing: text)["make_tea"] == .array([.number(4.004)]))
    let back = try Texts.read(EventBoundaries.self, text)
    #expect(back.spans.map(\.extent) == [Texts.times("0", "4.004"), Texts.times("4.004", "4.004")])
    let clock = FrameClock.times([0, 5, 9].map { MediaTime(value: $0, timescale: 1) })
    let known = try Texts.read(
      EventBoundaries.self, text, context: ReadingContext(file: "x", frames: 2, clock: clock))
    #expect(known.spans.last?.extent == Texts.times("4.004", "9"))
  }

  @Test func `each rater of GEBD is a tier, and all come back`() throws {
    let text = """
      {"v": {"fps": 29.97002997002997, "video_duration": 10.01, "substages_timestamps":
      [[1.5, 4], [3.9]], "f1_consis_avg": 0.7}}
      """
    let set = try Texts.read(EventBoundaries.self, text)
    #expect(set.videos[0].tiers.map { $0.spans.count } == [3, 2])
    #expect(set.videos[0].frameRate == Rational(30000, 1001))
    #expect(EventBoundaries.losses(writing: set) == [])
    #expect(try Texts.read(EventBoundaries.self, Texts.write(EventBoundaries.self, set)) == set)
  }

  private func folder(_ files: [String: String]) -> AnnotationFolder {
    AnnotationFolder(path: "set", names: files.keys.sorted()) {
      AnnotationSource(file: "set/\($0)", text: files[$0] ?? "")
    }
  }

  @Test func `a data set keeps two labels of one id, its splits and its levels`() throws {
    let set = try FrameLabels.read(
      folder([
        "groundTruth/a.txt": "cut_tomato\ncut_cheese\ncut_cheese",
        "groundTruth/b": "background\n",
        "groundTruth_phase/a.txt": "prep\nprep\nserve\n",
        "mapping/mapping.txt": "4 cut_tomato\n4 cut_cheese\n0 background\n5 prep\n6 serve",
        "splits/train.split1.bundle": "a.txt", "splits/test.split1.bundle": "b.txt\n",
        "splits/test.split2.bundle": "a.txt\n",
      ]), context: ReadingContext(file: "set"))
    #expect(set.classes.map(\.id) == [4, 4, 0, 5, 6])
    #expect(set.videos.map(\.name) == ["a", "b"])
    #expect(set.videos[0].tiers.map(\.name) == ["", "phase"])
    #expect(set.videos[0].frames == 3)
    #expect(set.videos[0]["splits"] == .array([.string("test.split2"), .string("train.split1")]))
    #expect(FrameLabels.losses(writing: set) == [])
    let files = try FrameLabels.write(set, context: WritingContext())
    let again = try FrameLabels.read(
      folder(
        Dictionary(
          uniqueKeysWithValues: files.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })),
      context: ReadingContext(file: "set"))
    #expect(again == set)
    #expect(files.allSatisfy { $0.bytes.last == 0x0A })
  }

  @Test func `a bundle that lists a video without labels is at fault`() {
    let error = #expect(throws: AnnotationError.self) {
      try FrameLabels.read(
        folder(["groundTruth/a.txt": "x\n", "splits/test.split1.bundle": "a.txt\nb.txt\n"]),
        context: ReadingContext(file: "set"))
    }
    #expect(error?.file == "set/splits/test.split1.bundle" && error?.place == "line 2")
  }

  @Test func `spans that overlap give a frame to the one that started last, gaps to background`()
    throws
  {
    var video = AnnotatedVideo(
      name: "x",
      spans: [
        AnnotatedSpan(.frames(1..<6), label: "a"), AnnotatedSpan(.frames(2..<4), label: "b"),
      ])
    video.frames = 8
    let set = AnnotationSet(videos: [video])
    let text = try Texts.write(FrameLabels.self, set)
    #expect(text == "background\na\nb\nb\na\na\nbackground\nbackground\n")
    let kinds = FrameLabels.losses(writing: set).map(\.kind)
    #expect(kinds.contains(.overlaps) && kinds.contains(.gaps))
  }

  @Test func `a document of another format's spans tiles, with gaps unlabelled`() throws {
    var video = AnnotatedVideo(
      name: "x", spans: [AnnotatedSpan(.frames(10..<20), label: "a", score: 0.5)])
    video.clock = .rate(Rational(30000, 1001))
    video.frames = 30
    let text = try Texts.write(SegmentsFormat.self, AnnotationSet(videos: [video]))
    let document = try SegmentsDocument(text: text, file: "x")
    #expect(document.segments.map(\.start.index) == [0, 10, 20])
    #expect(document.segments.map(\.label) == [nil, "a", nil])
    #expect(document.segments[1].start.time == MediaTime(value: 10010, timescale: 30000))
    #expect(document.video.averageFrameRate == Rational(30000, 1001))
  }

  @Test func `a document that changed only its labels keeps all else, unknown keys too`() throws {
    for seed in 0..<40 {
      var generator = Generator(seed: seed)
      let document = generator.document()
      var set = AnnotationSet(videos: [AnnotatedVideo(document)])
      #expect(
        try Texts.write(SegmentsFormat.self, set) == document.text(), "seed \(seed)")
      set.videos[0].tiers[0].spans[0].label = "new"
      var expected = document
      expected.segments[0].label = "new"
      #expect(try Texts.write(SegmentsFormat.self, set) == expected.text(), "seed \(seed)")
    }
  }
}
