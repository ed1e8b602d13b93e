import Annotations
import Foundation
import Frames
import Skillet
import Testing
import VideoIO

/// A folder of what `segment` wrote of a made clip.
struct ReviewClip {
  let folder: String
  let result: SegmentResult

  var document: SegmentsDocument { result.document }
  var boundaries: [Int] { result.document.segments.dropFirst().map(\.start.index) }

  /// Three scenes of a second and a half, cut hard; `output` are further words to ffmpeg.
  static func scenes(rate: Int = 30, _ filter: String = "null", _ output: String = "") throws
    -> String
  {
    let half = 3 * rate / 2
    return try MadeClip.make(
      "-f lavfi -i testsrc2=s=128x72:r=\(rate) -f lavfi -i color=gray:s=512x288:r=\(rate)"
        + " -f lavfi -i mandelbrot=s=128x72:r=\(rate)",
      "[0]trim=end_frame=\(half)[a];[1]\(MadeClip.texture),setpts=N/\(rate)/TB,"
        + "trim=end_frame=\(half),crop=128:72:n:n/2,setsar=1[b];"
        + "[2]trim=end_frame=\(half),setpts=PTS-STARTPTS,setsar=1[c];"
        + "[a][b][c]concat=n=3,setsar=1,\(filter)[v]", output)
  }

  /// Cuts a clip into a folder of its own.
  init(_ video: String, settings: SegmentSettings = SegmentSettings()) throws {
    folder = MadeClip.folder.appendingPathComponent("\(UUID().uuidString).skillet").path
    let outputs = SegmentOutputs(folder: folder)
    let stage = try outputs.stage()
    result = try SegmentResult(video, settings: settings)
    _ = try outputs.write(result, to: stage, interruption: Interruption())
  }

  /// A file of the folder.
  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// The folder opened, and its one video.
  func opened() async throws -> (ReviewFolder, String) {
    let opened = try ReviewFolder(folder)
    return (opened, try #require(await opened.onlyVideo))
  }
}
