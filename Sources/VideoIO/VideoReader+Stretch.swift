internal import CFFmpeg
internal import Frames

extension VideoReader {
  /// Reads only the frames shown at or after one moment and before another, and counts them from 0.
  ///
  /// It is as if the file held no others; their time stamps stay those of the file.
  /// A moment may be a millisecond off: data sets state it as a rounded decimal. To be called before
  /// the first frame is read; the demuxer is moved to a key frame before.
  ///
  /// - Parameter seconds: the stretch on the file's own timeline.
  public mutating func begin(_ seconds: Range<Double>) {
    precondition(current == nil, "a stretch is chosen before the first frame is read")
    statedStretch = seconds
    let tick = header.timeBase.quotient
    func ticks(_ moment: Double) -> Int64 {
      Int64(max(-9e15, min(9e15, ((moment - 0.001) / tick).rounded(.up))))
    }
    stretch = ticks(seconds.lowerBound)..<max(ticks(seconds.lowerBound), ticks(seconds.upperBound))
    moveToStretch()
  }

  /// Moves the demuxer before the first frame of the stretch; where that fails, reading begins at
  /// the start of the file and passes over what comes before.
  mutating func moveToStretch() {
    guard let first = stretch?.lowerBound, first > header.startTime else { return }
    _ = unsafe avformat_seek_file(format.pointer, stream, Int64.min, first, first, 0)
  }

  /// Decodes until the next frame of the stretch is at hand; false at its end.
  mutating func receiveWithin() throws(VideoError) -> Bool {
    var found = try receive()
    guard let stretch else { return found }
    while found, current == nil, let pts = statedPTS, pts < stretch.lowerBound {
      found = try receive()
    }
    if found, let pts = statedPTS, pts >= stretch.upperBound {
      hasPicture = false
      return false
    }
    return found
  }
}

extension VideoHeader {
  /// Frames that the container's count promises for a stretch of the file; nil where it has none.
  public func framesFromHeader(within stretch: Range<Double>?) -> Int? {
    guard let stretch else { return framesFromHeader }
    let length = stretch.upperBound - stretch.lowerBound
    guard averageFrameRate.numerator > 0 else { return nil }
    return Int(min(1e9, (length * averageFrameRate.quotient).rounded()))
  }
}
