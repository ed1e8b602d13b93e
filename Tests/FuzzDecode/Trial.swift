import Foundation
import Frames
import VideoIO

/// Reads one file in every way there is; a broken promise ends the process.
enum Trial {
  private static let mostFrames = 60

  /// How the file fared, in a word or two.
  static func run(_ path: String, seed: UInt64) -> String {
    var random = Seeded(seed ^ 0xFACE)
    let options = VideoReader.Options(
      threads: Int.random(in: 1...2, using: &random), sparesLoopFilter: seed % 3 == 0,
      maximumPixels: 1 << 22, patience: 10)
    do throws(VideoError) {
      return try read(path, options, &random)
    } catch {
      require(!error.reason.isEmpty && error.path == path, "an error must say what and where")
      return "\(error.kind) at \(error.step)"
    }
  }

  private static func read(
    _ path: String, _ options: VideoReader.Options, _ random: inout Seeded
  ) throws(VideoError) -> String {
    var reader = try VideoReader(path, options: options)
    var table = FrameTable(timeBase: reader.header.timeBase)
    var pictures: [SmallPicture] = []
    var picture = SmallPicture(width: 8, height: 6)
    while pictures.count < mostFrames, let frame = try reader.next() {
      require(frame.index == pictures.count, "indices must follow each other")
      require(table.pts.last.map { $0 < frame.pts } ?? true, "times must rise")
      require(reader.currentEnd > frame.pts && frame.seconds.isFinite, "\(frame)")
      table.appendCurrent(of: reader)
      try reader.average(into: &picture)
      pictures.append(picture)
    }
    require(!pictures.isEmpty, "a video without frames must be refused")
    let info = reader.info(of: table)
    require(info.frames == table.count && info.duration.isFinite, "\(info)")
    for _ in 0..<4 {
      let index = Int.random(in: 0..<table.count, using: &random)
      let found = try reader.seek(to: index, in: table)
      require(found == table[index], "a seek to \(index) gave \(String(describing: found))")
      try reader.average(into: &picture)
      // Damage that no decoder noticed may outlive a key frame; reported damage is read around.
      let damage = reader.damage
      let isSilent = damage.decoderErrors + damage.lostPackets + damage.concealedFrames == 0
      // FFmpeg's concealment of MPEG-2 reads motion vectors that nothing has set.
      let isUnset = reader.header.codec == "mpeg2video"
      if isSilent || isUnset, picture != pictures[index] { return "damaged beyond repeating" }
      require(picture == pictures[index], "a seek to \(index) gave another picture")
    }
    _ = try reader.jpeg(longestSide: 40)
    return info.faults.isEmpty ? "sound" : "damaged"
  }
}

/// Ends the process with a sentence where a promise is broken, in release too.
private func require(_ holds: Bool, _ sentence: @autoclosure () -> String) {
  if holds { return }
  FileHandle.standardError.write(Data("broken promise: \(sentence())\n".utf8))
  exit(70)
}
