internal import Annotations
internal import Frames
internal import VideoIO

/// The frames of a video by the times at which a proof finds its evidence.
struct EvidenceFrames {
  /// Every frame of the video.
  let table: FrameTable

  /// Reads the times of all frames of a video.
  init(of path: String, interruption: Interruption) throws(SkilletError) {
    do throws(VideoError) {
      var reader = try VideoReader(path, options: .init(threads: 2, sparesLoopFilter: true))
      var table = FrameTable(timeBase: reader.header.timeBase)
      while !interruption.isRequested, try reader.next() != nil {
        table.appendCurrent(of: reader)
      }
      self.table = table
    } catch {
      throw SkilletError(error)
    }
    try interruption.check()
  }

  /// The frames of a stretch, at least one and all within the video.
  func frames(of span: TimeSpan) -> Range<Int> {
    let first: Int
    let end: Int
    if let stated = span.frames {
      (first, end) = (stated.lowerBound, stated.upperBound)
    } else {
      // Spans count from the first frame, time stamps from wherever the file does.
      let offset = table[0].seconds
      first = table.index(shownAt: span.start + offset)
      end = table.index(shownAt: span.end + offset - 0.000_001) + 1
    }
    let start = min(max(0, first), table.count - 1)
    return start..<min(max(start + 1, end), table.count)
  }
}
