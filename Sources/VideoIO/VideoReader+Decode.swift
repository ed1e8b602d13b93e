internal import CFFmpeg
internal import CFFmpegShims
internal import Frames

extension VideoReader {
  /// Whether pictures may depend on the timing of threads or on what the memory held.
  var isInDoubt: Bool { !isCareful && codec.errorCount > 0 }

  var nothingShown: VideoError {
    let detail = damage.firstError.map { " (\($0))" } ?? ""
    if let stretch = statedStretch, detail.isEmpty {
      return VideoError(
        .badData, path: path, step: "decode",
        reason: "no frame is shown from \(stretch.lowerBound) s to \(stretch.upperBound) s",
        advice: "look at the start and the end that the list states")
    }
    return VideoError(
      .badData, path: path, step: "decode", reason: "not one frame could be shown\(detail)",
      advice: "the file is damaged or cut short")
  }

  /// Decodes until a frame is at hand; false at the end.
  mutating func receive() throws(VideoError) -> Bool {
    hasPicture = false
    let deadline = monotonicNanoseconds() + Int64(options.patience) * 1_000_000_000
    format.setDeadline(deadline)
    var rounds = 0
    while true {
      let code = FFmpegCode(unsafe avcodec_receive_frame(codec.pointer, frame.pointer))
      if code.value >= 0 {
        decodedFrames += 1
        return true
      }
      if code == .endOfFile { return false }
      if code == .again {
        if draining { return false }
        try feedDecoder()
      } else {
        noteLostPacket()
        // A decoder that only fails while draining would otherwise be asked for ever.
        if draining, rounds > 100_000 { return false }
      }
      rounds += 1
      if rounds & 63 == 0, monotonicNanoseconds() > deadline {
        throw VideoError(
          .badData, path: path, step: "decode",
          reason: "no frame came for \(options.patience) s after frame \(current?.index ?? -1)",
          advice: "the file is damaged or made to be slow; cut or convert it first")
      }
    }
  }

  /// Reads packets until one of the video's is with the decoder, or the file has ended.
  private mutating func feedDecoder() throws(VideoError) {
    while true {
      let code = FFmpegCode(unsafe av_read_frame(format.pointer, packet.pointer))
      guard code.value >= 0 else {
        // A demuxer that is busy for ever is left to the caller's deadline.
        if code == .again { return }
        if code != .endOfFile, isNew {
          damage.readError = code == .interrupted ? "reading took too long" : code.text
        }
        noteError(atEnd: true)
        draining = true
        _ = unsafe avcodec_send_packet(codec.pointer, nil)
        return
      }
      defer { unsafe av_packet_unref(packet.pointer) }
      guard unsafe packet.pointer.pointee.stream_index == stream else { continue }
      let sent = FFmpegCode(unsafe avcodec_send_packet(codec.pointer, packet.pointer))
      if sent.value < 0, sent != .again, sent != .endOfFile {
        noteLostPacket()
      }
      return
    }
  }

  /// Whether this part of the file is read for the first time, so that its damage counts.
  var isNew: Bool { promised == nil && current?.index ?? -1 >= furthest }

  private mutating func noteLostPacket() {
    if isNew { damage.lostPackets += 1 }
    noteError()
  }

  mutating func noteError(atEnd: Bool = false) {
    let text = takeLoggedError()
    if atEnd, isNew, damage.readError == nil, text.contains("ended prematurely") {
      damage.readError = text
    }
    if damage.firstError == nil, !text.isEmpty, isNew { damage.firstError = text }
    if isNew { damage.decoderErrors = codec.errorCount }
  }
}
