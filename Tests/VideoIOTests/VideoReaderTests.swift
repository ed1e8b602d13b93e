import Foundation
import Frames
import Testing
import VideoIO

@Suite struct VideoReaderTests {
  @Test(arguments: ["nasa_13013.mp4", "av1_video.mkv", "h265_video.mp4", "testsrc2_vp8.webm"])
  func timeStampsAreThoseOfFFprobe(name: String) throws {
    guard let shared = Fixture.shared else { return }
    let folder = name.hasPrefix("nasa") ? "videos/shots" : "media/torchcodec"
    let path = shared.appendingPathComponent(folder).appendingPathComponent(name).path
    let (table, _, _) = try readAll(path)
    let stream = name.hasPrefix("nasa") ? "3" : "v:0"
    let text = try Fixture.run(
      "ffprobe",
      ["-v", "error", "-select_streams", stream, "-show_entries", "frame=best_effort_timestamp"]
        + ["-of", "csv=p=0", path])
    let expected = text.split(whereSeparator: { $0 == "\n" || $0 == "," }).compactMap { Int64($0) }
    #expect(Array(table.pts) == expected)
  }

  @Test func randomAccessEqualsSequentialReading() throws {
    let path = try Fixture.make(
      "bframes.mp4",
      "-f lavfi -i testsrc2=s=64x36:r=25:d=4 -c:v libx264 -g 20 -bf 3 -pix_fmt yuv420p")
    let (table, pictures, _) = try readAll(path)
    #expect(table.count == 100)
    var reader = try VideoReader(path)
    var picture = SmallPicture(width: 32, height: 18)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<60 {
      let index = Int.random(in: 0..<table.count, using: &generator)
      #expect(try reader.seek(to: index, in: table) == table[index])
      try reader.average(into: &picture)
      #expect(picture == pictures[index], "frame \(index)")
    }
  }
}
