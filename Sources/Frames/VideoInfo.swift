/// What is known of a video once its frames were counted.
public struct VideoInfo: Sendable, Hashable {
  /// The path as the person gave it.
  public var path: String
  /// SHA-256 of the file's bytes in lower-case hexadecimal; nil where it was not asked for.
  public var sha256: String?
  /// Width in pixels as shown: after the rotation, before the sample aspect ratio.
  public var width: Int
  /// Height in pixels as shown: after the rotation, before the sample aspect ratio.
  public var height: Int
  /// Degrees by which the coded picture is turned counter-clockwise to be shown; -179...180.
  public var rotation: Int
  /// The width of one pixel over its height, as shown; 1/1 where the file says nothing.
  public var sampleAspectRatio: Rational
  /// The codec's short name, such as `h264`.
  public var codec: String
  /// FFmpeg's name of the pixel format, such as `yuv420p10le`.
  public var pixelFormat: String
  /// FFmpeg's names of matrix, transfer, primaries and range, such as `bt709`.
  public var color: ColorInfo
  /// Frames that a decoder shows: the truth.
  public var frames: Int
  /// Frames that the container's header claims; nil where it claims none.
  public var framesInHeader: Int?
  /// Seconds a tick.
  public var timeBase: Rational
  /// Frames a second, averaged by the container.
  public var averageFrameRate: Rational
  /// Whether the distances between shown frames differ by more than the time base's rounding.
  public var variableFrameRate: Bool
  /// Seconds from the first frame to the end of the last one.
  public var duration: Double
  /// Packets that gave no picture and pictures that a decoder had to conceal.
  public var corruptFrames: Int
  /// What is wrong with the file, in words, one entry a kind.
  public var faults: [String]

  /// How the colours are coded.
  public struct ColorInfo: Sendable, Hashable {
    /// The matrix from YCbCr to RGB.
    public var matrix: String
    /// The transfer curve; `smpte2084` and `arib-std-b67` mean high dynamic range.
    public var transfer: String
    /// The primaries.
    public var primaries: String
    /// `tv` (16...235) or `pc` (0...255).
    public var range: String

    /// Names the four parts.
    public init(matrix: String, transfer: String, primaries: String, range: String) {
      self.matrix = matrix
      self.transfer = transfer
      self.primaries = primaries
      self.range = range
    }
  }

  /// Collects the facts.
  public init(
    path: String, sha256: String? = nil, width: Int, height: Int, rotation: Int = 0,
    sampleAspectRatio: Rational = Rational(1, 1), codec: String = "", pixelFormat: String = "",
    color: ColorInfo = ColorInfo(
      matrix: "unknown", transfer: "unknown", primaries: "unknown", range: "unknown"),
    frames: Int, framesInHeader: Int? = nil, timeBase: Rational, averageFrameRate: Rational,
    variableFrameRate: Bool = false, duration: Double, corruptFrames: Int = 0,
    faults: [String] = []
  ) {
    self.path = path
    self.sha256 = sha256
    self.width = width
    self.height = height
    self.rotation = rotation
    self.sampleAspectRatio = sampleAspectRatio
    self.codec = codec
    self.pixelFormat = pixelFormat
    self.color = color
    self.frames = frames
    self.framesInHeader = framesInHeader
    self.timeBase = timeBase
    self.averageFrameRate = averageFrameRate
    self.variableFrameRate = variableFrameRate
    self.duration = duration
    self.corruptFrames = corruptFrames
    self.faults = faults
  }
}
