import Foundation
import Frames
import Testing
import VideoIO

@Suite struct ClipWriterTests {
  static let source = "-f lavfi -i testsrc2=s=64x36:r=25:d=4"
  static let sound = "-f lavfi -i sine=d=4"
  static let x264 = "-c:v libx264 -pix_fmt yuv420p -g 20 -bf 3"

  private func output(_ name: String) -> String {
    Fixture.folder.appendingPathComponent("\(UUID().uuidString)-\(name)").path
  }

  /// How far two runs of pictures are apart at worst, as mean luma difference.
  private func distance(_ a: some Sequence<SmallPicture>, _ b: some Sequence<SmallPicture>)
    -> Double
  {
    zip(a, b).map { one, other in
      let far = zip(one.luma, other.luma).map { abs(Int($0) - Int($1)) }.reduce(0, +)
      return Double(far) / Double(one.luma.count)
    }.max() ?? 255
  }

  @Test(arguments: [
    ("mp4", x264), ("mkv", x264), ("avi", "-c:v mpeg4 -bf 2 -g 20"), ("mov", "-c:v mjpeg"),
    ("webm", "-c:v libvpx-vp9 -g 20 -cpu-used 8"), ("ts", x264),
  ])
  func exactClipsTileTheVideo(container: String, codec: String) throws {
    let path = try Fixture.make("tile.\(container)", "\(Self.source) \(codec)")
    let (table, pictures, _) = try readAll(path)
    #expect(table.count == 100)
    var all = 0
    for frames in [0..<7, 7..<43, 43..<44, 44..<100] {
      let clip = output("clip.mp4")
      let report = try ClipWriter.writeClip(from: path, table: table, frames: frames, to: clip)
      #expect(report.frames == frames.count)
      #expect(report.startMoved == 0 && report.endMoved == 0 && report.soundStreams == 0)
      let (clipTable, clipPictures, info) = try readAll(clip)
      #expect(clipTable.count == frames.count, "\(frames)")
      #expect(distance(clipPictures, pictures[frames]) < 3, "\(frames)")
      #expect(info.faults.isEmpty)
      expectSameTimes(clipTable, table, frames)
      all += clipTable.count
    }
    #expect(all == table.count)
  }

  /// Every frame of the clip is as long after its first as in the source.
  private func expectSameTimes(
    _ clip: FrameTable, _ source: FrameTable, _ frames: Range<Int>, tolerance: Double = 1e-9
  ) {
    #expect(clip[0].pts == 0)
    for i in 0...frames.count where i <= clip.count {
      let a = clip[i].seconds - clip[0].seconds
      let b = source[frames.lowerBound + i].seconds - source[frames.lowerBound].seconds
      // The end of a video's last frame is its container's guess.
      let slack = i == frames.count ? 0.05 : tolerance
      #expect(abs(a - b) <= slack, "frame \(i) of \(frames): \(a), not \(b)")
    }
  }

  @Test func variableTimeStampsAndTheDelayAreHandled() throws {
    let path = try Fixture.make("clip-vfr.mp4", "\(TimeStampTests.variable) \(Self.x264)")
    let (table, pictures, _) = try readAll(path)
    let clip = output("vfr.mp4")
    _ = try ClipWriter.writeClip(from: path, table: table, frames: 5..<30, to: clip)
    let (clipTable, clipPictures, info) = try readAll(clip)
    expectSameTimes(clipTable, table, 5..<30)
    #expect(info.variableFrameRate)
    #expect(distance(clipPictures, pictures[5..<30]) < 3)
  }

  @Test(arguments: [90, 180, 270], [ClipOptions.Mode.exact, .copy])
  func rotationIsKept(clockwise: Int, mode: ClipOptions.Mode) throws {
    let path = try GeometryTests.rotated(clockwise)
    let (table, pictures, info) = try readAll(path)
    let clip = output("turned.mov")
    _ = try ClipWriter.writeClip(
      from: path, table: table, frames: 2..<6, to: clip, options: .init(mode: mode))
    let (_, clipPictures, clipInfo) = try readAll(clip)
    #expect(clipInfo.rotation == info.rotation)
    #expect((clipInfo.width, clipInfo.height) == (info.width, info.height))
    #expect(clipPictures.count == 4)
    #expect(distance(clipPictures, pictures[2..<6]) < 4)
  }

  @Test func theSampleAspectRatioAndColourTagsAreKept() throws {
    let path = try Fixture.make(
      "tagged.mp4",
      "\(Self.source) -vf setsar=4/3 \(Self.x264) -colorspace bt709 -color_primaries bt709 "
        + "-color_trc bt709 -color_range tv")
    let (table, _, info) = try readAll(path)
    for mode in [ClipOptions.Mode.exact, .copy] {
      let clip = output("tagged.mp4")
      _ = try ClipWriter.writeClip(
        from: path, table: table, frames: 20..<40, to: clip, options: .init(mode: mode))
      let clipInfo = try readAll(clip).info
      #expect(clipInfo.sampleAspectRatio == Rational(4, 3))
      #expect(clipInfo.color == info.color)
    }
  }

  @Test(arguments: [
    "63x35 yuv420p", "63x35 yuv444p", "62x36 yuv420p10le", "1x1 gray", "63x35 rgb24",
  ])
  func oddSizesAndOtherFormatsAreEncoded(shape: String) throws {
    let words = shape.split(separator: " ")
    let sides = words[0].split(separator: "x").compactMap { Int($0) }
    let path = try Fixture.make(
      "clip-\(words[0])-\(words[1]).nut",
      "\(Self.source) -vf scale=\(sides[0]):\(sides[1]) -c:v rawvideo -pix_fmt \(words[1])")
    let (table, pictures, _) = try readAll(path)
    let clip = output("odd.mp4")
    _ = try ClipWriter.writeClip(from: path, table: table, frames: 10..<20, to: clip)
    let (clipTable, clipPictures, info) = try readAll(clip)
    #expect(clipTable.count == 10)
    #expect(abs(info.width - sides[0]) <= 1 && abs(info.height - sides[1]) <= 1)
    if words[1].hasSuffix("10le") { #expect(info.pixelFormat.hasSuffix("10le")) }
    if sides[0] > 1 { #expect(distance(clipPictures, pictures[10..<20]) < 12) }
  }

  @Test func soundIsCopiedWithinTheSpan() throws {
    let path = try Fixture.make("sound.mp4", "\(Self.source) \(Self.sound) \(Self.x264) -c:a aac")
    #expect(try ClipWriter.preferredExtension(for: path) == "mp4")
    let (table, _, _) = try readAll(path)
    var total = 0.0
    for frames in [0..<25, 25..<60, 60..<100] {
      let clip = output("sound.mp4")
      let report = try ClipWriter.writeClip(from: path, table: table, frames: frames, to: clip)
      #expect(report.soundStreams == 1)
      let packets = try Fixture.run(
        "ffprobe",
        ["-v", "error", "-select_streams", "a", "-show_entries", "packet=pts_time,duration_time"]
          + ["-of", "csv=p=0", clip]
      ).split(whereSeparator: \.isNewline).map {
        $0.split(separator: ",").compactMap { Double($0) }
      }
      let length = packets.reduce(0) { $0 + $1[1] }
      #expect(abs(length - Double(frames.count) / 25) < 0.03, "\(frames): \(length) s")
      #expect((packets.first?[0] ?? 9) < 0.03)
      #expect(try readAll(clip).table.count == frames.count)
      total += length
    }
    #expect(abs(total - 4) < 0.05)
    let silent = output("silent.mp4")
    let report = try ClipWriter.writeClip(
      from: path, table: table, frames: 0..<9, to: silent, options: .init(keepsSound: false))
    #expect(report.soundStreams == 0)
  }

  @Test func soundThatMP4CannotHoldAsksForMatroska() throws {
    let path = try Fixture.make(
      "pcm.mkv", "\(Self.source) \(Self.sound) \(Self.x264) -c:a pcm_s16le")
    #expect(try ClipWriter.preferredExtension(for: path) == "mkv")
    let (table, _, _) = try readAll(path)
    let error = #expect(throws: VideoError.self) {
      _ = try ClipWriter.writeClip(from: path, table: table, frames: 0..<9, to: output("pcm.mp4"))
    }
    #expect(error?.kind == .cannotWrite)
    #expect(error?.advice == "use .mkv")
    let clip = output("pcm.mkv")
    let report = try ClipWriter.writeClip(from: path, table: table, frames: 30..<60, to: clip)
    #expect(report.soundStreams == 1)
    #expect(try readAll(clip).table.count == 30)
  }

  @Test(arguments: [
    ("mp4", x264), ("mkv", x264), ("mp4", "\(x264) -x264-params open-gop=1"),
    ("webm", "-c:v libvpx-vp9 -g 20 -auto-alt-ref 1 -lag-in-frames 16 -cpu-used 8"),
    ("mov", "-c:v mjpeg"), ("ts", x264),
  ])
  func aCopySaysTrulyWhereItBeginsAndEnds(container: String, codec: String) throws {
    let path = try Fixture.make(
      "copy-\(codec.utf8.count).\(container)", "\(Self.source) \(codec)")
    let (table, pictures, _) = try readAll(path)
    for frames in [0..<20, 13..<27, 20..<40, 33..<100, 47..<48, 0..<100] {
      let clip = output("copy.\(container == "webm" ? "webm" : "mp4")")
      let report = try ClipWriter.writeClip(
        from: path, table: table, frames: frames, to: clip, options: .init(mode: .copy))
      let real = frames.lowerBound + report.startMoved..<frames.upperBound + report.endMoved
      #expect(report.startMoved <= 0 && report.endMoved >= 0 && report.endMoved <= 4)
      #expect(report.frames == real.count)
      #expect(table.keyFrames.contains(real.lowerBound))
      let moved = table[real.upperBound].seconds - table[frames.upperBound].seconds
      #expect(abs(moved - report.endMovedSeconds) < 1e-9)
      let (clipTable, clipPictures, _) = try readAll(clip)
      #expect(clipTable.count == real.count, "\(frames)")
      #expect(clipPictures == Array(pictures[real]), "\(frames): the same pictures to the bit")
      expectSameTimes(clipTable, table, real, tolerance: container == "webm" ? 0.0011 : 1e-9)
    }
  }

  @Test func aFailureLeavesNothingBehind() throws {
    let path = try Fixture.make("tile.mp4", "\(Self.source) \(Self.x264)")
    let (table, _, _) = try readAll(path)
    for mode in [ClipOptions.Mode.exact, .copy] {
      let clip = output("cancelled.mp4")
      var polls = 0
      let error = #expect(throws: VideoError.self) {
        _ = try ClipWriter.writeClip(
          from: path, table: table, frames: 10..<90, to: clip, options: .init(mode: mode)
        ) {
          polls += 1
          return polls > 5
        }
      }
      #expect(error?.reason == "it was interrupted")
      #expect(!FileManager.default.fileExists(atPath: clip))
    }
    let nowhere = #expect(throws: VideoError.self) {
      _ = try ClipWriter.writeClip(
        from: path, table: table, frames: 0..<5, to: "/no/such/folder/clip.mp4")
    }
    #expect(nowhere?.kind == .cannotWrite)
    let strange = #expect(throws: VideoError.self) {
      _ = try ClipWriter.writeClip(from: path, table: table, frames: 0..<5, to: output("a.xyzzy"))
    }
    #expect(strange?.kind == .cannotWrite)
  }

  @Test(.enabled(if: getuid() == 0, "mounting a tiny disk needs root"))
  func aFullDiskIsSaidAndNothingIsLeft() throws {
    let path = try Fixture.make(
      "sound-full.mp4", "-f lavfi -i testsrc2=s=640x360:r=25:d=4 \(Self.x264)")
    let (table, _, _) = try readAll(path)
    let disk = Fixture.folder.appendingPathComponent("disk-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    // Where a container forbids mounts there is nothing to test.
    let mount = ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk]
    guard (try? Fixture.run("mount", mount)) != nil else { return }
    defer { _ = try? Fixture.run("umount", [disk]) }
    for mode in [ClipOptions.Mode.exact, .copy] {
      let error = #expect(throws: VideoError.self) {
        _ = try ClipWriter.writeClip(
          from: path, table: table, frames: 0..<100, to: disk + "/clip.mp4",
          options: .init(mode: mode))
      }
      #expect(error?.kind == .cannotWrite)
      #expect(error?.description.contains("No space left") == true, "\(error.debugDescription)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: disk).isEmpty)
    }
  }
}
