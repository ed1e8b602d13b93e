import Foundation
import Frames
import Testing
import VideoIO

@Suite struct DamageTests {
  static let source = "-f lavfi -i testsrc2=s=64x36:r=25:d=4"
  static let codecs: [(file: String, arguments: String)] = [
    ("bad.mp4", "-c:v libx264 -pix_fmt yuv420p -g 25 -bf 3"),
    ("bad.mkv", "-c:v libx264 -pix_fmt yuv420p -g 25 -bf 3"),
    ("bad-hevc.mp4", "-c:v libx265 -x265-params log-level=error:keyint=25"),
    ("bad-mpeg4.avi", "-c:v mpeg4 -g 25 -bf 2"),
    ("bad-vp9.webm", "-c:v libvpx-vp9 -g 25 -cpu-used 8"),
    ("bad.ts", "-c:v libx264 -pix_fmt yuv420p -g 25 -bf 3"),
    ("bad-mjpeg.avi", "-c:v mjpeg -pix_fmt yuvj420p"),
  ]

  @Test(arguments: codecs.map(\.file), [1, 2, 3] as [UInt64])
  func corruptPacketsAreCountedAlikeWithOneThreadAndTwo(file: String, seed: UInt64) throws {
    let arguments = try #require(Self.codecs.first { $0.file == file }?.arguments)
    let sound = try Fixture.make(file, "\(Self.source) \(arguments)")
    let path = try Fixture.changed(sound, "\(seed)-\(file)") { bytes in
      var random = Seeded(seed)
      bytes.spoil(times: 5, using: &random)
    }
    let one = try readAll(path)
    let two = try readAll(path, options: .init(threads: 2))
    #expect(one.table == two.table, "seed \(seed)")
    #expect(one.pictures == two.pictures, "seed \(seed)")
    #expect(one.info == two.info, "seed \(seed): \(one.info.faults) \(two.info.faults)")
    #expect(Array(one.table.pts) == Array(Set(one.table.pts)).sorted(), "seed \(seed)")
    #expect(one.table.count > 20, "seed \(seed)")
    // VP9 has no redundancy by which a decoder could notice.
    if !file.hasPrefix("bad-vp9"), one.pictures != (try readAll(sound).pictures) {
      #expect(!one.info.faults.isEmpty, "seed \(seed): changed pictures are reported")
    }
  }

  @Test func aDamagedFileSaysHowMuchIsDamaged() throws {
    let sound = try Fixture.make("bad.mp4", "\(Self.source) \(Self.codecs[0].arguments)")
    let path = try Fixture.changed(sound, "counted.mp4") { bytes in
      var random = Seeded(3)
      bytes.spoil(times: 8, length: 60, using: &random)
    }
    let info = try readAll(path).info
    #expect(info.corruptFrames > 0)
    #expect(info.faults.contains { $0.contains("corrupt") }, "\(info.faults)")
  }

  @Test(arguments: ["mp4", "mkv", "avi"])
  func aFileCutShortGivesWhatItHasAndSaysSo(container: String) throws {
    let faststart = container == "mp4" ? "-movflags +faststart" : ""
    let sound = try Fixture.make(
      "whole-cut.\(container)", "\(Self.source) -c:v mpeg4 -g 25 \(faststart)")
    let path = try Fixture.changed(sound, "cut.\(container)") { bytes in
      bytes.removeLast(bytes.count * 4 / 10)
    }
    let (table, pictures, info) = try readAll(path)
    #expect((30..<80).contains(table.count))
    #expect(Array(try readAll(sound).pictures.prefix(table.count - 1)) == pictures.dropLast())
    let text = info.faults.joined(separator: "; ")
    #expect(text.contains("cut short") || text.contains("broke off") || text.contains("claims"))
  }

  @Test func aCutMatroskaFileWithSoundSaysSoToo() throws {
    let sound = try Fixture.make(
      "whole-sound.mkv",
      "\(Self.source) -f lavfi -i sine=d=4 -c:v mpeg4 -g 25 -c:a aac")
    #expect(try readAll(sound).info.faults == [])
    let path = try Fixture.changed(sound, "cut-sound.mkv") { $0.removeLast($0.count / 2) }
    #expect(try !readAll(path).info.faults.isEmpty)
  }

  @Test func anMP4WithoutItsIndexIsRefusedWithTheReason() throws {
    let sound = try Fixture.make("no-index-source.mp4", "\(Self.source) -c:v mpeg4")
    let path = try Fixture.changed(sound, "no-index.mp4") { bytes in
      bytes.removeLast(bytes.count - (try #require(bytes.place(of: "moov"))))
    }
    let error = #expect(throws: VideoError.self) { _ = try VideoReader(path) }
    #expect(error?.kind == .badData)
    #expect(error?.reason.contains("index (moov) is missing") == true)
  }
}
