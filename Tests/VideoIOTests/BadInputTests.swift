import Foundation
import Frames
import Testing
import VideoIO

/// Bad input gives one clear error, soon, and with little memory.
@Suite struct BadInputTests {
  static let source = "-f lavfi -i testsrc2=s=64x36:r=25:d=1"

  /// Opens and reads a file to its end, and gives the error.
  private func fault(
    _ path: String, _ kind: VideoError.Kind, _ words: String,
    location: SourceLocation = #_sourceLocation
  ) {
    let start = ContinuousClock.now
    let error = #expect(throws: VideoError.self, sourceLocation: location) {
      var reader = try VideoReader(path)
      while try reader.next() != nil {}
    }
    #expect(ContinuousClock.now - start < .seconds(5), "it took too long", sourceLocation: location)
    guard let error else { return }
    #expect(error.kind == kind, "\(error)", sourceLocation: location)
    #expect(error.path == path, sourceLocation: location)
    #expect(!error.advice.isEmpty, "\(error)", sourceLocation: location)
    #expect(
      words.isEmpty || error.description.contains(words), "\(error)", sourceLocation: location)
  }

  private func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let url = Fixture.folder.appendingPathComponent(name)
    try Data(Array(bytes)).write(to: url)
    return url.path
  }

  @Test func aNameThatIsNoFileIsNotFound() throws {
    fault("/no/such/file.mp4", .noInput, "no such file")
    fault(Fixture.folder.path, .noInput, "folder")
    fault("-", .noInput, "standard input")
    fault("/dev/zero", .noInput, "regular file")
    fault(String(repeating: "x", count: 5000), .noInput, "too long")
    fault("a\0b.mp4", .noInput, "zero byte")
    for name in ["http://127.0.0.1:1/x.mp4", "concat:a|b", "data:,x", "pipe:0", "subfile:x", ""] {
      fault(name, .noInput, "no such file")
    }
  }

  @Test func aNamedPipeDoesNotHang() throws {
    let path = Fixture.folder.appendingPathComponent("pipe.mp4").path
    _ = try Fixture.run("mkfifo", [path])
    fault(path, .noInput, "pipe")
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func aFileWithoutPermissionIsNotReadable() throws {
    let path = try file("secret.mp4", [1, 2, 3])
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    fault(path, .noInput, "no permission")
  }

  @Test func aFileThatIsNoVideoIsRefused() throws {
    fault(try file("empty.mp4", []), .badData, "empty")
    fault(try file("text.mp4", "Take two eggs. ".utf8), .badData, "not a video")
    fault(
      try file("long.mp4", String(repeating: "Take two eggs.\n", count: 9000).utf8), .badData,
      "not a video")
    var random = Seeded(1)
    let noise = (0..<3_000_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    fault(try file("noise.mp4", noise), .badData, "not a video")
    fault(try file("zeros.mp4", [UInt8](repeating: 0, count: 3_000_000)), .badData, "not a video")
  }

  @Test func soundIsNoVideo() throws {
    let cover = try Fixture.make("cover.png", "-f lavfi -i color=red:s=64x64 -frames:v 1")
    fault(try Fixture.make("a.wav", "-f lavfi -i sine=d=1"), .badData, "sound only")
    let mp3 = "-f lavfi -i sine=d=1 -i \(cover) -map 0 -map 1 -c:a libmp3lame -c:v copy"
    fault(
      try Fixture.make("a.mp3", "\(mp3) -disposition:v attached_pic"), .badData, "sound only")
  }

  @Test func aCoverPictureBesideAVideoIsNotTaken() throws {
    let cover = try Fixture.make("cover.jpg", "-f lavfi -i color=red:s=640x640 -frames:v 1")
    let path = try Fixture.make(
      "covered.mp4",
      "-i \(cover) \(Self.source) -map 0 -map 1 -c:v:0 copy -c:v:1 mpeg4 "
        + "-disposition:v:0 attached_pic")
    let (table, _, info) = try readAll(path)
    #expect(table.count == 25)
    #expect(info.width == 64)
  }

  @Test func playlistsAndScriptsAreRefused() throws {
    let video = try Fixture.make("inner.mp4", "\(Self.source) -c:v mpeg4")
    let hls = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n\(video)\n"
    fault(try file("list.m3u8", hls.utf8), .badData, "playlist")
    fault(try file("list.mp4", hls.utf8), .badData, "playlist")
    let concat = "ffconcat version 1.0\nfile '\(video)'\n"
    fault(try file("list.ffconcat", concat.utf8), .badData, "playlist")
    fault(try file("concat.mp4", concat.utf8), .badData, "playlist")
    let sdp =
      "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n"
    fault(try file("call.sdp", sdp.utf8), .badData, "playlist")
  }

  @Test func dataInAnotherFileIsNotOpened() throws {
    let video = try Fixture.make("inner.mov", "\(Self.source) -c:v mpeg4")
    let path = try Fixture.changed(video, "outside.mov") { bytes in
      // The data reference says "in this file" (flag 1); an alias without that flag names another.
      let at = try #require(bytes.place(of: "dref")) + 12
      bytes.replaceSubrange(at + 4..<at + 8, with: "alis".utf8)
      bytes[at + 11] = 0
    }
    var reader = try VideoReader(path)
    // An alias without a path falls back to this file; with one it is skipped. Either way no other
    // file is touched.
    #expect(try reader.next()?.index == 0)
  }

  @Test func oneFrameIsAVideo() throws {
    for name in ["one.mp4", "one.png", "one.mkv"] {
      let path = try Fixture.make(name, "\(Self.source) -frames:v 1")
      let (table, _, info) = try readAll(path)
      #expect(table.count == 1, "\(name)")
      #expect(info.frames == 1 && !info.variableFrameRate)
      #expect(info.duration > 0, "\(name)")
    }
  }

  @Test func aVideoWithoutFramesIsRefused() throws {
    let sound = try Fixture.make("few.mp4", "\(Self.source) -c:v mpeg4")
    let path = try Fixture.changed(sound, "none.mp4") { bytes in
      for name in ["stsz", "stco", "stsc", "stts"] {
        let at = try #require(bytes.place(of: name)) + (name == "stsz" ? 12 : 8)
        for i in at..<at + 4 { bytes[i] = 0 }
      }
    }
    fault(path, .badData, "")
  }

  @Test(arguments: ["png", "jpg"])
  func aHugePictureIsRefusedBeforeItIsDecoded(kind: String) throws {
    let small = try Fixture.make("small.\(kind)", "\(Self.source) -frames:v 1 -s 64x36")
    let path = try Fixture.changed(small, "huge.\(kind)") { bytes in
      if kind == "png" {
        let at = try #require(bytes.place(of: "IHDR")) + 4
        bytes.replaceSubrange(at..<at + 8, with: [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30])
      } else {
        let at = try #require(bytes.indices.first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
        bytes.replaceSubrange(at + 5..<at + 9, with: [0x75, 0x30, 0x75, 0x30])
      }
    }
    let before = residentPeak()
    fault(path, .badData, "30000x30000, over the limit")
    #expect(residentPeak() - before < 300, "megabytes")
  }

  @Test func aHugePictureThatIsSoundIsRefusedToo() throws {
    let path = try Fixture.make(
      "sound-huge.png", "-f lavfi -i color=gray:s=9000x9000,format=gray -frames:v 1")
    fault(path, .badData, "over the limit")
  }

  @Test func aHugeSizeInAHeaderIsRefused() throws {
    let sound = try Fixture.make("sized.mp4", "\(Self.source) -c:v mjpeg -pix_fmt yuvj420p")
    for name in ["mdat", "stsz", "stco", "stts", "trak", "ftyp"] {
      let path = try Fixture.changed(sound, "size-\(name).mp4") { bytes in
        let at = try #require(bytes.place(of: name))
        let field = ["stsz": 12, "stco": 8, "stts": 8][name] ?? -4
        for i in 0..<4 { bytes[at + field + i] = i == 0 ? 0x7F : 0xFF }
      }
      // It is read or refused; it neither hangs nor takes the memory that it claims.
      let before = residentPeak()
      let start = ContinuousClock.now
      do {
        var reader = try VideoReader(path)
        while try reader.next() != nil {}
      } catch {
        #expect(error.kind == .badData, "\(error)")
      }
      #expect(ContinuousClock.now - start < .seconds(3), "\(name)")
      #expect(residentPeak() - before < 300, "\(name)")
    }
  }

  /// The most memory that this process ever held, in megabytes.
  private func residentPeak() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("VmHWM") } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) / 1024
  }
}
