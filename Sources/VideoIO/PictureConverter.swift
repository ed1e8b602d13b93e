internal import CFFmpeg
internal import CFFmpegShims
internal import Frames

/// Turns a decoded frame into what the rest of Skillet looks at.
///
/// Planar YCbCr and grey of 8 to 16 bits are read where they lie; every other layout (RGB, palette,
/// packed) goes through FFmpeg's scaler first. Of deep samples the top 8 bits are used and high
/// dynamic range is not tone-mapped: codes are compared with codes of the same video only.
struct PictureConverter: ~Copyable {
  private var box = BoxAverage()
  private var scaler: ScalerHandle?
  private var scalerShape: [Int32] = []
  private var plain: FrameHandle?

  /// Averages a frame into the cells of `picture`, turned as it is shown.
  mutating func average(
    _ frame: UnsafeMutablePointer<AVFrame>, orientation: Orientation,
    into picture: inout SmallPicture
  ) throws(FFmpegStepFailure) {
    let swaps = orientation.swapsSides
    let width = swaps ? picture.height : picture.width
    let height = swaps ? picture.width : picture.height
    if orientation.isPlain {
      try unsafe averageCoded(frame, into: &picture)
    } else {
      var unturned = SmallPicture(width: width, height: height)
      try unsafe averageCoded(frame, into: &unturned)
      turn(unturned.luma, orientation, width, height, into: &picture.luma)
      turn(unturned.blue, orientation, width, height, into: &picture.blue)
      turn(unturned.red, orientation, width, height, into: &picture.red)
    }
  }

  private mutating func averageCoded(
    _ given: UnsafeMutablePointer<AVFrame>, into picture: inout SmallPicture
  ) throws(FFmpegStepFailure) {
    var frame = unsafe given
    var layout = PixelLayout(format: unsafe given.pointee.format)
    if layout?.isReadable != true {
      unsafe frame = try convertToPlain(given)
      layout = PixelLayout(format: AV_PIX_FMT_YUV420P.rawValue)
    }
    guard let layout else {
      throw FFmpegStepFailure(step: "read a picture", code: skillet_averror_invalid_data())
    }
    let (width, height) = unsafe (Int(frame.pointee.width), Int(frame.pointee.height))
    let (columns, rows) = (picture.width, picture.height)
    for (index, part) in layout.components.enumerated() {
      guard let base = unsafe planeData(frame, part.plane) else { continue }
      let shift = index > 0 ? layout.chromaShift : (0, 0)
      let plane = BoxAverage.Plane(
        stride: Int(unsafe planeStride(frame, part.plane)), step: part.step,
        width: (width + (1 << shift.0) - 1) >> shift.0,
        height: (height + (1 << shift.1) - 1) >> shift.1, extraBits: part.depth - 8)
      let start = unsafe base + part.offset
      switch index {
      case 0:
        unsafe box.average(start, plane, columns: columns, rows: rows, into: &picture.luma)
      case 1:
        unsafe box.average(start, plane, columns: columns, rows: rows, into: &picture.blue)
      default:
        unsafe box.average(start, plane, columns: columns, rows: rows, into: &picture.red)
      }
    }
    if layout.components.count == 1 {
      unsafe picture.blue.withUnsafeMutableBufferPointer { unsafe $0.update(repeating: 128) }
      unsafe picture.red.withUnsafeMutableBufferPointer { unsafe $0.update(repeating: 128) }
    }
    // As FFmpeg has it, grey that says nothing of its range uses all codes.
    let range = unsafe frame.pointee.color_range
    let isGrey = layout.components.count == 1 && range == AVCOL_RANGE_UNSPECIFIED
    if layout.isFullRange || isGrey || range == AVCOL_RANGE_JPEG {
      limitRange(&picture)
    }
  }

  /// Brings full-range codes to the limited range, so that both kinds of file compare alike.
  private func limitRange(_ picture: inout SmallPicture) {
    for i in 0..<picture.luma.count {
      picture.luma[i] = UInt8(16 + (Int(picture.luma[i]) * 219 + 127) / 255)
    }
    for i in 0..<picture.blue.count {
      picture.blue[i] = UInt8(128 + (Int(picture.blue[i]) - 128) * 112 / 128)
      picture.red[i] = UInt8(128 + (Int(picture.red[i]) - 128) * 112 / 128)
    }
  }

  private mutating func convertToPlain(
    _ frame: UnsafeMutablePointer<AVFrame>
  ) throws(FFmpegStepFailure) -> UnsafeMutablePointer<AVFrame> {
    let (width, height) = unsafe (frame.pointee.width, frame.pointee.height)
    let shape = unsafe [width, height, frame.pointee.format]
    if scalerShape != shape {
      scaler = unsafe ScalerHandle(
        adopting: makeScaler(
          from: frame, width: width, height: height, to: AV_PIX_FMT_YUV420P,
          flags: skillet_scale_point()))
      plain = try makeFrame(width: width, height: height, format: AV_PIX_FMT_YUV420P)
      scalerShape = scaler == nil ? [] : shape
    }
    guard let target = unsafe plain?.pointer else {
      throw FFmpegStepFailure(step: "convert a picture", code: skillet_averror(ENOMEM))
    }
    let code = unsafe scaledRows(frame, to: target)
    guard code >= 0 else { throw FFmpegStepFailure(step: "convert a picture", code: code) }
    return unsafe target
  }

  private func scaledRows(
    _ frame: UnsafeMutablePointer<AVFrame>, to target: UnsafeMutablePointer<AVFrame>
  ) -> Int32 {
    switch scaler {
    case .some(let scaler): unsafe scale(scaler, frame, to: target)
    case .none: skillet_averror_invalid_data()
    }
  }
}

/// An FFmpeg call that failed where no file name is at hand; the reader adds it.
struct FFmpegStepFailure: Error {
  let step: String
  let code: Int32
}
