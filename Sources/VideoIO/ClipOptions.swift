/// How a clip is written.
public struct ClipOptions: Sendable, Hashable {
  /// Exact to the frame, or fast and as it is.
  public enum Mode: Sendable, Hashable {
    /// Decodes and encodes again: the clip has exactly the frames asked for.
    case exact
    /// Copies packets from the key frame at or before the start: nothing is lost and it takes no
    /// time, but the clip may begin earlier and end later; the report says by how much.
    case copy
  }

  /// Exact to the frame, or fast and as it is.
  public var mode: Mode
  /// Whether sound is copied along.
  public var keepsSound: Bool
  /// The quality of x264: 0 is lossless, 18 looks like the source, 51 is worst.
  public var quality: Int
  /// Decoder and encoder threads.
  public var threads: Int
  /// The container, as a file extension; nil takes that of the output's name.
  public var container: String?
  /// Whether the clip is for a browser that plays it while it is written (exact mode): H.264 of 8
  /// bits and half-size chroma in fragments of a second, pictures of at most 1280 pixels a side.
  public var isStreamed: Bool
  /// The part of the file that the frames count from (exact mode), in its own seconds; nil for all.
  public var stretch: Range<Double>?

  /// Collects the options.
  public init(
    mode: Mode = .exact, keepsSound: Bool = true, quality: Int = 18, threads: Int = 2,
    container: String? = nil, isStreamed: Bool = false, stretch: Range<Double>? = nil
  ) {
    self.mode = mode
    self.keepsSound = keepsSound
    self.quality = quality
    self.threads = threads
    self.container = container
    self.isStreamed = isStreamed
    self.stretch = stretch
  }
}

/// What a clip became.
public struct ClipReport: Sendable, Hashable {
  /// Frames in the clip.
  public var frames: Int
  /// Frames by which the clip begins before (negative) the frame asked for; 0 in exact mode.
  public var startMoved: Int
  /// The same in seconds.
  public var startMovedSeconds: Double
  /// Frames by which the clip ends after the end asked for; 0 in exact mode.
  public var endMoved: Int
  /// The same in seconds.
  public var endMovedSeconds: Double
  /// Sound streams that were copied along.
  public var soundStreams: Int
  /// FFmpeg's name of the encoder, or `copy`.
  public var encoder: String
}
