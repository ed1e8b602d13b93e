internal import CFFmpeg
internal import CFFmpegShims
internal import Frames

/// Copies the sound packets of a span of time, with times that begin at zero.
///
/// A packet belongs to the span in which it begins, so that clips that tile a video tile its sound.
struct SoundCopier: ~Copyable {
  private let format: FormatHandle
  private let packet: PacketHandle
  private let start: (pts: Int64, base: AVRational)
  private let end: (pts: Int64, base: AVRational)
  /// Number in the source to number in the clip.
  private let streams: [Int32: Int32]
  private var open: Set<Int32>
  private var isHolding = false

  /// Finds the sound streams and adds them to the clip.
  init(
    _ path: String, span: ClosedRange<Int64>, timeBase: AVRational, _ output: borrowing ClipOutput,
    options: VideoReader.Options
  ) throws(VideoError) {
    let format = try openFormat(path, options: options)
    var streams: [Int32: Int32] = [:]
    guard let packet = PacketHandle() else {
      throw VideoError(.failed, path: path, step: "open", reason: "out of memory")
    }
    for i in 0..<Int32(unsafe format.pointer.pointee.nb_streams) {
      guard let stream = unsafe format.pointer.pointee.streams[Int(i)],
        let facts = unsafe stream.pointee.codecpar
      else { continue }
      guard unsafe isCopyableSound(facts) else {
        unsafe stream.pointee.discard = AVDISCARD_ALL
        continue
      }
      guard unsafe output.holds(facts.pointee.codec_id) else {
        throw VideoError(
          .cannotWrite, path: output.path, step: "write",
          reason:
            "this container cannot hold \(unsafe string(avcodec_get_name(facts.pointee.codec_id)))"
            + " sound", advice: "use .mkv")
      }
      streams[i] = try unsafe output.addStream(timeBase: stream.pointee.time_base) {
        unsafe avcodec_parameters_copy($0.pointee.codecpar, facts)
      }
    }
    if let first = streams.keys.min(),
      let stream = unsafe format.pointer.pointee.streams[Int(first)]
    {
      let time = unsafe av_rescale_q(span.lowerBound, timeBase, stream.pointee.time_base)
      // Where that fails, reading begins at the start of the file.
      _ = unsafe avformat_seek_file(format.pointer, first, Int64.min, time, time, 0)
    }
    self.format = format
    self.packet = packet
    self.streams = streams
    open = Set(streams.keys)
    start = (span.lowerBound, timeBase)
    end = (span.upperBound, timeBase)
  }

  /// Sound streams in the clip.
  var count: Int { streams.count }

  /// Copies what begins before a moment of the source.
  mutating func copy(
    before pts: Int64, _ base: AVRational, to output: borrowing ClipOutput
  ) throws(VideoError) {
    while !open.isEmpty {
      if !isHolding {
        format.setDeadline(monotonicNanoseconds() + 30_000_000_000)
        let code = FFmpegCode(unsafe av_read_frame(format.pointer, packet.pointer))
        if code == .again { continue }
        guard code.value >= 0 else {
          open = []
          return
        }
        isHolding = true
      }
      guard try copyHeld(before: pts, base, to: output) else { return }
    }
  }

  /// Copies or drops the packet at hand; false where it is for later.
  private mutating func copyHeld(
    before pts: Int64, _ base: AVRational, to output: borrowing ClipOutput
  ) throws(VideoError) -> Bool {
    let given = unsafe packet.pointer
    let index = unsafe given.pointee.stream_index
    let time = unsafe given.pointee.pts == skillet_nopts() ? given.pointee.dts : given.pointee.pts
    guard let target = streams[index], time != skillet_nopts(),
      let stream = unsafe format.pointer.pointee.streams[Int(index)]
    else {
      drop()
      return true
    }
    let own = unsafe stream.pointee.time_base
    if av_compare_ts(time, own, end.pts, end.base) >= 0 {
      open.remove(index)
      drop()
      return true
    }
    if av_compare_ts(time, own, start.pts, start.base) < 0 {
      drop()
      return true
    }
    if av_compare_ts(time, own, pts, base) >= 0 { return false }
    let shift = av_rescale_q_rnd(start.pts, start.base, own, AV_ROUND_DOWN)
    unsafe given.pointee.pts = time - shift
    unsafe given.pointee.dts = time - shift
    isHolding = false
    try unsafe output.write(given, stream: target, timeBase: own)
    return true
  }

  private mutating func drop() {
    unsafe av_packet_unref(packet.pointer)
    isHolding = false
  }
}

/// Whether a stream is sound that can be described to a muxer.
func isCopyableSound(_ facts: UnsafePointer<AVCodecParameters>) -> Bool {
  unsafe facts.pointee.codec_type == AVMEDIA_TYPE_AUDIO
    && facts.pointee.codec_id != AV_CODEC_ID_NONE && facts.pointee.sample_rate > 0
}
