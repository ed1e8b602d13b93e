import Foundation
import Testing

/// What `skillet discover` refuses: one line, the right exit code, nothing written.
@Suite struct DiscoverBadInputTests {
  private func expect(
    _ arguments: [String], _ code: Int32, _ words: String, in box: Sandbox,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try box.contents()
    let outcome = try Tool.run(["discover"] + arguments, in: box)
    #expect(outcome.code == code, "\(outcome.story)", sourceLocation: location)
    if code != 64 {
      #expect(outcome.complaints.count == 1, "\(outcome.story)", sourceLocation: location)
    }
    #expect(outcome.err.contains(words), "\(outcome.story)", sourceLocation: location)
    try box.expectUntouched(before, outcome.story, location: location)
  }

  @Test func documentsThatAreNone() throws {
    try inSandbox { box in
      try DiscoverTests.document(in: box)
      try expect([], 64, "document", in: box)
      try expect(["gone.json", "--out", "o"], 66, "no such file", in: box)
      try box.write("empty/readme.txt", Array("x".utf8))
      try expect(["empty", "--out", "o"], 66, "no segments document", in: box)
      try box.write("broken.json", Array("{\"schema\": ".utf8))
      try expect(["broken.json", "--out", "o"], 65, "broken.json", in: box)
      try expect(["twice.skillet", "twice.skillet", "--out", "o"], 65, "given twice", in: box)
      try box.copy(box.path("twice.skillet/segments.json"), as: "again.json")
      try expect(["twice.skillet", "again.json", "--out", "o"], 65, "is also cut by", in: box)
      try expect(["twice.skillet", "--report"], 64, "--report needs --out", in: box)
      try expect(["twice.skillet", "--skills", "0"], 64, "--skills", in: box)
      try expect(["twice.skillet", "--labels", "gone", "--out", "o"], 66, "gone", in: box)
      try expect(["twice.skillet", "--actions", "--out", "o"], 66, "actions", in: box)
      try box.write("taken/skills.json", [])
      try expect(["twice.skillet", "--out", "taken"], 73, "--force", in: box)
      try box.write("file", [])
      try expect(["twice.skillet", "--out", "file"], 73, "in the way", in: box)
    }
  }

  @Test func videosThatAreGoneOrChanged() throws {
    try inSandbox { box in
      try DiscoverTests.document(in: box)
      try FileManager.default.moveItem(atPath: box.path("twice.mp4"), toPath: box.path("moved.mp4"))
      try expect(["twice.skillet", "--out", "o"], 66, "--videos", in: box)
      try box.copy(try Fixture.still(), as: "twice.mp4")
      try expect(["twice.skillet", "--out", "o"], 65, "shows 50 frames", in: box)
      try FileManager.default.removeItem(atPath: box.path("twice.mp4"))
      // The same pictures in another file.
      var bytes = try box.data("moved.mp4")
      bytes.append(contentsOf: [0, 0, 0, 8, 0x66, 0x72, 0x65, 0x65])
      try box.write("elsewhere/twice.mp4", bytes)
      var text = try box.text("twice.skillet/segments.json")
      let digest = String(repeating: "0", count: 64)
      if !text.contains("\"sha256\": null") {
        text = text.replacing(/"sha256": "[0-9a-f]+"/, with: "\"sha256\": \"\(digest)\"")
      } else {
        text = text.replacingOccurrences(of: "\"sha256\": null", with: "\"sha256\": \"\(digest)\"")
      }
      try box.write("twice.skillet/segments.json", Array(text.utf8))
      let outcome = try Tool.run(
        ["discover", "twice.skillet", "--videos", "elsewhere"], in: box)
      #expect(outcome.code == 0, "\(outcome.story)")
      #expect(outcome.err.contains("has changed since"), "\(outcome.story)")
    }
  }

  @Test func skillsThatAreBroken() throws {
    try inSandbox { box in
      try DiscoverTests.document(in: box)
      #expect(try Tool.run(["discover", "twice.skillet", "--out", "one"], in: box).code == 0)
      let text = try box.text("one/skills.json")
      try expect(["twice.skillet", "--known", "gone", "--out", "o"], 66, "gone", in: box)
      for (number, change) in [
        ("skillet.skills/1", "skillet.skills/9"), ("\"reach\"", "\"reaches\""),
        ("\"centroid\": [", "\"centroid\": [0, "), ("\"mean\": [", "\"mean\": [0, "),
        ("\"generation\"", "\"generations\""), ("\"skill\": 2", "\"skill\": 1"),
      ].enumerated() {
        let name = "broken-\(number).json"
        let changed = text.replacingOccurrences(of: change.0, with: change.1)
        try #require(changed != text, "\(change)")
        try box.write(name, Array(changed.utf8))
        try expect(["twice.skillet", "--known", name, "--out", "o"], 65, name, in: box)
      }
      try box.write("half.json", text.utf8.prefix(text.utf8.count / 2))
      try expect(["twice.skillet", "--known", "half.json", "--out", "o"], 65, "half.json", in: box)
    }
  }

  @Test func oneSegmentAndSegmentsThatAreAllEqual() throws {
    try inSandbox { box in
      try box.copy(try Fixture.still(), as: "still.mp4")
      let cut = try Tool.run(["segment", "still.mp4"], in: box)
      try #require(cut.code == 0, "\(cut.story)")
      let one = try Tool.run(["discover", "still.skillet", "--out", "one"], in: box)
      #expect(one.code == 0 && one.out.contains("1 skill in 1 segment"), "\(one.story)")
      try Self.split("still.skillet/segments.json", every: 10, in: box)
      let equal = try Tool.run(["discover", "still.skillet", "--out", "equal"], in: box)
      #expect(equal.code == 0 && equal.out.contains("1 skill in "), "\(equal.story)")
    }
  }

  /// Cuts a document of one segment into equal ones.
  private static func split(_ path: String, every step: Int, in box: Sandbox) throws {
    var document = try box.json(path)
    let segments = try #require(document["segments"] as? [[String: Any]])
    let end = try #require(segments[0]["end"] as? [String: Any])
    let frames = try #require(end["frame"] as? Int)
    let ticks = try #require(end["pts"] as? Int) / frames
    func time(_ frame: Int) -> [String: Any] { ["frame": frame, "pts": ticks * frame] }
    document["segments"] = stride(from: 0, to: frames, by: step).map { start -> [String: Any] in
      ["index": start / step, "start": time(start), "end": time(start + step)]
    }
    try box.write(path, try JSONSerialization.data(withJSONObject: document))
  }
}
