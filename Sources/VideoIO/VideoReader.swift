internal import CFFmpeg
internal import CFFmpegShims
public import Frames

/// Reads the frames that a decoder shows, one after another, with their identity.
///
/// The file is local (protocol `file` only; playlists are refused), the first best video stream is
/// taken, hidden frames and frames outside an edit list are not counted. A frame that the decoder
/// had to conceal is shown and so keeps its index, but is marked; a packet that gives no picture is
/// counted. Not thread-safe: open it in the task that reads it.
///
/// Memory: a few pictures, whatever the length. Cost: that of decoding.
public struct VideoReader: ~Copyable {
  /// The file as the person named it.
  public let path: String
  /// What the header says of the picture.
  public let header: VideoHeader
  /// The frame shown last; nil before the first call of `next`.
  public private(set) var current: FrameTime?
  /// Whether the frame shown last is a key frame.
  public private(set) var currentIsKey = false
  /// Whether the frame shown last was damaged and concealed.
  public private(set) var currentIsCorrupt = false
  /// The end of the frame shown last, in ticks.
  public private(set) var currentEnd: Int64 = 0
  /// What went wrong so far.
  public private(set) var damage = Damage()

  let format: FormatHandle
  let codec: CodecHandle
  let packet: PacketHandle
  let frame: FrameHandle
  let stream: Int32
  private var draining = false
  var converter = PictureConverter()

  /// How much work a reader may spare.
  public struct Options: Sendable, Hashable {
    /// Decoder threads; pictures do not depend on it.
    public var threads: Int
    /// Leaves out the loop filter of pictures that no other picture refers to. Nothing drifts, no
    /// frame is lost; the spared pictures keep faint block edges, which cell means hardly see.
    public var sparesLoopFilter: Bool
    /// The largest picture that is decoded, in pixels.
    public var maximumPixels: Int
    /// Seconds without a frame after which the reader gives up.
    public var patience: Int

    /// Collects the options; the defaults suit exact pictures.
    public init(
      threads: Int = 1, sparesLoopFilter: Bool = false, maximumPixels: Int = 8192 * 8192,
      patience: Int = 30
    ) {
      self.threads = threads
      self.sparesLoopFilter = sparesLoopFilter
      self.maximumPixels = maximumPixels
      self.patience = patience
    }
  }

  /// What a reader met that a sound file does not have.
  public struct Damage: Sendable, Hashable {
    /// Packets that the decoder or the demuxer refused.
    public var lostPackets = 0
    /// Frames that were shown with errors concealed.
    public var concealedFrames = 0
    /// Frames whose time stamp was missing or not after the one before; theirs were made up.
    public var repairedTimes = 0
    /// Reading broke off with this error before the end of the file.
    public var readError: String?
    /// The first error that FFmpeg reported.
    public var firstError: String?
  }

  let options: Options

  /// Opens a file.
  ///
  /// - Throws: `VideoError` that says why the file cannot be read as a video.
  public init(_ path: String, options: Options = Options()) throws(VideoError) {
    skillet_log_install()
    _ = takeLoggedError()
    try InputFile.check(path)
    let format = try openFormat(path, options: options)
    let stream = try findVideoStream(format, path: path)
    let header = try VideoHeader(format, stream: stream, path: path, options: options)
    let codec = try openDecoder(format, stream: stream, path: path, options: options)
    guard let packet = PacketHandle(), let frame = FrameHandle() else {
      throw VideoError(.failed, path: path, step: "open", reason: "out of memory")
    }
    self.path = path
    self.options = options
    self.header = header
    self.format = format
    self.codec = codec
    self.packet = packet
    self.frame = frame
    self.stream = stream
  }

  /// Decodes until the next frame is shown; nil at the end.
  ///
  /// - Throws: `VideoError` where nothing came for `options.patience` seconds.
  public mutating func next() throws(VideoError) -> FrameTime? {
    guard try receive() else { return nil }
    return acceptFrame()
  }

  /// Decodes until a frame is at hand; false at the end.
  mutating func receive() throws(VideoError) -> Bool {
    let start = monotonicNanoseconds()
    let deadline = start + Int64(options.patience) * 1_000_000_000
    format.setDeadline(deadline)
    var rounds = 0
    while true {
      let code = FFmpegCode(unsafe avcodec_receive_frame(codec.pointer, frame.pointer))
      if code.value >= 0 { return true }
      if code == .endOfFile { return false }
      if code == .again {
        if draining { return false }
        try feedDecoder()
      } else {
        damage.lostPackets += 1
        noteError()
        // A decoder that only fails while draining would otherwise be asked for ever.
        if draining, damage.lostPackets > 1_000_000 { return false }
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
        if code == .again { continue }
        if code != .endOfFile {
          damage.readError = code == .interrupted ? "reading took too long" : code.text
          noteError()
        }
        draining = true
        _ = unsafe avcodec_send_packet(codec.pointer, nil)
        return
      }
      defer { unsafe av_packet_unref(packet.pointer) }
      guard unsafe packet.pointer.pointee.stream_index == stream else { continue }
      let sent = FFmpegCode(unsafe avcodec_send_packet(codec.pointer, packet.pointer))
      if sent.value < 0, sent != .again, sent != .endOfFile {
        damage.lostPackets += 1
        noteError()
      }
      return
    }
  }

  private mutating func noteError() {
    let text = takeLoggedError()
    if damage.firstError == nil, !text.isEmpty { damage.firstError = text }
  }

  /// The time stamp that the file gives the frame at hand; nil where it gives none.
  var statedPTS: Int64? {
    var pts = unsafe frame.pointer.pointee.best_effort_timestamp
    if pts == skillet_nopts() { pts = unsafe frame.pointer.pointee.pkt_dts }
    // Beyond this no tick count is a time: sums would overflow.
    return pts == skillet_nopts() || abs(pts) > 1 << 53 ? nil : pts
  }

  /// Gives the frame at hand its identity.
  private mutating func acceptFrame() -> FrameTime {
    let duration = max(0, unsafe skillet_frame_duration(frame.pointer))
    let usual = duration > 0 ? duration : header.usualDuration
    var pts: Int64
    if let stated = statedPTS {
      pts = stated
    } else {
      pts = current == nil ? header.startTime : currentEnd
      if current != nil || header.hasTimes { damage.repairedTimes += 1 }
    }
    if let last = current, pts <= last.pts {
      damage.repairedTimes += 1
      pts = last.pts + max(1, min(usual, max(1, header.usualDuration)))
    }
    currentIsKey = unsafe skillet_frame_is_key(frame.pointer) != 0
    currentIsCorrupt =
      unsafe frame.pointer.pointee.decode_error_flags != 0
      || frame.pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0
    if currentIsCorrupt {
      damage.concealedFrames += 1
      noteError()
    }
    let index = (current?.index ?? -1) + 1
    return show(FrameTime(index: index, pts: pts, timeBase: header.timeBase), lasting: usual)
  }

  /// Makes the frame at hand the current one.
  @discardableResult
  mutating func show(_ time: FrameTime, lasting duration: Int64) -> FrameTime {
    currentEnd = time.pts + max(1, min(duration, 1 << 40))
    current = time
    return time
  }

  /// Forgets what the decoder holds, after the demuxer was moved.
  mutating func flush() {
    unsafe avcodec_flush_buffers(codec.pointer)
    draining = false
    current = nil
  }
}
