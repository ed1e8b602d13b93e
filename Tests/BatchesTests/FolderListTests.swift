import Batches
import Foundation
import Testing

@Suite struct FolderListTests {
  private func ids(_ sources: [String], excluding: String? = nil) throws -> [String] {
    var reading = VideoList.Reading()
    reading.excluded = excluding
    return try VideoList(sources, reading: reading).entries.map(\.id)
  }

  @Test func `A folder gives its videos, however deep, in order`() throws {
    try inFolder { folder in
      for name in [
        "b.mp4", "a.MKV", "sub/c.webm", "sub/deep/d.mov", "notes.txt", ".hidden/e.mp4", ".f.mp4",
        "demo.skillet/clips/0.mp4", "out/clip.mp4", "noending",
      ] { try folder.write(name) }
      #expect(
        try ids([folder.path], excluding: "\(folder.path)/out")
          == ["a", "b", "sub/c", "sub/deep/d"])
    }
  }

  @Test func `Two videos that would be called alike keep their endings`() throws {
    try inFolder { folder in
      for name in ["a.mp4", "a.mkv", "b.mp4"] { try folder.write(name) }
      #expect(try ids([folder.path]) == ["a.mkv", "a.mp4", "b"])
    }
  }

  @Test func `A loop of links ends, and says so`() throws {
    try inFolder { folder in
      try folder.write("sub/a.mp4")
      try folder.link("sub/up", to: "..")
      try folder.link("sub/self", to: "self")
      let list = try VideoList([folder.path])
      #expect(list.entries.map(\.id) == ["sub/a"])
      #expect(list.notes.count == 1)
      #expect(list.notes.first?.contains("sub/up: leads to a folder that was read already") == true)
    }
  }

  @Test func `A link to a video that is gone is a fault, not a silence`() throws {
    try inFolder { folder in
      try folder.write("a.mp4")
      try folder.link("b.mp4", to: "nowhere.mp4")
      let list = try VideoList([folder.path])
      #expect(list.entries.map(\.id) == ["a"])
      #expect(list.faults.count == 1)
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func `A folder that cannot be read is a fault`() throws {
    try inFolder { folder in
      try folder.write("a.mp4")
      try folder.write("closed/b.mp4")
      unsafe chmod("\(folder.path)/closed", 0)
      defer { unsafe chmod("\(folder.path)/closed", 0o755) }
      #expect(try VideoList([folder.path]).faults.count == 1)
      #expect(throws: BatchError.self) { try VideoList(["\(folder.path)/closed"]) }
    }
  }

  @Test(arguments: [
    ("*.mp4", ["a", "b"]), ("**/*.mp4", ["a", "b", "s/c", "s/t/d"]), ("s/*", ["c"]),
    ("?.mp4", ["a", "b"]), ("[!a].mp4", ["b"]), ("{a,s/c}.mp4", ["a", "s/c"]),
    ("s/**", ["c", "t/d"]),
    ("[a-b].mp4", ["a", "b"]), ("**/t/*", ["s/t/d"]),
  ])
  func `A pattern takes what fits`(pattern: String, found: [String]) throws {
    try inFolder { folder in
      for name in ["a.mp4", "b.mp4", "s/c.mp4", "s/t/d.mp4"] { try folder.write(name) }
      #expect(try ids(["\(folder.path)/\(pattern)"]) == found)
    }
  }

  @Test func `Several sources are called by their paths below the common folder, each once`() throws
  {
    try inFolder { folder in
      for name in ["x/a.mp4", "y/a.mp4", "y/b.mp4"] { try folder.write(name) }
      #expect(
        try ids(["\(folder.path)/x", "\(folder.path)/y", "\(folder.path)/y/*.mp4"])
          == ["x/a", "y/a", "y/b"])
    }
  }

  @Test(arguments: ["none", "none*", "empty"])
  func `Where there is no video, it says so`(name: String) throws {
    try inFolder { folder in
      try folder.write("empty/x.txt")
      let error = #expect(throws: BatchError.self) { try VideoList(["\(folder.path)/\(name)"]) }
      #expect(error?.kind == .noInput)
    }
  }
}
