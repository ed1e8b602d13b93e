internal import CFFmpeg
internal import CFFmpegShims
internal import Frames

/// Encodes the pictures of a clip.
struct ClipEncoder: ~Copyable {
  let codec: CodecHandle
  let name: String
  let timeBase: AVRational
  private let path: String
  private let work: FrameHandle
  private let packet: PacketHandle
  private var scaler: ScalerHandle?
  private var scaled: FrameHandle?
  private var shape: [Int32] = []

  /// Opens the best encoder there is for pictures like the reader's current one.
  init(
    _ reader: borrowing VideoReader, _ output: borrowing ClipOutput, _ options: ClipOptions
  ) throws(VideoError) {
    guard let work = FrameHandle(), let packet = PacketHandle() else {
      throw VideoError(.failed, path: output.path, step: "encode", reason: "out of memory")
    }
    var code = FFmpegCode.outOfMemory.value
    let names = ["libx264", "libopenh264"] + (options.isStreamed ? [] : ["mpeg4", "mjpeg"])
    for name in names {
      guard let encoder = unsafe avcodec_find_encoder_by_name(name),
        unsafe output.holds(encoder.pointee.id), let codec = unsafe CodecHandle(encoder)
      else { continue }
      let base = unsafe Self.configure(codec, encoder, reader, options)
      if output.wantsGlobalHeader {
        unsafe codec.pointer.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
      }
      code = unsafe avcodec_open2(codec.pointer, encoder, nil)
      guard code >= 0 else { continue }
      self.codec = codec
      self.name = name
      timeBase = base
      path = output.path
      self.work = work
      self.packet = packet
      return
    }
    let logged = takeLoggedError()
    throw VideoError(
      .failed, path: output.path, step: "encode",
      reason: "no encoder for this container can be opened"
        + (logged.isEmpty ? "" : " (\(logged))"),
      advice: "install an FFmpeg with libx264", code: code)
  }

  private static func configure(
    _ codec: borrowing CodecHandle, _ encoder: UnsafePointer<AVCodec>,
    _ reader: borrowing VideoReader, _ options: ClipOptions
  ) -> AVRational {
    let (to, frame) = unsafe (codec.pointer, reader.frame.pointer)
    let format = unsafe pixelFormat(encoder, for: AVPixelFormat(frame.pointee.format))
    unsafe to.pointee.pix_fmt = format
    let layout = PixelLayout(format: format.rawValue)
    unsafe to.pointee.width = fitting(frame.pointee.width, shift: layout?.chromaShift.x ?? 0)
    unsafe to.pointee.height = fitting(frame.pointee.height, shift: layout?.chromaShift.y ?? 0)
    var base = AVRational(
      num: reader.header.timeBase.numerator, den: reader.header.timeBase.denominator)
    // MPEG-4 counts time in 16 bits.
    if unsafe encoder.pointee.id == AV_CODEC_ID_MPEG4, base.den > 65_535 {
      base = AVRational(num: 1, den: 60_000)
    }
    unsafe to.pointee.time_base = base
    let rate = reader.header.averageFrameRate
    if rate.numerator > 0 {
      unsafe to.pointee.framerate = AVRational(num: rate.numerator, den: rate.denominator)
    }
    let aspect = reader.header.sampleAspectRatio
    unsafe to.pointee.sample_aspect_ratio = AVRational(
      num: aspect.numerator, den: aspect.denominator)
    unsafe to.pointee.color_range = frame.pointee.color_range
    unsafe to.pointee.color_primaries = frame.pointee.color_primaries
    unsafe to.pointee.color_trc = frame.pointee.color_trc
    let isRGB = unsafe frame.pointee.colorspace == AVCOL_SPC_RGB
    unsafe to.pointee.colorspace = isRGB ? AVCOL_SPC_BT709 : frame.pointee.colorspace
    unsafe to.pointee.chroma_sample_location = frame.pointee.chroma_location
    unsafe to.pointee.thread_count = Int32(clamping: max(1, options.threads))
    unsafe av_opt_set(to.pointee.priv_data, "preset", "veryfast", 0)
    unsafe av_opt_set(to.pointee.priv_data, "crf", "\(options.quality)", 0)
    unsafe to.pointee.flags |= AV_CODEC_FLAG_QSCALE
    unsafe to.pointee.global_quality = 3 * FF_QP2LAMBDA
    if options.isStreamed { stream(codec, rate: rate) }
    return base
  }

  /// What a browser plays while it is written: frames in the order in which they are shown, a place
  /// to begin every second, pictures of moderate size.
  private static func stream(_ codec: borrowing CodecHandle, rate: Rational) {
    let to = unsafe codec.pointer
    let (width, height) = unsafe (to.pointee.width, to.pointee.height)
    unsafe to.pointee.pix_fmt = AV_PIX_FMT_YUV420P
    let factor = min(1, 1280 / Double(max(width, height)))
    unsafe to.pointee.width = fitting(Int32((Double(width) * factor).rounded()), shift: 1)
    unsafe to.pointee.height = fitting(Int32((Double(height) * factor).rounded()), shift: 1)
    unsafe to.pointee.max_b_frames = 0
    let second = rate.numerator > 0 ? rate.quotient.rounded() : 25
    unsafe to.pointee.gop_size = Int32(max(1, min(120, second)))
    unsafe av_opt_set(to.pointee.priv_data, "tune", "zerolatency", 0)
  }

  /// The source's own format where the encoder takes it, else the nearest that every player shows.
  private static func pixelFormat(
    _ encoder: UnsafePointer<AVCodec>, for format: AVPixelFormat
  ) -> AVPixelFormat {
    if unsafe skillet_encoder_takes(encoder, format) != 0 { return format }
    let isDeep = PixelLayout(format: format.rawValue).map { $0.components[0].depth > 8 } ?? false
    if isDeep, unsafe skillet_encoder_takes(encoder, AV_PIX_FMT_YUV420P10LE) != 0 {
      return AV_PIX_FMT_YUV420P10LE
    }
    return unsafe skillet_encoder_takes(encoder, AV_PIX_FMT_YUV420P) != 0
      ? AV_PIX_FMT_YUV420P : AV_PIX_FMT_YUVJ420P
  }

  /// Half-size chroma needs an even side: the last column or row is left out.
  private static func fitting(_ side: Int32, shift: Int) -> Int32 {
    shift == 0 ? side : max(2, side & ~1)
  }

  /// Encodes a decoded picture that is shown at `pts`; nil ends the clip.
  mutating func encode(
    _ frame: UnsafeMutablePointer<AVFrame>?, pts: Int64,
    _ take: (UnsafeMutablePointer<AVPacket>) throws(VideoError) -> Void
  ) throws(VideoError) {
    if let frame = unsafe frame {
      do throws(FFmpegStepFailure) {
        try unsafe prepare(frame)
      } catch {
        throw VideoError(
          .badData, path: path, step: error.step, reason: FFmpegCode(error.code).text,
          code: error.code)
      }
      unsafe work.pointer.pointee.pts = pts
      unsafe work.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE
    }
    defer { unsafe av_frame_unref(work.pointer) }
    try check(
      unsafe avcodec_send_frame(codec.pointer, frame == nil ? nil : work.pointer), "encode",
      path: path, kind: .failed)
    while true {
      let code = unsafe avcodec_receive_packet(codec.pointer, packet.pointer)
      if FFmpegCode(code) == .again || FFmpegCode(code) == .endOfFile { return }
      try check(code, "encode", path: path, kind: .failed)
      defer { unsafe av_packet_unref(packet.pointer) }
      try unsafe take(packet.pointer)
    }
  }

  /// Puts the picture into `work`, in the encoder's size and format.
  private mutating func prepare(
    _ frame: UnsafeMutablePointer<AVFrame>
  ) throws(FFmpegStepFailure) {
    let (width, height, format) = unsafe (
      codec.pointer.pointee.width, codec.pointer.pointee.height, codec.pointer.pointee.pix_fmt
    )
    let code = unsafe av_frame_ref(work.pointer, frame)
    guard code >= 0 else { throw FFmpegStepFailure(step: "encode", code: code) }
    // A column or a row too many is cut off; any other difference is scaled.
    if unsafe frame.pointee.width - width == 1 { unsafe work.pointer.pointee.width = width }
    if unsafe frame.pointee.height - height == 1 { unsafe work.pointer.pointee.height = height }
    let given = unsafe [
      work.pointer.pointee.width, work.pointer.pointee.height, work.pointer.pointee.format,
    ]
    guard given != [width, height, format.rawValue] else { return }
    if shape != given {
      scaler = unsafe ScalerHandle(
        adopting: makeScaler(
          from: work.pointer, width: width, height: height, to: format,
          flags: skillet_scale_bicubic()))
      shape = scaler == nil ? [] : given
    }
    let target = try makeFrame(width: width, height: height, format: format)
    switch scaler {
    case .some(let scaler):
      let code = unsafe scale(scaler, work.pointer, to: target.pointer)
      guard code >= 0 else { throw FFmpegStepFailure(step: "convert a picture", code: code) }
    case .none:
      throw FFmpegStepFailure(step: "convert a picture", code: FFmpegCode.invalidData.value)
    }
    unsafe av_frame_unref(work.pointer)
    unsafe av_frame_move_ref(work.pointer, target.pointer)
  }
}
