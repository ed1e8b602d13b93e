internal import CFFmpeg
internal import CFFmpegShims
public import Frames

/// What a file's header says of its video stream; none of it is counted or checked.
public struct VideoHeader: Sendable, Hashable {
  /// Width as coded, before any rotation.
  public let codedWidth: Int
  /// Height as coded, before any rotation.
  public let codedHeight: Int
  /// Width of a coded pixel over its height.
  public let sampleAspectRatio: Rational
  /// The codec's short name.
  public let codec: String
  /// FFmpeg's name of the pixel format.
  public let pixelFormat: String
  /// Matrix, transfer, primaries and range.
  public let color: VideoInfo.ColorInfo
  /// Frames that the container claims; nil where it claims none.
  public let framesFromHeader: Int?
  /// Seconds that the container claims; nil where it claims none.
  public let durationFromHeader: Double?
  /// Seconds a tick.
  public let timeBase: Rational
  /// Frames a second as the container averages them; 0/1 where it does not say.
  public let averageFrameRate: Rational
  /// The demuxer's name, such as `mov,mp4,m4a,3gp,3g2,mj2`.
  public let container: String

  /// How the coded picture is shown.
  let orientation: Orientation
  /// Whether the claimed duration is that of the video stream and not of the longest stream.
  let durationIsOfVideo: Bool
  /// Whether decoding may begin at what the decoder calls a key frame; screen recorders' codecs such as
  /// QuickTime Animation call every frame one.
  let marksKeyFrames: Bool
  /// The stream's first time in ticks, or 0.
  let startTime: Int64
  /// The usual distance of two frames in ticks, or 1.
  let usualDuration: Int64
  /// Whether the container states times at all; a raw stream does not.
  let hasTimes: Bool

  /// Degrees counter-clockwise by which a player turns the picture; -179...180.
  public var rotation: Int { orientation.rotation }
  /// Whether a player then mirrors it from left to right.
  public var isMirrored: Bool { orientation.isMirrored }
  /// Whether a quarter turn swaps width and height.
  public var swapsSides: Bool { orientation.swapsSides }
  /// Width as shown.
  public var width: Int { swapsSides ? codedHeight : codedWidth }
  /// Height as shown.
  public var height: Int { swapsSides ? codedWidth : codedHeight }
  /// Width of a shown pixel over its height.
  public var shownAspectRatio: Rational {
    swapsSides
      ? Rational(sampleAspectRatio.denominator, sampleAspectRatio.numerator) : sampleAspectRatio
  }

  init(
    _ format: borrowing FormatHandle, stream: Int32, path: String, options: VideoReader.Options
  ) throws(VideoError) {
    guard let source = unsafe format.pointer.pointee.streams[Int(stream)],
      let parameters = unsafe source.pointee.codecpar
    else {
      throw VideoError(.badData, path: path, step: "open", reason: "stream \(stream) is missing")
    }
    codedWidth = Int(unsafe parameters.pointee.width)
    codedHeight = Int(unsafe parameters.pointee.height)
    let logged = takeLoggedError()
    guard codedWidth > 0, codedHeight > 0 else {
      if let size = refusedSize(logged) { throw tooLarge(size, path: path, options) }
      throw VideoError(
        .badData, path: path, step: "open", reason: "its pictures have no size",
        advice: "the file is cut short or damaged")
    }
    guard codedWidth * codedHeight <= options.maximumPixels else {
      throw tooLarge("\(codedWidth)x\(codedHeight)", path: path, options)
    }
    let base = unsafe source.pointee.time_base
    timeBase = base.num > 0 && base.den > 0 ? Rational(base.num, base.den) : Rational(1, 90_000)
    let rate = unsafe source.pointee.avg_frame_rate
    averageFrameRate = rate.num > 0 && rate.den > 0 ? Rational(rate.num, rate.den) : Rational(0, 1)
    let claimed = unsafe source.pointee.nb_frames
    framesFromHeader = claimed > 0 ? Int(claimed) : nil
    let start = unsafe source.pointee.start_time
    startTime = start == skillet_nopts() ? 0 : start
    let flags = unsafe format.pointer.pointee.iformat.pointee.flags
    hasTimes = flags & AVFMT_NOTIMESTAMPS == 0
    if averageFrameRate.numerator > 0, averageFrameRate.quotient > 0.001 {
      usualDuration = max(
        1, Int64((1 / (averageFrameRate.quotient * timeBase.quotient)).rounded()))
    } else {
      usualDuration = max(1, Int64(0.04 / timeBase.quotient))
    }
    let ticks = unsafe source.pointee.duration
    let whole = unsafe format.pointer.pointee.duration
    if ticks != skillet_nopts(), ticks > 0 {
      durationFromHeader = Double(ticks) * timeBase.quotient
    } else if whole != skillet_nopts(), whole > 0 {
      durationFromHeader = Double(whole) / Double(AV_TIME_BASE)
    } else {
      durationFromHeader = nil
    }
    durationIsOfVideo =
      unsafe ticks != skillet_nopts() && ticks > 0 || format.pointer.pointee.nb_streams == 1
    orientation = unsafe VideoHeader.orientation(of: source)
    let aspect = unsafe av_guess_sample_aspect_ratio(format.pointer, source, nil)
    sampleAspectRatio =
      aspect.num > 0 && aspect.den > 0 ? Rational(aspect.num, aspect.den) : Rational(1, 1)
    codec = unsafe string(avcodec_get_name(parameters.pointee.codec_id))
    marksKeyFrames = Self.codecsWithKeyFrames.contains(codec)
    let layout = unsafe AVPixelFormat(parameters.pointee.format)
    pixelFormat = unsafe string(av_get_pix_fmt_name(layout))
    color = unsafe VideoInfo.ColorInfo(
      matrix: string(av_color_space_name(parameters.pointee.color_space)),
      transfer: string(av_color_transfer_name(parameters.pointee.color_trc)),
      primaries: string(av_color_primaries_name(parameters.pointee.color_primaries)),
      range: string(av_color_range_name(parameters.pointee.color_range)))
    container = unsafe string(format.pointer.pointee.iformat.pointee.name)
  }

  /// Whether nothing that went wrong before a key frame is felt after it.
  var resetsAtKeyFrames: Bool { ["h264", "hevc", "av1"].contains(codec) }

  /// Codecs whose decoders report and conceal damage.
  static let carefulCodecs: Set = ["h264", "hevc", "av1", "vp9"]

  /// Codecs whose decoder is known to tell key frames, or whose frames all stand alone.
  private static let codecsWithKeyFrames: Set = [
    "h264", "hevc", "vvc", "av1", "vp8", "vp9", "mpeg1video", "mpeg2video", "mpeg4", "msmpeg4v2",
    "msmpeg4v3", "h263", "flv1", "vc1", "wmv1", "wmv2", "wmv3", "theora", "mjpeg", "prores",
    "dnxhd",
    "ffv1", "huffyuv", "ffvhuff", "utvideo", "rawvideo", "dvvideo", "jpeg2000", "v210", "png",
  ]

  /// FFmpeg's matrix turns counter-clockwise; only quarter turns are applied, others are rounded.
  ///
  /// A matrix whose determinant is negative mirrors, too. Undone, what is left is a turn.
  private static func orientation(of stream: UnsafeMutablePointer<AVStream>) -> Orientation {
    guard let stated = unsafe skillet_stream_display_matrix(stream) else { return Orientation() }
    var matrix = (0..<9).map { unsafe stated[$0] }
    let isMirrored =
      Double(matrix[0]) * Double(matrix[4]) < Double(matrix[1]) * Double(matrix[3])
    if isMirrored { unsafe av_display_matrix_flip(&matrix, 1, 0) }
    let degrees = unsafe av_display_rotation_get(matrix)
    guard degrees.isFinite else { return Orientation() }
    let quarter = Int((degrees / 90).rounded()) * 90
    return Orientation(
      rotation: quarter <= -180 ? quarter + 360 : quarter, isMirrored: isMirrored)
  }
}

/// The size in FFmpeg's complaint "Picture size 30000x30000 is invalid" or "exceeds ...".
private func refusedSize(_ logged: String) -> String? {
  let words = logged.split(separator: " ")
  guard logged.contains("Picture size"), let at = words.firstIndex(of: "size"),
    at + 1 < words.count
  else { return nil }
  return String(words[at + 1])
}

private func tooLarge(
  _ size: String, path: String, _ options: VideoReader.Options
) -> VideoError {
  VideoError(
    .badData, path: path, step: "open",
    reason: "its pictures are \(size), over the limit of \(options.maximumPixels) pixels",
    advice: "scale it down first")
}
