import Annotations
import Frames
import Testing

/// What LeRobot and its bridge pass around.
@Suite struct LeRobotTests {
  private typealias Texts = ExchangeTexts

  private func folder(_ files: [String: String]) -> AnnotationFolder {
    AnnotationFolder(path: "set", names: files.keys.sorted()) { (name) throws(AnnotationError) in
      AnnotationSource(file: "set/\(name)", text: files[name] ?? "")
    }
  }

  @Test func `episodes come back with their levels`() throws {
    var set = Texts.tea()
    set.videos[0].name = "episode_000003"
    set.videos[0].tiers.append(
      AnnotationTier(name: "dense", spans: [AnnotatedSpan(.frames(0..<270), label: "all")]))
    set.videos[0].tiers[0].name = "sparse"
    let text = try Texts.write(LeRobotEpisodes.self, set)
    #expect(text.contains("\"episode_index\": 3") && text.contains("\"length\": 270"))
    let back = try Texts.read(LeRobotEpisodes.self, text).videos[0]
    #expect(back.name == "episode_000003" && back.clock == .rate(Rational(30000, 1001)))
    #expect(back.tiers.map(\.name) == ["sparse", "dense"])
    #expect(back.spans.map(\.extent.frames) == [0..<120, 120..<270, 0..<270])
  }

  @Test func `episodes of two rates are refused`() throws {
    var set = Texts.tea()
    set.videos.append(set.videos[0])
    set.videos[1].name = "other"
    (set.videos[1].clock, set.videos[1].frameRate) = (.rate(Rational(25, 1)), nil)
    #expect(throws: AnnotationError.self) { try Texts.write(LeRobotEpisodes.self, set) }
  }

  @Test func `a staged row has sorted keys, and lasts until the next of its style`() throws {
    var set = Texts.tea()
    set.videos[0].name = "episode_000012"
    let files = try LeRobotStaging.write(set, context: WritingContext())
    #expect(files.map(\.name) == ["episode_000012/plan.jsonl"])
    let text = String(decoding: files[0].bytes, as: UTF8.self)
    #expect(
      text.split(separator: "\n").first
        == "{\"camera\":null,\"content\":\"fill kettle\",\"role\":\"assistant\",\"style\":\"subtask\",\"timestamp\":0.0,\"tool_calls\":null}"
    )
    var context = ReadingContext(file: "plan.jsonl", frames: 270)
    context.clock = set.videos[0].clock
    let back = try Texts.read(
      LeRobotStaging.self, text, file: "x/episode_000012/plan.jsonl", context: context)
    #expect(back.videos[0].name == "episode_000012")
    #expect(back.spans.map(\.extent) == [Texts.times("0", "4.004"), Texts.times("4.004", "9.009")])
    #expect(Texts.fault(LeRobotStaging.self, text)?.place == "line 2")
    var open = ReadingContext(file: "plan.jsonl")
    open.allowsOpenEnd = true
    let checked = try Texts.read(LeRobotStaging.self, text, context: open)
    #expect(
      checked.spans.map(\.extent) == [Texts.times("0", "4.004"), Texts.times("4.004", "4.004")])
  }

  @Test func `a folder of staged rows has a video an episode and a tier a style`() throws {
    let template = "{\"role\":\"assistant\",\"content\":\"C\",\"style\":\"S\",\"timestamp\":T}\n"
    func row(_ style: String, _ content: String, _ time: String) -> String {
      template.replacing("C", with: content).replacing("\"S\"", with: "\"\(style)\"")
        .replacing("T", with: time)
    }
    let staged = folder([
      "episode_000001/plan.jsonl": row("subtask", "a", "0.0") + row("plan", "p", "0.0")
        + row("plan", "q", "1.5") + row("subtask", "b", "1.5"),
      "episode_000001/vqa.jsonl": row("vqa", "?", "0.5"), "episode_000000/plan.jsonl": "", "x": "",
    ])
    #expect(LeRobotStaging.sniff(staged) && !LeRobotMeta.sniff(staged))
    var context = ReadingContext(file: "set", frames: 60)
    context.clock = .rate(Rational(30, 1))
    let set = try LeRobotStaging.read(staged, context: context)
    #expect(set.videos.map(\.name) == ["episode_000000", "episode_000001"])
    #expect(set.videos[1].tiers.map(\.name) == ["", "plan", "vqa"])
    #expect(set.videos[1].tiers[2].spans[0].extent == Texts.times("0.5", "0.5"))
  }

  @Test(arguments: [
    ("{\"style\": \"dance\", \"timestamp\": 0}", "line 1.style", "not one of LeRobot's"),
    ("{\"timestamp\": 0}", "line 1", "neither style nor tool_calls"),
    ("\n{\"style\": \"vqa\", \"timestamp\": \"0\"}", "line 2.timestamp", "seconds"),
    ("{\"style\": \"vqa\"}", "line 1.timestamp", "missing"), ("[1", "line 1, column 3", "comma"),
  ]) func `a fault of a staged row names its line`(text: String, place: String, reason: String) {
    let fault = Texts.fault(LeRobotStaging.self, text)
    #expect(
      fault?.place == place && fault?.reason.contains(reason) == true,
      "\(String(describing: fault))")
  }

  private static let info = """
    {"codebase_version": "v2.1", "fps": 30, "chunks_size": 2,
    "video_path": "videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}.mp4",
    "features": {"action": {"dtype": "float32"}, "observation.images.top": {"dtype": "video"}}}
    """

  @Test func `the meta folder of version 2 tells episodes, tasks and SARM's subtasks`() throws {
    let data = folder([
      "meta/info.json": Self.info,
      "meta/tasks.jsonl": "{\"task_index\": 0, \"task\": \"make tea\"}\n",
      "meta/episodes.jsonl": """
      {"episode_index": 0, "tasks": ["make tea"], "length": 270}
      {"episode_index": 3, "tasks": ["make tea"], "length": 10, "subtask_names": ["a", "b"], "subtask_start_frames": [0, 4], "subtask_end_frames": [4, 9]}
      """,
    ])
    #expect(LeRobotMeta.sniff(data))
    let set = try LeRobotMeta.read(data, context: ReadingContext(file: "set"))
    #expect(set.classes == [LabelClass(name: "make tea", id: 0)])
    #expect(set.videos.map(\.frames) == [270, 10])
    #expect(set.videos[1].path == "videos/chunk-001/observation.images.top/episode_000003.mp4")
    #expect(set.videos[1].tiers.map(\.name) == ["task", "sparse"])
    #expect(set.videos[1].tiers[1].spans.map(\.extent) == [.frames(0..<4), .frames(4..<10)])
  }

  @Test(arguments: [
    ("v3.0", "{\"episode_index\": 0, \"length\": 1}", "Python bridge"),
    ("v2.1", "{\"episode_index\": 0}", "length"),
    ("v2.1", "{\"episode_index\": 0, ", "line 1, column 22"),
    ("v2.1", "{\"episode_index\": 0, \"length\": -1}", "at least 0"),
    ("v2.1", "{\"episode_index\":0,\"length\":1}\n{\"episode_index\":0,\"length\":1}", "twice"),
  ]) func `a fault of the meta folder is told`(version: String, episodes: String, reason: String) {
    let data = folder([
      "info.json": Self.info.replacing("v2.1", with: version), "episodes.jsonl": episodes,
    ])
    do {
      _ = try LeRobotMeta.read(data, context: ReadingContext(file: "set"))
      Issue.record("no fault")
    } catch {
      #expect("\(error)".contains(reason), "\(error)")
    }
  }
}
