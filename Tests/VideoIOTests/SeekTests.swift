import Foundation
import Frames
import Testing
import VideoIO

@Suite struct SeekTests {
  static let source = "-f lavfi -i testsrc2=s=64x36:r=25:d=4"
  static let x264 = "-c:v libx264 -pix_fmt yuv420p -g 20 -bf 3"

  /// Name, and how it is made; `@name` means: from that file.
  static let fixtures: [(file: String, encoder: String, arguments: String)] = [
    ("seek-b.mp4", "libx264", "\(source) \(x264)"),
    ("seek-b.mkv", "libx264", "\(source) \(x264)"),
    ("seek-b.avi", "libx264", "\(source) \(x264)"),
    ("seek-b.ts", "libx264", "\(source) \(x264)"),
    ("seek-b.flv", "libx264", "\(source) \(x264)"),
    ("seek-open.mp4", "libx264", "\(source) \(x264) -x264-params open-gop=1"),
    ("seek-open.ts", "libx264", "\(source) \(x264) -x264-params open-gop=1"),
    ("seek-refresh.mp4", "libx264", "\(source) \(x264) -x264-params intra-refresh=1"),
    (
      "seek-hevc.mp4", "libx265",
      "\(source) -c:v libx265 -x265-params log-level=error:keyint=20:open-gop=1"
    ),
    (
      "seek-vp9.webm", "libvpx-vp9",
      "\(source) -c:v libvpx-vp9 -g 20 -auto-alt-ref 1 -lag-in-frames 16 -cpu-used 8"
    ),
    ("seek-mpeg4.avi", "mpeg4", "\(source) -c:v mpeg4 -bf 2 -g 20"),
    ("seek-mpeg2.mpg", "mpeg2video", "\(source) -c:v mpeg2video -bf 2 -g 20"),
    ("seek-mjpeg.mov", "mjpeg", "\(source) -c:v mjpeg -pix_fmt yuvj420p"),
    (
      "seek-vfr.mkv", "libx264",
      "\(source) -vf select=mod(n\\,3),setpts=PTS*(1+gt(N\\,20)) -fps_mode vfr \(x264)"
    ),
    (
      "seek-delayed.mp4", "libx264",
      "\(source) -vf setpts=PTS+1.2/TB -fps_mode passthrough \(x264)"
    ),
    ("seek-edit.mp4", "libx264", "-ss 1.32 -i @seek-b.mp4 -c copy"),
    ("seek-animation.mov", "qtrle", "\(source) -c:v qtrle -g 20"),
    ("seek-screen.mkv", "flashsv", "\(source) -c:v flashsv -g 20"),
    ("seek-moving.gif", "gif", "\(source)"),
    ("seek-raw.h264", "libx264", "\(source) \(x264)"),
    (
      "seek-twice.mkv", "libx264", "\(source) -vf setpts=floor(N/2)*2 \(x264) -fps_mode passthrough"
    ),
  ]

  static func make(_ file: String) throws -> String? {
    let (_, encoder, arguments) = try #require(fixtures.first { $0.file == file })
    guard Fixture.hasEncoder(encoder) else { return nil }
    var words: [String] = []
    for word in arguments.split(separator: " ") {
      words.append(word.hasPrefix("@") ? try make(String(word.dropFirst())) ?? "" : String(word))
    }
    return try Fixture.make(file, words.joined(separator: " "))
  }

  @Test(arguments: fixtures.map(\.file), [1, 2])
  func randomAccessEqualsSequentialReading(file: String, threads: Int) throws {
    guard let path = try Self.make(file) else { return }
    try compareSeeks(path, threads: threads, seed: 11)
  }

  @Test(arguments: [21, 22, 23, 24] as [UInt64])
  func randomAccessInADamagedFileEqualsSequentialReading(seed: UInt64) throws {
    let sound = try #require(try Self.make("seek-b.mp4"))
    let path = try Fixture.changed(sound, "seek-bad-\(seed).mp4") { bytes in
      var random = Seeded(seed)
      bytes.spoil(times: 4, using: &random)
    }
    for threads in [1, 2] { try compareSeeks(path, threads: threads, seed: seed) }
  }

  private func compareSeeks(_ path: String, threads: Int, seed: UInt64) throws {
    let options = VideoReader.Options(threads: threads)
    let (table, pictures, info) = try readAll(path, options: options)
    #expect(table.count > 60)
    var reader = try VideoReader(path, options: options)
    var picture = SmallPicture(width: 32, height: 18)
    var random = Seeded(seed)
    for step in 0..<25 {
      let index = Int.random(in: 0..<table.count, using: &random)
      let found = try reader.seek(to: index, in: table)
      #expect(found == table[index], "seed \(seed), step \(step)")
      try reader.average(into: &picture)
      #expect(picture == pictures[index], "seed \(seed), step \(step), frame \(index)")
      #expect(reader.currentIsKey == table.keyFrames.contains(index))
      // What follows must go on from there.
      for next in index + 1..<min(table.count, index + Int.random(in: 1...6, using: &random)) {
        #expect(try reader.next() == table[next], "seed \(seed), step \(step), after \(index)")
        try reader.average(into: &picture)
        #expect(picture == pictures[next], "seed \(seed), step \(step), after \(index)")
      }
    }
    #expect(info.frames == table.count)
  }

  @Test func seekingAfterTheEndWorks() throws {
    let path = try #require(try Self.make("seek-b.mp4"))
    let (table, pictures, _) = try readAll(path)
    var reader = try VideoReader(path)
    while try reader.next() != nil {}
    var picture = SmallPicture(width: 32, height: 18)
    for index in [99, 98, 0, 99] {
      #expect(try reader.seek(to: index, in: table) == table[index])
      try reader.average(into: &picture)
      #expect(picture == pictures[index])
    }
  }

  @Test(arguments: ["seek-b.mp4", "seek-b.mkv", "seek-b.avi", "seek-vp9.webm", "seek-open.mp4"])
  func aSeekDecodesNoMoreThanItsGroup(file: String) throws {
    guard let path = try Self.make(file) else { return }
    let (table, _, _) = try readAll(path)
    for index in [97, 45, 60, 20, 21] {
      var reader = try VideoReader(path)
      _ = try reader.seek(to: index, in: table)
      #expect(reader.decodedFrames <= 21, "\(file) \(index): \(reader.decodedFrames)")
    }
  }

  @Test func anEarlierPassIsNotCountedTwiceAsDamage() throws {
    let sound = try #require(try Self.make("seek-b.mp4"))
    let path = try Fixture.changed(sound, "seek-damage.mp4") { bytes in
      var random = Seeded(5)
      bytes.spoil(times: 4, using: &random)
    }
    let (table, _, _) = try readAll(path)
    var reader = try VideoReader(path)
    while try reader.next() != nil {}
    let damage = reader.damage
    #expect(damage.concealedFrames + damage.lostPackets + damage.decoderErrors > 0)
    for index in [10, 90, 50, 99] { _ = try reader.seek(to: index, in: table) }
    #expect(reader.damage == damage)
  }
}
