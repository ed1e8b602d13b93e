internal import CFFmpeg
internal import CFFmpegShims

/// A return code of an FFmpeg function.
struct FFmpegCode: Equatable {
  let value: Int32

  init(_ value: Int32) { self.value = value }

  static let endOfFile = FFmpegCode(skillet_averror_eof())
  static let again = FFmpegCode(skillet_averror(EAGAIN))
  static let invalidData = FFmpegCode(skillet_averror_invalid_data())
  static let invalidArgument = FFmpegCode(skillet_averror(EINVAL))
  static let outOfMemory = FFmpegCode(skillet_averror(ENOMEM))
  static let noSpace = FFmpegCode(skillet_averror(ENOSPC))
  static let noPermission = FFmpegCode(skillet_averror(EACCES))
  static let noDecoder = FFmpegCode(skillet_averror_decoder_not_found())
  static let interrupted = FFmpegCode(skillet_averror_exit())

  /// FFmpeg's own words for the code.
  var text: String {
    var buffer = [CChar](repeating: 0, count: 128)
    guard unsafe av_strerror(value, &buffer, buffer.count) == 0 else { return "code \(value)" }
    return string(buffer)
  }
}

/// The text of a zero-terminated buffer.
func string(_ buffer: [CChar]) -> String {
  String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The text of a C string that FFmpeg owns; empty for none.
func string(_ pointer: UnsafePointer<CChar>?) -> String {
  guard let pointer = unsafe pointer else { return "" }
  return unsafe String(cString: pointer)
}

/// The first error that FFmpeg logged on this thread since the last call; empty for none.
func takeLoggedError() -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  _ = unsafe skillet_log_take(&buffer, Int32(buffer.count))
  return string(buffer).trimmingBlanks()
}

extension String {
  func trimmingBlanks() -> String {
    var text = Substring(self)
    while let last = text.last, last.isWhitespace || last == "." { text.removeLast() }
    return String(text.drop { $0.isWhitespace })
  }
}

/// Throws where `code` is negative, naming the step that failed and keeping the code.
@discardableResult
func check(
  _ code: Int32, _ step: String, path: String, kind: VideoError.Kind = .badData,
  advice: String = ""
) throws(VideoError) -> Int32 {
  guard code < 0 else { return code }
  let logged = takeLoggedError()
  let reason = FFmpegCode(code).text
  throw VideoError(
    FFmpegCode(code) == .outOfMemory ? .failed : kind, path: path, step: step,
    reason: logged.isEmpty ? reason : "\(reason) (\(logged))", advice: advice, code: code)
}
