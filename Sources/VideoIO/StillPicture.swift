internal import CFFmpeg
internal import CFFmpegShims
internal import Frames

/// Still pictures for reports.
enum StillPicture {
  /// A frame as a JPEG file: scaled to square pixels, turned as shown.
  ///
  /// - Parameter quality: FFmpeg's scale, 2 (best) to 31.
  static func jpeg(
    _ frame: UnsafeMutablePointer<AVFrame>, header: VideoHeader, longestSide: Int, quality: Int
  ) throws(FFmpegStepFailure) -> [UInt8] {
    let size = unsafe fittingSize(frame, header: header, longestSide: longestSide)
    let scaled = try makeFrame(
      width: size.width, height: size.height, format: AV_PIX_FMT_YUVJ420P)
    guard
      let scaler = unsafe ScalerHandle(
        adopting: makeScaler(
          from: frame, width: size.width, height: size.height, to: AV_PIX_FMT_YUVJ420P,
          flags: skillet_scale_area()))
    else { throw FFmpegStepFailure(step: "make a still", code: skillet_averror_invalid_data()) }
    let code = unsafe scale(scaler, frame, to: scaled.pointer)
    guard code >= 0 else { throw FFmpegStepFailure(step: "make a still", code: code) }
    if header.orientation.isPlain { return try encode(scaled, quality: quality) }

    let swaps = header.swapsSides
    let turned = try makeFrame(
      width: swaps ? size.height : size.width, height: swaps ? size.width : size.height,
      format: AV_PIX_FMT_YUVJ420P)
    for plane in 0..<3 {
      unsafe turnPlane(scaled.pointer, turned.pointer, plane, header.orientation)
    }
    return try encode(turned, quality: quality)
  }

  private static func fittingSize(
    _ frame: UnsafeMutablePointer<AVFrame>, header: VideoHeader, longestSide: Int
  ) -> (width: Int32, height: Int32) {
    let aspect = header.sampleAspectRatio.quotient
    let sane = aspect > 0.01 && aspect < 100 ? aspect : 1
    let width = Double(unsafe frame.pointee.width) * sane
    let height = Double(unsafe frame.pointee.height)
    let factor = min(1, Double(longestSide) / max(width, height))
    func even(_ side: Double) -> Int32 { max(2, Int32((side * factor / 2).rounded(.down)) * 2) }
    return (even(width), even(height))
  }

  private static func turnPlane(
    _ source: UnsafeMutablePointer<AVFrame>, _ target: UnsafeMutablePointer<AVFrame>, _ plane: Int,
    _ orientation: Orientation
  ) {
    let shift: Int32 = plane == 0 ? 0 : 1
    let (width, height) = unsafe (
      Int(source.pointee.width >> shift), Int(source.pointee.height >> shift)
    )
    let (outWidth, outHeight) = unsafe (
      Int(target.pointee.width >> shift), Int(target.pointee.height >> shift)
    )
    guard let from = unsafe planeData(source, plane), let to = unsafe planeData(target, plane)
    else { return }
    let (fromStride, toStride) = unsafe (
      Int(planeStride(source, plane)), Int(planeStride(target, plane))
    )
    var values = [UInt8](repeating: 0, count: width * height)
    for y in 0..<height {
      for x in 0..<width { values[y * width + x] = unsafe from[y * fromStride + x] }
    }
    var turned = values
    turn(values, orientation, width, height, into: &turned)
    let writable = unsafe UnsafeMutablePointer(mutating: to)
    for y in 0..<outHeight {
      for x in 0..<outWidth { unsafe writable[y * toStride + x] = turned[y * outWidth + x] }
    }
  }

  private static func encode(
    _ frame: borrowing FrameHandle, quality: Int
  ) throws(FFmpegStepFailure) -> [UInt8] {
    func failure(_ code: Int32) -> FFmpegStepFailure {
      FFmpegStepFailure(step: "make a still", code: code)
    }
    guard let encoder = unsafe avcodec_find_encoder(AV_CODEC_ID_MJPEG),
      let codec = unsafe CodecHandle(encoder), let packet = PacketHandle()
    else { throw failure(skillet_averror(ENOMEM)) }
    let settings = unsafe codec.pointer
    unsafe settings.pointee.width = frame.pointer.pointee.width
    unsafe settings.pointee.height = frame.pointer.pointee.height
    unsafe settings.pointee.pix_fmt = AV_PIX_FMT_YUVJ420P
    unsafe settings.pointee.color_range = AVCOL_RANGE_JPEG
    unsafe settings.pointee.time_base = AVRational(num: 1, den: 25)
    unsafe settings.pointee.flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT
    unsafe settings.pointee.global_quality = Int32(quality) * FF_QP2LAMBDA
    unsafe frame.pointer.pointee.quality = Int32(quality) * FF_QP2LAMBDA
    unsafe frame.pointer.pointee.pts = 0
    var code = unsafe avcodec_open2(settings, encoder, nil)
    if code >= 0 { code = unsafe avcodec_send_frame(settings, frame.pointer) }
    if code >= 0 { code = unsafe avcodec_receive_packet(settings, packet.pointer) }
    guard code >= 0 else { throw failure(code) }
    guard let bytes = unsafe packet.pointer.pointee.data else {
      throw failure(skillet_averror_invalid_data())
    }
    return unsafe Array(
      UnsafeBufferPointer(start: bytes, count: Int(packet.pointer.pointee.size)))
  }
}
