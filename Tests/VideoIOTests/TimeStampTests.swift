import Foundation
import Frames
import Testing
import VideoIO

@Suite struct TimeStampTests {
  static let source = "-f lavfi -i testsrc2=s=64x36:r=25:d=2"
  /// Every third frame is left out, and time runs twice as fast from frame 20 on.
  static let variable =
    "\(source) -vf select=mod(n\\,3),setpts=PTS*(1+gt(N\\,20)) -fps_mode vfr"

  @Test func aConstantRateGivesEvenTimeStamps() throws {
    let path = try Fixture.make("cfr.mp4", "\(Self.source) -c:v mpeg4")
    let (table, _, info) = try readAll(path)
    #expect(table.count == 50)
    #expect(Array(table.pts) == (0..<50).map { $0 * (table.pts[1] - table.pts[0]) })
    #expect(!info.variableFrameRate)
    #expect(info.averageFrameRate == Rational(25, 1))
    #expect(abs(info.duration - 2) < 1e-9)
    #expect(info.framesInHeader == 50)
    #expect(info.faults.isEmpty && info.corruptFrames == 0)
  }

  @Test(arguments: ["mp4", "mkv"])
  func aVariableRateKeepsItsTimeStamps(container: String) throws {
    let path = try Fixture.make(
      "vfr.\(container)", "\(Self.variable) -c:v libx264 -pix_fmt yuv420p")
    let (table, _, info) = try readAll(path)
    #expect(info.variableFrameRate)
    #expect(table.count == 33)
    #expect(try Array(table.pts) == Fixture.probedPTS(path))
  }

  @Test(arguments: ["mp4", "mkv"])
  func aDelayedStartIsKept(container: String) throws {
    let path = try Fixture.make(
      "delayed.\(container)",
      "\(Self.source) -f lavfi -i sine=d=8 -vf setpts=PTS+1.2/TB -fps_mode passthrough "
        + "-c:v mpeg4 -c:a aac")
    let (table, _, info) = try readAll(path)
    #expect(table.count == 50)
    // Sound that starts before zero moves everything by one of its frames in Matroska.
    #expect(abs(table[0].seconds - 1.2) < (container == "mkv" ? 0.025 : 0.001))
    #expect(try Array(table.pts) == Fixture.probedPTS(path))
    #expect(info.faults.isEmpty, "\(info.faults)")
  }

  @Test(.enabled(if: Fixture.shared != nil, "needs ../shared/data"))
  func theSharedDelayedFileStartsAtIndexZero() throws {
    let path = try Fixture.sharedPath("media/pyscenedetect/delayed_start.mp4")
    var reader = try VideoReader(path)
    let first = try #require(try reader.next())
    #expect(first.index == 0)
    #expect(first.pts == 13760)
  }

  @Test func framesBeforeAnEditListAreNotCounted() throws {
    let whole = try Fixture.make(
      "whole.mp4", "\(Self.source) -c:v libx264 -g 25 -bf 2 -pix_fmt yuv420p")
    let path = try Fixture.make("edit.mp4", "-ss 0.52 -i \(whole) -c copy")
    let (table, pictures, info) = try readAll(path)
    #expect(table.count == 37)
    #expect(try Array(table.pts) == Fixture.probedPTS(path))
    #expect(info.framesInHeader == 50, "the samples before the edit are in the file")
    let all = try readAll(whole)
    #expect(pictures == Array(all.pictures[13...]), "frame 0 is the first one shown")
  }

  @Test func hiddenFramesAreNotCounted() throws {
    let path = try Fixture.make(
      "hidden.webm",
      "-f lavfi -i testsrc2=s=64x36:r=25:d=4 -c:v libvpx-vp9 -auto-alt-ref 1 -lag-in-frames 16 -g 60"
    )
    #expect(try Array(readAll(path).table.pts) == Fixture.probedPTS(path))
    #expect(try readAll(path).table.count == 100)
  }

  @Test func bothCountsAreKeptWhereTheHeaderLies() throws {
    let sound = try Fixture.make("honest.avi", "\(Self.source) -c:v mpeg4")
    let path = try Fixture.changed(sound, "lying.avi") { bytes in
      // dwLength of the stream header: 32 bytes after its four-letter type.
      let at = try #require(bytes.place(of: "strh")) + 8 + 32
      bytes[at..<at + 4] = [77, 0, 0, 0]
    }
    let (table, _, info) = try readAll(path)
    #expect(table.count == 50)
    #expect(info.framesInHeader == 77)
    #expect(info.faults.contains { $0.contains("claims 77 frames, 50") }, "\(info.faults)")
  }

  /// A codec in a container, the encoder it needs, and its arguments.
  static let matrix: [(file: String, encoder: String, arguments: String)] = {
    let codecs: [(String, String, String, [String])] = [
      ("h264", "libx264", "-pix_fmt yuv420p -g 12 -bf 3", ["mp4", "mkv", "avi", "mov", "ts"]),
      ("hevc", "libx265", "-x265-params log-level=error:keyint=12", ["mp4", "mkv", "mov", "ts"]),
      ("vp9", "libvpx-vp9", "-g 12", ["mp4", "mkv", "webm"]),
      ("vp8", "libvpx", "-g 12 -auto-alt-ref 1 -lag-in-frames 10", ["mkv", "webm"]),
      ("mpeg4", "mpeg4", "-bf 2 -g 12", ["mp4", "mkv", "avi", "mov"]),
      ("mpeg2", "mpeg2video", "-bf 2 -g 12", ["mp4", "mkv", "ts", "mpg"]),
      ("mjpeg", "mjpeg", "-pix_fmt yuvj420p", ["mkv", "avi", "mov"]),
      ("av1", "libaom-av1", "-cpu-used 8 -g 12", ["mp4", "mkv", "webm"]),
      ("rgb", "libx264rgb", "-g 12", ["mkv", "mov"]),
      ("ffv1", "ffv1", "", ["mkv", "avi"]),
    ]
    return codecs.flatMap { name, encoder, arguments, containers in
      containers.map { ("\(name).\($0)", encoder, "-c:v \(encoder) \(arguments)") }
    }
  }()

  @Test(arguments: matrix.map(\.file))
  func everyCodecAndContainerGivesTheTimeStampsOfFFprobe(file: String) throws {
    let (_, encoder, arguments) = try #require(Self.matrix.first { $0.file == file })
    guard Fixture.hasEncoder(encoder) else { return }
    let path = try Fixture.make(
      "matrix-\(file)", "-f lavfi -i testsrc2=s=64x36:r=25:d=1.2 \(arguments)")
    let (table, _, info) = try readAll(path)
    let probed = try Fixture.probedTimes(path)
    #expect(table.count == 30)
    #expect(probed.count == 30)
    // AVI and MPEG state no time for the last frames; the frame rate continues there.
    #expect(probed.compactMap { $0 }.count >= 28)
    #expect(zip(table.pts, probed).allSatisfy { $1 == nil || $0 == $1 })
    #expect(!info.variableFrameRate)
    #expect(info.faults.filter { !$0.contains("time stamp") } == [])
    #expect(try readAll(path, options: .init(threads: 2)).pictures == readAll(path).pictures)
  }
}
