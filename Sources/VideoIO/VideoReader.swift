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
/// Damage is concealed alike every time: at the first error the reader starts over with one thread
/// and with cleared pictures, because what a decoder puts in place of what is lost depends on how
/// far its other threads are and on what the memory held before.
///
/// Memory: a few pictures, whatever the length. Cost: that of decoding.
public struct VideoReader: ~Copyable {
  /// The file as the person named it.
  public let path: String
  /// What the header says of the picture.
  public let header: VideoHeader
  /// The frame shown last; nil before the first call of `next`.
  public internal(set) var current: FrameTime?
  /// Whether the frame shown last is a key frame.
  public internal(set) var currentIsKey = false
  /// Whether the frame shown last was damaged and concealed.
  public internal(set) var currentIsCorrupt = false
  /// The end of the frame shown last, in ticks.
  public internal(set) var currentEnd: Int64 = 0
  /// What went wrong so far.
  public internal(set) var damage = Damage()

  /// Pictures that the decoder gave, those passed over in a seek included: the work done so far.
  public internal(set) var decodedFrames = 0

  var format: FormatHandle
  var codec: CodecHandle
  let packet: PacketHandle
  let frame: FrameHandle
  let stream: Int32
  let options: Options
  /// Whether damage was met, so that one thread decodes into cleared pictures.
  var isCareful = false
  /// The time stamps of the stretch that is read, half-open; nil for the whole file.
  var stretch: Range<Int64>?
  /// The stretch as it was asked for, for messages.
  var statedStretch: Range<Double>?
  /// Whether `frame` holds the picture of `current`.
  var hasPicture = false
  /// The frames that a seek promised; nil while reading goes on from the start.
  var promised: FrameTable?
  /// Where the time stamp of the frame shown last comes from.
  var timing = Timing.stated
  /// The last frame for which damage was counted.
  var furthest = -1
  var draining = false
  var converter = PictureConverter()

  /// How much work a reader may spare.
  public struct Options: Sendable, Hashable {
    /// Decoder threads; pictures do not depend on it.
    public var threads: Int
    /// Leaves out the loop filter of pictures that no other picture refers to.
    ///
    /// Nothing drifts, no frame is lost; the spared pictures keep faint block edges, which cell means hardly see.
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

  /// Where a time stamp comes from.
  enum Timing {
    /// From the file.
    case stated
    /// Made up, as the file gives none.
    case missing
    /// Made up, as the file gives one that is not after the frame before.
    case disordered
  }

  /// What a reader met that a sound file does not have.
  public struct Damage: Sendable, Hashable {
    /// Packets that the decoder or the demuxer refused.
    public var lostPackets = 0
    /// Frames that were shown with errors concealed.
    public var concealedFrames = 0
    /// Frames whose time stamp was missing or not after the one before; theirs were made up.
    public var repairedTimes = 0
    /// Errors that the decoder reported, those of frames that look sound included.
    public var decoderErrors = 0
    /// Reading broke off with this error before the end of the file.
    public var readError: String?
    /// The first error that FFmpeg reported.
    public var firstError: String?
  }

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
    let codec = try openDecoder(
      format, stream: stream, path: path, options: options, isCareful: false)
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
  /// - Throws: `VideoError` where nothing came for `options.patience` seconds, or where the file
  ///   ends without having shown one frame.
  public mutating func next() throws(VideoError) -> FrameTime? {
    let last = current?.index ?? -1
    var found = try receiveWithin()
    if isInDoubt {
      try startOver(isCareful: true)
      try advance(to: last)
      found = try receiveWithin()
    }
    if let promised, last + 1 < promised.count,
      !found || statedPTS != promised.pts[last + 1]
    {
      // The seek landed where decoding goes on otherwise than from the start.
      try startOver(isCareful: isCareful)
      try advance(to: last)
      found = try receiveWithin()
    }
    guard found else {
      if last < 0, furthest < 0 { throw nothingShown }
      return nil
    }
    return accept()
  }

  /// Opens the file once more, to read it from its start.
  mutating func startOver(isCareful: Bool) throws(VideoError) {
    if self.isCareful != isCareful {
      damage = Damage()
      furthest = -1
    }
    _ = takeLoggedError()
    let format = try openFormat(path, options: options)
    codec = try openDecoder(
      format, stream: stream, path: path, options: options, isCareful: isCareful)
    self.format = format
    self.isCareful = isCareful
    promised = nil
    forget()
    moveToStretch()
  }

  /// Decodes on until a frame is reached; -1 is the start.
  @discardableResult
  mutating func advance(to index: Int) throws(VideoError) -> FrameTime? {
    while current?.index ?? -1 < index {
      guard try next() != nil else { return nil }
    }
    return current
  }
}
