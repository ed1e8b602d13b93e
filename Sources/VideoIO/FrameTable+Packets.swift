internal import CFFmpeg
internal import CFFmpegShims
internal import Frames

extension FrameTable {
  /// The times that the packets of a file state, in display order, without decoding any.
  ///
  /// Where nothing of the file is hidden or damaged these are the times of the frames that a decoder
  /// shows; only somebody who knows those frames can tell, so hold the table against them. Nil where
  /// a packet states no time or two state the same. Cost: one pass over the file's index or bytes.
  ///
  /// - Throws: where the file cannot be opened as a video.
  public init?(packetsOf path: String, isCancelled: () -> Bool = { false }) throws(VideoError) {
    try InputFile.check(path)
    let options = VideoReader.Options()
    let format = try openFormat(path, options: options)
    format.setDeadline(0)
    let stream = try findVideoStream(format, path: path)
    let header = try VideoHeader(format, stream: stream, path: path, options: options)
    for i in 0..<Int(unsafe format.pointer.pointee.nb_streams) where i != Int(stream) {
      unsafe format.pointer.pointee.streams[i]?.pointee.discard = AVDISCARD_ALL
    }
    guard let packet = PacketHandle() else {
      throw VideoError(.failed, path: path, step: "read", reason: "out of memory")
    }
    var shown: [(pts: Int64, duration: Int64, isKey: Bool)] = []
    while !isCancelled(), unsafe av_read_frame(format.pointer, packet.pointer) >= 0 {
      defer { unsafe av_packet_unref(packet.pointer) }
      guard unsafe packet.pointer.pointee.stream_index == stream,
        unsafe packet.pointer.pointee.flags & AV_PKT_FLAG_DISCARD == 0
      else { continue }
      let pts = unsafe packet.pointer.pointee.pts
      let limit = Int64(1 << 53) / Int64(header.timeBase.numerator)
      guard pts != skillet_nopts(), abs(pts) <= limit else { return nil }
      shown.append(
        (
          pts, unsafe packet.pointer.pointee.duration,
          unsafe packet.pointer.pointee.flags & AV_PKT_FLAG_KEY != 0
        ))
    }
    if isCancelled() { return nil }
    shown.sort { $0.pts < $1.pts }
    guard zip(shown, shown.dropFirst()).allSatisfy({ $0.pts < $1.pts }) else { return nil }
    self.init(timeBase: header.timeBase, capacity: shown.count)
    for (index, packet) in shown.enumerated() {
      let duration = packet.duration > 0 ? packet.duration : header.usualDuration
      append(
        FrameTime(index: index, pts: packet.pts, timeBase: timeBase), end: packet.pts + duration,
        isKey: packet.isKey)
    }
  }
}
