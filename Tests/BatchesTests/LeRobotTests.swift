import Batches
import Testing

@Suite struct LeRobotTests {
  private let features = """
    "features": {"observation.images.top": {"dtype": "video"}, "observation.images.wrist":
    {"dtype": "video"}, "action": {"dtype": "float32"}}, "splits": {"train": "0:1", "val": "1:9"}
    """

  private func writeV2(_ folder: Folder) throws {
    try folder.write(
      "meta/info.json",
      """
      {"codebase_version": "v2.1", "chunks_size": 1000, "fps": 30, "video_path":
      "videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}.mp4", \(features)}
      """)
    try folder.write(
      "meta/episodes.jsonl",
      """
      {"episode_index": 0, "tasks": ["make tea"], "length": 90}
      {"episode_index": 1001, "tasks": ["pour"], "length": 60}
      """)
  }

  @Test func `Version 2.1 gives a file an episode and camera`() throws {
    try inFolder { folder in
      try writeV2(folder)
      let entries = try VideoList([folder.path]).entries
      #expect(
        entries.map(\.id) == [
          "episode_000000/observation.images.top", "episode_000000/observation.images.wrist",
          "episode_001001/observation.images.top", "episode_001001/observation.images.wrist",
        ])
      #expect(
        entries[2].path
          == "\(folder.path)/videos/chunk-001/observation.images.top/episode_001001.mp4")
      #expect(entries[0].split == "train")
      #expect(entries[2].split == nil)
      #expect(
        entries[0].columns
          == "{\"episode_index\":0,\"camera\":\"observation.images.top\",\"tasks\":[\"make tea\"],\"length\":90}"
      )
      #expect(entries.allSatisfy { $0.span == nil })
    }
  }

  @Test func `One camera can be taken, by the last part of its name`() throws {
    try inFolder { folder in
      try writeV2(folder)
      var reading = VideoList.Reading()
      reading.cameras = ["wrist"]
      #expect(
        try VideoList([folder.path], reading: reading).entries.map(\.id)
          == ["episode_000000", "episode_001001"])
      reading.cameras = ["side"]
      #expect(throws: BatchError.self) { try VideoList([folder.path], reading: reading) }
    }
  }

  private func writeV3(_ folder: Folder, to: String = "6.5") throws {
    try folder.write(
      "meta/info.json",
      """
      {"codebase_version": "v3.0", "fps": 30, "video_path":
      "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4", \(features)}
      """)
    let camera = "videos/observation.images.top"
    let other = "videos/observation.images.wrist"
    try folder.write(
      "meta/episodes.jsonl",
      """
      {"episode_index": 1, "\(camera)/chunk_index": 0, "\(camera)/file_index": 2, \
      "\(camera)/from_timestamp": 3.25, "\(camera)/to_timestamp": \(to), \
      "\(other)/chunk_index": 1, "\(other)/file_index": 0, \
      "\(other)/from_timestamp": 0.0, "\(other)/to_timestamp": 3.25, "tasks": ["x"], "length": 97}
      """)
  }

  @Test func `Version 3 gives stretches of files`() throws {
    try inFolder { folder in
      try writeV3(folder)
      let entries = try VideoList([folder.path]).entries
      #expect(
        entries[0].path
          == "\(folder.path)/videos/observation.images.top/chunk-000/file-002.mp4")
      #expect(entries[0].span == 3.25..<6.5)
      #expect(entries[1].path.hasSuffix("wrist/chunk-001/file-000.mp4"))
      #expect(entries[1].span == 0..<3.25)
    }
  }

  @Test func `Of version 3 without JSON it is said what to do`() throws {
    try inFolder { folder in
      try writeV3(folder)
      try folder.write("meta/episodes/chunk-000/file-000.parquet")
      try folder.write("elsewhere.json", "[]")
      try folder.write(
        "bridge.json",
        """
        {"schema": "skillet.lerobot/1", "fps": 30, "episodes": [
        {"episode_index": 4, "length": 9, "videos": {"observation.images.top":
        {"chunk_index": 0, "file_index": 1, "from_timestamp": 1.0, "to_timestamp": 1.3},
        "observation.images.wrist":
        {"chunk_index": 0, "file_index": 1, "from_timestamp": 1.0, "to_timestamp": 1.3}}}]}
        """)
      var reading = VideoList.Reading()
      reading.episodes = "\(folder.path)/elsewhere.json"
      #expect(try VideoList([folder.path], reading: reading).entries.isEmpty)
      reading.episodes = "\(folder.path)/bridge.json"
      #expect(try VideoList([folder.path], reading: reading).entries[0].span == 1..<1.3)
      reading.episodes = "\(folder.path)/none.json"
      #expect(throws: BatchError.self) { try VideoList([folder.path], reading: reading) }
    }
  }

  @Test(arguments: [
    ("{\"codebase_version\": \"v9\", ", "v9"), ("{\"codebase_version\": 1, \"x\": ", ""),
    ("", "cannot read JSON"),
  ])
  func `What is no such data set is refused`(head: String, complaint: String) throws {
    try inFolder { folder in
      try writeV2(folder)
      try folder.write("meta/info.json", head.isEmpty ? "{" : "\(head)\(features)}")
      let error = #expect(throws: BatchError.self) { try VideoList([folder.path]) }
      #expect(error?.description.contains(complaint) == true, "\(error?.description ?? "")")
    }
  }

  @Test func `An episode that ends before it begins is refused with its place`() throws {
    try inFolder { folder in
      try writeV3(folder, to: "1.0")
      let error = #expect(throws: BatchError.self) { try VideoList([folder.path]) }
      #expect(error?.description.contains("line 1: episode 1 ends at 1.0") == true)
    }
  }

  @Test func `A path that leads out of the data set is refused`() throws {
    try inFolder { folder in
      try writeV2(folder)
      try folder.write(
        "meta/info.json",
        "{\"codebase_version\": \"v2.1\", \"video_path\": \"../{episode_index}.mp4\", \(features)}")
      #expect(throws: BatchError.self) { try VideoList([folder.path]) }
    }
  }
}
