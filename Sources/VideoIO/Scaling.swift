internal import CFFmpeg
internal import CFFmpegShims

/// The samples of one plane.
func planeData(_ frame: UnsafeMutablePointer<AVFrame>, _ plane: Int) -> UnsafePointer<UInt8>? {
  switch plane {
  case 0: unsafe UnsafePointer(frame.pointee.data.0)
  case 1: unsafe UnsafePointer(frame.pointee.data.1)
  case 2: unsafe UnsafePointer(frame.pointee.data.2)
  default: unsafe UnsafePointer(frame.pointee.data.3)
  }
}

/// Bytes from one row of a plane to the next.
func planeStride(_ frame: UnsafeMutablePointer<AVFrame>, _ plane: Int) -> Int32 {
  switch plane {
  case 0: unsafe frame.pointee.linesize.0
  case 1: unsafe frame.pointee.linesize.1
  case 2: unsafe frame.pointee.linesize.2
  default: unsafe frame.pointee.linesize.3
  }
}

/// A frame with a buffer of its own.
func makeFrame(
  width: Int32, height: Int32, format: AVPixelFormat
) throws(FFmpegStepFailure) -> FrameHandle {
  guard let frame = FrameHandle() else {
    throw FFmpegStepFailure(step: "make a picture", code: skillet_averror(ENOMEM))
  }
  unsafe frame.pointer.pointee.width = width
  unsafe frame.pointer.pointee.height = height
  unsafe frame.pointer.pointee.format = format.rawValue
  let code = unsafe av_frame_get_buffer(frame.pointer, 0)
  guard code >= 0 else { throw FFmpegStepFailure(step: "make a picture", code: code) }
  return frame
}

/// A scaler from a frame's layout to another, the same on every processor.
func makeScaler(
  from frame: UnsafeMutablePointer<AVFrame>, width: Int32, height: Int32, to format: AVPixelFormat,
  flags: Int32
) -> OpaquePointer? {
  let exact = flags | skillet_scale_exact()
  let scaler = unsafe sws_getContext(
    frame.pointee.width, frame.pointee.height, AVPixelFormat(frame.pointee.format), width, height,
    format, exact, nil, nil, nil)
  if let scaler = unsafe scaler {
    let matrix = unsafe sws_getCoefficients(Int32(frame.pointee.colorspace.rawValue))
    let isFull: Int32 = unsafe frame.pointee.color_range == AVCOL_RANGE_JPEG ? 1 : 0
    let toFull: Int32 = format == AV_PIX_FMT_YUVJ420P ? 1 : isFull
    unsafe sws_setColorspaceDetails(scaler, matrix, isFull, matrix, toFull, 0, 1 << 16, 1 << 16)
  }
  return unsafe scaler
}

/// Scales a frame into another; the number of rows, or FFmpeg's error.
func scale(
  _ scaler: borrowing ScalerHandle, _ source: UnsafeMutablePointer<AVFrame>,
  to target: UnsafeMutablePointer<AVFrame>
) -> Int32 {
  unsafe sws_scale_frame(scaler.pointer, target, source)
}

/// Turns a plane counter-clockwise by a multiple of 90 degrees.
///
/// `width` and `height` are the sides of `source`; `target` has them swapped for a quarter turn.
func turn<Value>(
  _ source: [Value], _ orientation: Orientation, _ width: Int, _ height: Int,
  into target: inout [Value]
) {
  switch orientation.rotation {
  case 90:
    for y in 0..<height {
      for x in 0..<width { target[(width - 1 - x) * height + y] = source[y * width + x] }
    }
  case -90:
    for y in 0..<height {
      for x in 0..<width { target[x * height + height - 1 - y] = source[y * width + x] }
    }
  case 180:
    for i in 0..<source.count { target[source.count - 1 - i] = source[i] }
  default:
    target = source
  }
  guard orientation.isMirrored else { return }
  let shown = orientation.swapsSides ? height : width
  for start in stride(from: 0, to: target.count, by: max(1, shown)) {
    target[start..<start + shown].reverse()
  }
}

/// How a coded picture is shown: turned first, then mirrored from left to right.
struct Orientation: Sendable, Hashable {
  /// Degrees counter-clockwise: -90, 0, 90 or 180.
  var rotation = 0
  var isMirrored = false

  /// Whether the shown picture is as wide as the coded one is high.
  var swapsSides: Bool { abs(rotation) == 90 }
  /// Whether the picture is shown as it is coded.
  var isPlain: Bool { self == Orientation() }
}
