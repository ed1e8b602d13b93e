internal import CFFmpeg
internal import CFFmpegShims

// One owner for each FFmpeg allocation: it adopts the pointer at once and frees it in `deinit`.
// Each is used on one thread at a time; the types are not Sendable.

/// An opened demuxer, and the deadline after which its reads give up.
@safe struct FormatHandle: ~Copyable {
  let pointer: UnsafeMutablePointer<AVFormatContext>
  private let deadline: UnsafeMutablePointer<Int64>

  private init(
    adopting pointer: UnsafeMutablePointer<AVFormatContext>, deadline: UnsafeMutablePointer<Int64>
  ) {
    unsafe self.pointer = pointer
    unsafe self.deadline = deadline
  }

  /// Opens a demuxer.
  ///
  /// The deadline (monotonic nanoseconds) is set before: the file's own reads take
  /// over the callback only when they are opened.
  static func open(
    _ name: String, _ settings: inout OpaquePointer?, deadline nanoseconds: Int64
  ) throws(FFmpegStepFailure) -> FormatHandle {
    guard let context = unsafe avformat_alloc_context() else {
      throw FFmpegStepFailure(step: "open", code: FFmpegCode.outOfMemory.value)
    }
    let deadline = UnsafeMutablePointer<Int64>.allocate(capacity: 1)
    unsafe deadline.initialize(to: nanoseconds)
    unsafe context.pointee.interrupt_callback = AVIOInterruptCB(
      callback: { unsafe skillet_interrupt_at_deadline($0) }, opaque: deadline)
    var pointer: UnsafeMutablePointer<AVFormatContext>? = unsafe context
    let code = unsafe avformat_open_input(&pointer, name, nil, &settings)
    guard code >= 0, let opened = unsafe pointer else {
      unsafe deadline.deallocate()
      throw FFmpegStepFailure(step: "open", code: min(code, -1))
    }
    return unsafe FormatHandle(adopting: opened, deadline: deadline)
  }

  /// Makes every read fail once the monotonic clock passes `nanoseconds`; 0 for never.
  func setDeadline(_ nanoseconds: Int64) { unsafe deadline.pointee = nanoseconds }

  deinit {
    var pointer: UnsafeMutablePointer<AVFormatContext>? = unsafe pointer
    unsafe avformat_close_input(&pointer)
    unsafe deadline.deallocate()
  }
}

/// A decoder or an encoder, and the number of errors that any of its threads logged.
@safe struct CodecHandle: ~Copyable {
  let pointer: UnsafeMutablePointer<AVCodecContext>
  private let errors: UnsafeMutablePointer<Int32>

  init?(_ codec: UnsafePointer<AVCodec>) {
    guard let pointer = unsafe avcodec_alloc_context3(codec) else { return nil }
    unsafe self.pointer = pointer
    unsafe errors = .allocate(capacity: 1)
    unsafe errors.initialize(to: 0)
    unsafe pointer.pointee.opaque = UnsafeMutableRawPointer(errors)
  }

  /// Errors logged so far, on the worker threads too.
  var errorCount: Int { Int(unsafe skillet_count_read(errors)) }

  deinit {
    var pointer: UnsafeMutablePointer<AVCodecContext>? = unsafe pointer
    unsafe avcodec_free_context(&pointer)
    unsafe errors.deallocate()
  }
}

/// A packet that is filled again and again.
@safe struct PacketHandle: ~Copyable {
  let pointer: UnsafeMutablePointer<AVPacket>

  init?() {
    guard let pointer = unsafe av_packet_alloc() else { return nil }
    unsafe self.pointer = pointer
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVPacket>? = unsafe pointer
    unsafe av_packet_free(&pointer)
  }
}

/// A frame that is filled again and again.
@safe struct FrameHandle: ~Copyable {
  let pointer: UnsafeMutablePointer<AVFrame>

  init?() {
    guard let pointer = unsafe av_frame_alloc() else { return nil }
    unsafe self.pointer = pointer
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVFrame>? = unsafe pointer
    unsafe av_frame_free(&pointer)
  }
}

/// A scaler between two pixel formats and sizes.
@safe struct ScalerHandle: ~Copyable {
  let pointer: OpaquePointer

  init?(adopting pointer: OpaquePointer?) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = pointer
  }

  deinit { unsafe sws_freeContext(pointer) }
}

/// A muxer and the file that it writes.
@safe struct MuxerHandle: ~Copyable {
  let pointer: UnsafeMutablePointer<AVFormatContext>

  init?(adopting pointer: UnsafeMutablePointer<AVFormatContext>?) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = pointer
  }

  deinit {
    if unsafe pointer.pointee.pb != nil { unsafe avio_closep(&pointer.pointee.pb) }
    unsafe avformat_free_context(pointer)
  }
}
