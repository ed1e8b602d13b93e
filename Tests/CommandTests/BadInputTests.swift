import Foundation
import Testing

/// Bad input gives one line that names the file, the fault and a way out, soon, and leaves nothing.
@Suite struct BadInputTests {
  /// The commands that read a video.
  static let readers = [
    ["segment", "--report", "--out", "out"], ["inspect", "--json"], ["features", "--out", "f.npy"],
    ["segment", "--dry-run"],
  ]

  /// Runs every reader on a file and checks how it refuses it.
  private func expectRefusal(
    _ path: String, code: Int32, _ words: String, in box: Sandbox,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try box.contents()
    for reader in Self.readers {
      // A file whose fault shows only when it is decoded is not a dry run's business.
      if reader.contains("--dry-run"), words == "not one frame" { continue }
      let run = try Tool.run([reader[0], path] + reader.dropFirst(), in: box, limit: 20)
      #expect(run.code == code, "\(run.story)", sourceLocation: location)
      #expect(run.out == "", "\(run.story)", sourceLocation: location)
      #expect(run.complaints.count == 1, "not one line: \(run.story)", sourceLocation: location)
      #expect(
        run.err.hasPrefix("skillet: \(path): cannot "), "no name: \(run.story)",
        sourceLocation: location)
      #expect(run.err.contains(words), "not \(words): \(run.story)", sourceLocation: location)
      #expect(run.err.contains("; "), "no advice: \(run.story)", sourceLocation: location)
      #expect(run.seconds < 10, "\(run.seconds) s: \(run.story)", sourceLocation: location)
      try box.expectUntouched(before, run.story, location: location)
    }
  }

  @Test func whatIsNoFileIsNotFound() throws {
    try inSandbox { box in
      try box.write("folder/inner.mp4", [])
      try expectRefusal("missing.mp4", code: 66, "no such file", in: box)
      try expectRefusal("folder", code: 66, "folder", in: box)
      try expectRefusal("/dev/zero", code: 66, "regular file", in: box)
      try expectRefusal("folder/inner.mp4/x.mp4", code: 66, "no such file", in: box)
      try expectRefusal("http://127.0.0.1:9/a.mp4", code: 66, "no such file", in: box)
      try expectRefusal("concat:a.mp4|b.mp4", code: 66, "no such file", in: box)
      try expectRefusal("-", code: 66, "standard input", in: box)
    }
  }

  @Test func aNamedPipeDoesNotHang() throws {
    try inSandbox { box in
      try Fixture.run("mkfifo", [box.path("pipe.mp4")])
      try expectRefusal("pipe.mp4", code: 66, "named pipe", in: box)
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func aFileWithoutPermissionIsNotReadable() throws {
    try inSandbox { box in
      try box.write("secret.mp4", [1, 2, 3])
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o000], ofItemAtPath: box.path("secret.mp4"))
      let run = try Tool.run(["segment", "secret.mp4"], in: box)
      #expect(run.code == 66, "\(run.story)")
      #expect(run.err.contains("no permission"), "\(run.story)")
    }
  }

  @Test func whatIsNoVideoIsBadData() throws {
    try inSandbox { box in
      try box.write("empty.mp4", [])
      try expectRefusal("empty.mp4", code: 65, "empty", in: box)
      try box.write("recipe.mp4", Array("Take two eggs and beat them.\n".utf8))
      try expectRefusal("recipe.mp4", code: 65, "not a video", in: box)
      try box.write("zeros.mp4", [UInt8](repeating: 0, count: 100_000))
      try expectRefusal("zeros.mp4", code: 65, "not a video", in: box)
      try box.copy(
        Fixture.make("sound.mp4", "-f lavfi -i sine=d=1 -c:a aac"), as: "sound.mp4")
      try expectRefusal("sound.mp4", code: 65, "sound only", in: box)
    }
  }

  @Test func aNameWithBlanksQuotesAndLineBreaksStaysOneLine() throws {
    try inSandbox { box in
      let run = try Tool.run(["segment", "a 'strange'\n\u{1B}[31mname.mp4"], in: box)
      #expect(run.code == 66, "\(run.story)")
      #expect(run.complaints.count == 1, "\(run.story)")
      #expect(!run.err.contains("\u{1B}"), "an escape reached the terminal")
    }
  }

  @Test func aPictureOfNineHundredMillionPixelsIsRefused() throws {
    try inSandbox { box in
      var bytes = Array(
        try Data(
          contentsOf: URL(
            fileURLWithPath: Fixture.make(
              "small.png", "-f lavfi -i testsrc2=s=64x36 -frames:v 1"))))
      bytes.replaceSubrange(16..<24, with: [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30])
      try box.write("huge.png", bytes)
      try expectRefusal("huge.png", code: 65, "30000x30000", in: box)
    }
  }

  @Test(arguments: ["list.m3u8", "list.mp4", "list.ffconcat", "list.sdp"])
  func aPlaylistOpensNoOtherFile(name: String) throws {
    try inSandbox { box in
      let video = try Fixture.still()
      let text =
        switch name {
        case "list.ffconcat": "ffconcat version 1.0\nfile '\(video)'\n"
        case "list.sdp":
          "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\n"
        default: "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n\(video)\n#EXT-X-ENDLIST\n"
        }
      try box.write(name, Array(text.utf8))
      try expectRefusal(name, code: 65, "playlist", in: box)
    }
  }

  @Test func theFaultOfAnUnfinishedRecordingIsNamed() throws {
    try inSandbox { box in
      let whole = try Data(contentsOf: URL(fileURLWithPath: Fixture.scenes()))
      try box.write("half.mp4", whole.prefix(whole.count / 2))
      try expectRefusal("half.mp4", code: 65, "moov", in: box)
    }
  }
}
