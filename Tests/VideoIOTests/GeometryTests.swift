import Foundation
import Frames
import Testing
import VideoIO

@Suite struct GeometryTests {
  static let source = "-f lavfi -i testsrc2=s=64x36:r=25:d=0.4"

  /// A clip with a display matrix; the tag counts clockwise, as phones write it.
  static func rotated(_ clockwise: Int) throws -> String {
    let flat = try Fixture.make("flat.mov", "\(source) -c:v mjpeg -q:v 2 -pix_fmt yuvj420p")
    return try Fixture.make(
      "turned\(clockwise).mov", "-i \(flat) -c copy -metadata:s:v:0 rotate=\(clockwise)")
  }

  @Test(arguments: [90, 180, 270])
  func picturesAreTurnedAsFFmpegTurnsThem(clockwise: Int) throws {
    let path = try Self.rotated(clockwise)
    var reader = try VideoReader(path)
    let probed = try Fixture.probedEntry(path, "stream_side_data=rotation")
    #expect(abs(reader.header.rotation) == abs(try #require(Int(probed))))
    if clockwise != 180 { #expect("\(reader.header.rotation)" == probed) }
    let (width, height) = (reader.header.width, reader.header.height)
    #expect((width, height) == (clockwise == 180 ? (64, 36) : (36, 64)))
    let shown = try Fixture.shownLuma(path, width: width, height: height)
    var picture = SmallPicture(width: width, height: height)
    for luma in shown {
      _ = try #require(try reader.next())
      try reader.average(into: &picture)
      // Ours is brought to the limited range, theirs by the scaler.
      let worst = zip(picture.luma, luma).map { abs(Int($0) - Int($1)) }.max() ?? 255
      #expect(worst <= 2, "rotation \(clockwise)")
    }
    #expect(try reader.next() == nil)
  }

  /// The first two rows of a display matrix, 16.16 fixed point, as FFmpeg shows each picture.
  @Test(arguments: [
    [-1, 0, 0, 1], [1, 0, 0, -1], [0, 1, 1, 0], [0, -1, -1, 0], [0, 1, -1, 0], [-1, 0, 0, -1],
  ])
  func mirroredPicturesAreShownAsFFmpegShowsThem(matrix: [Int]) throws {
    let flat = try Fixture.make("flat.mov", "\(Self.source) -c:v mjpeg -q:v 2 -pix_fmt yuvj420p")
    let name = "mirror\(matrix.map(String.init).joined()).mov"
    let path = try Fixture.changed(flat, name) { bytes in
      // Version 0: the matrix lies 40 bytes after the box's name; its columns are a, b, u.
      let at = try #require(bytes.place(of: "tkhd")) + 4 + 40
      for (place, value) in zip([0, 1, 3, 4], matrix) {
        let fixed = UInt32(bitPattern: Int32(value) << 16)
        for i in 0..<4 { bytes[at + 4 * place + i] = UInt8(fixed >> UInt32(24 - 8 * i) & 255) }
      }
    }
    var reader = try VideoReader(path)
    #expect(reader.header.isMirrored == (matrix[0] * matrix[3] < matrix[1] * matrix[2]))
    let (width, height) = (reader.header.width, reader.header.height)
    #expect((width, height) == (matrix[0] == 0 ? (36, 64) : (64, 36)))
    let shown = try Fixture.shownLuma(path, width: width, height: height)
    #expect(shown.count == 10)
    var picture = SmallPicture(width: width, height: height)
    for luma in shown {
      _ = try #require(try reader.next())
      try reader.average(into: &picture)
      let worst = zip(picture.luma, luma).map { abs(Int($0) - Int($1)) }.max() ?? 255
      #expect(worst <= 2, "\(matrix)")
    }
    // A clip is shown like its source, copied or encoded anew.
    let (table, _, _) = try readAll(path)
    for mode in [ClipOptions.Mode.exact, .copy] {
      let clip = Fixture.folder.appendingPathComponent("clip-\(mode)-\(name)").path
      _ = try ClipWriter.writeClip(
        from: path, table: table, frames: 0..<10, to: clip, options: ClipOptions(mode: mode))
      let written = try VideoReader(clip)
      #expect(written.header.isMirrored == reader.header.isMirrored, "\(matrix), \(mode)")
      #expect(written.header.rotation == reader.header.rotation, "\(matrix), \(mode)")
    }
  }

  @Test func aStillIsTurnedToo() throws {
    var reader = try VideoReader(try Self.rotated(90))
    _ = try reader.next()
    var picture = SmallPicture(width: 9, height: 16)
    try reader.average(into: &picture)
    let url = Fixture.folder.appendingPathComponent("turned.jpg")
    try Data(try reader.jpeg(longestSide: 64)).write(to: url)
    var still = try VideoReader(url.path)
    #expect((still.header.width, still.header.height) == (36, 64))
    _ = try still.next()
    var again = SmallPicture(width: 9, height: 16)
    try still.average(into: &again)
    let far = zip(picture.luma, again.luma).map { abs(Int($0) - Int($1)) }
    #expect(far.reduce(0, +) / far.count <= 4)
  }

  @Test(.enabled(if: Fixture.shared != nil, "needs ../shared/data"))
  func theSharedRotatedFileIsTheFlatOneTurnedCounterClockwise() throws {
    let path = try Fixture.sharedPath("media/torchcodec/nasa_13013_rotated.mp4")
    let reader = try VideoReader(path)
    #expect(reader.header.rotation == 90)
    #expect((reader.header.width, reader.header.height) == (270, 480))
    let shown = try Fixture.shownLuma(path, width: 270, height: 480)
    let (_, pictures, _) = try readAll(path, size: (270, 480))
    #expect(pictures.count == 17)
    #expect(pictures.map(\.luma) == shown)
  }

  @Test func theSampleAspectRatioIsReportedAndStillsHaveSquarePixels() throws {
    let path = try Fixture.make("sar.mp4", "\(Self.source) -vf setsar=2 -c:v mpeg4")
    var reader = try VideoReader(path)
    #expect(reader.header.sampleAspectRatio == Rational(2, 1))
    _ = try reader.next()
    let url = Fixture.folder.appendingPathComponent("square.jpg")
    try Data(try reader.jpeg(longestSide: 128)).write(to: url)
    let still = try VideoReader(url.path)
    #expect((still.header.width, still.header.height) == (128, 36))
  }

  @Test(arguments: [
    "63x35 yuv444p", "63x35 yuv422p", "63x35 yuv420p", "2x2 yuv420p", "1x1 yuv444p", "1x1 gray",
    "63x35 gray", "63x35 yuv420p10le", "63x35 yuv422p12le", "63x35 yuv444p16le", "64x36 gbrp",
    "63x35 rgb24", "63x35 bgra", "5x3 yuyv422", "63x35 gray16le", "63x35 yuv410p", "2x1 rgb24",
  ])
  func anySizeAndLayoutIsAveraged(shape: String) throws {
    let words = shape.split(separator: " ")
    let sides = words[0].split(separator: "x").compactMap { Int($0) }
    let path = try Fixture.make(
      "layout-\(words[0])-\(words[1]).nut",
      "-f lavfi -i testsrc2=s=64x36:r=5:d=1 -vf scale=\(sides[0]):\(sides[1]) -c:v rawvideo -pix_fmt \(words[1])"
    )
    let (table, pictures, info) = try readAll(path, size: (sides[0], sides[1]))
    #expect(table.count == 5)
    #expect((info.width, info.height) == (sides[0], sides[1]))
    let shown = try Fixture.shownLuma(path, width: sides[0], height: sides[1])
    for (picture, luma) in zip(pictures, shown) {
      let far = zip(picture.luma, luma).map { abs(Int($0) - Int($1)) }
      #expect(far.max() ?? 0 <= 3, "\(shape)")
    }
    var reader = try VideoReader(path)
    _ = try reader.next()
    #expect(try reader.jpeg(longestSide: 40).starts(with: [0xFF, 0xD8]))
  }

  static let shared = [
    "testsrc2_odd_height_444.mp4", "testsrc2_odd_height_and_width_444.mp4",
    "testsrc2_odd_height_and_width_vp9_10bit.mp4", "testsrc2_odd_width_mpeg2.mp4",
    "testsrc2_av1_10bit.mp4", "testsrc2_444_10bit_hevc.mp4", "h264_10bits.mp4", "h265_10bits.mp4",
    "testsrc2_hdr.mp4", "testsrc2_12bit_hdr.mp4", "nasa_13013_hdr.mp4", "bt601_full_range.mp4",
  ]

  /// Policy: the top 8 bits of a sample count, high dynamic range is not tone-mapped.
  @Test(.enabled(if: Fixture.shared != nil, "needs ../shared/data"), arguments: shared)
  func deepAndOddSharedFilesAreRead(name: String) throws {
    let path = try Fixture.sharedPath("media/torchcodec/\(name)")
    let (table, pictures, info) = try readAll(path)
    #expect(try Array(table.pts) == Fixture.probedPTS(path))
    #expect(Set(pictures).count > 1)
    if name.contains("hdr") { #expect(info.color.transfer == "smpte2084") }
    #expect(info.faults.isEmpty)
  }

  @Test func deepSamplesGiveTheirTopEightBits() throws {
    let flat = "-f lavfi -i color=gray:s=64x36:r=5:d=0.4"
    let shallow = try Fixture.make("flat8.nut", "\(flat) -c:v rawvideo -pix_fmt yuv420p")
    let expected = try readAll(shallow).pictures
    for format in ["yuv420p10le", "yuv420p12le", "yuv444p16le"] {
      let path = try Fixture.make("flat-\(format).nut", "\(flat) -c:v rawvideo -pix_fmt \(format)")
      for (a, b) in zip(try readAll(path).pictures, expected) {
        #expect(
          zip(a.luma, b.luma).allSatisfy { abs(Int($0) - Int($1)) <= 1 },
          "\(format) \(a.luma[0]) \(b.luma[0])")
      }
    }
  }
}
