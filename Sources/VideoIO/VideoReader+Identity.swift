internal import CFFmpeg
internal import CFFmpegShims
internal import Frames

extension VideoReader {
  /// The time stamp that the file gives the frame at hand; nil where it gives none.
  var statedPTS: Int64? {
    var pts = unsafe frame.pointer.pointee.best_effort_timestamp
    if pts == skillet_nopts() { pts = unsafe frame.pointer.pointee.pkt_dts }
    // Beyond this no tick count is a time: products with the time base would overflow.
    let limit = Int64(1 << 53) / Int64(header.timeBase.numerator)
    return pts == skillet_nopts() || abs(pts) > limit ? nil : pts
  }

  /// Gives the frame at hand its identity.
  mutating func accept() -> FrameTime {
    let duration = max(0, unsafe skillet_frame_duration(frame.pointer))
    let usual = duration > 0 ? duration : header.usualDuration
    var pts: Int64
    timing = .stated
    if let stated = statedPTS {
      pts = stated
    } else {
      pts = current == nil ? header.startTime : currentEnd
      timing = .missing
    }
    if let last = current, pts <= last.pts {
      timing = .disordered
      pts = last.pts + max(1, min(usual, header.usualDuration, longest))
    }
    readMarks()
    let index = (current?.index ?? -1) + 1
    if promised == nil, index > furthest {
      // A raw stream has no times, which is no fault.
      if timing != .stated, header.hasTimes || timing == .disordered { damage.repairedTimes += 1 }
      if currentIsCorrupt { damage.concealedFrames += 1 }
      if codec.errorCount > damage.decoderErrors { noteError() }
      furthest = index
    }
    return show(FrameTime(index: index, pts: pts, timeBase: header.timeBase), lasting: usual)
  }

  /// Whether the frame at hand is a key frame, and whether it is damaged.
  mutating func readMarks() {
    currentIsKey = unsafe skillet_frame_is_key(frame.pointer) != 0
    currentIsCorrupt =
      unsafe frame.pointer.pointee.decode_error_flags != 0
      || frame.pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0
  }

  /// No frame lasts longer, so that sums of made-up times stay far from overflow.
  private var longest: Int64 { max(1, Int64(1 << 40) / Int64(header.timeBase.numerator)) }

  /// Makes the frame at hand the current one.
  @discardableResult
  mutating func show(_ time: FrameTime, lasting duration: Int64) -> FrameTime {
    currentEnd = time.pts + max(1, min(duration, longest))
    current = time
    hasPicture = true
    return time
  }

  /// Makes the frame at hand the current one, after a seek.
  mutating func showPromised(_ index: Int, of table: FrameTable) -> FrameTime {
    readMarks()
    timing = .stated
    promised = table
    let duration = unsafe skillet_frame_duration(frame.pointer)
    return show(table[index], lasting: duration > 0 ? duration : header.usualDuration)
  }

  /// Forgets what the decoder holds, after the demuxer was moved.
  mutating func flush() throws(VideoError) {
    if header.codec == "av1" {
      // libdav1d 1.0 may wait for ever when it is flushed after damage and goes on with threads.
      codec = try openDecoder(
        format, stream: stream, path: path, options: options, isCareful: isCareful)
    } else {
      unsafe avcodec_flush_buffers(codec.pointer)
    }
    forget()
  }

  mutating func forget() {
    draining = false
    current = nil
    hasPicture = false
  }
}
