internal import CFFmpeg
internal import CFFmpegShims

/// Opens the demuxer on a local file and reads what its streams are.
func openFormat(
  _ path: String, options: VideoReader.Options
) throws(VideoError) -> FormatHandle {
  guard let allocated = unsafe avformat_alloc_context() else {
    throw VideoError(.failed, path: path, step: "open", reason: "out of memory")
  }
  var pointer: UnsafeMutablePointer<AVFormatContext>? = unsafe allocated
  var settings: OpaquePointer?
  defer { unsafe av_dict_free(&settings) }
  unsafe av_dict_set(&settings, "protocol_whitelist", "file", 0)
  unsafe av_dict_set(&settings, "format_whitelist", InputFile.demuxers, 0)
  // A name such as "concat:a|b" or "http://x" is a file's name here, never a protocol.
  let opened = unsafe avformat_open_input(&pointer, "file:" + path, nil, &settings)
  guard opened >= 0, let pointer = unsafe pointer else {
    throw openFault(opened, path: path)
  }
  let format = unsafe FormatHandle(adopting: pointer)
  format.setDeadline(monotonicNanoseconds() + Int64(options.patience) * 1_000_000_000)

  // Probing decodes too, so the limit on pictures has to hold there already.
  let count = Int(unsafe pointer.pointee.nb_streams)
  let limits = UnsafeMutableBufferPointer<OpaquePointer?>.allocate(capacity: max(1, count))
  unsafe limits.initialize(repeating: nil)
  defer {
    for i in 0..<count { unsafe av_dict_free(&limits[i]) }
    unsafe limits.deallocate()
  }
  for i in 0..<count {
    unsafe av_dict_set(&limits[i], "max_pixels", "\(options.maximumPixels)", 0)
  }
  try check(
    unsafe avformat_find_stream_info(pointer, limits.baseAddress), "read the streams", path: path,
    advice: "the file is damaged or not a video")
  _ = takeLoggedError()
  return format
}

private func openFault(_ code: Int32, path: String) -> VideoError {
  let logged = takeLoggedError()
  let (reason, advice): (String, String)
  if logged.contains("not on whitelist") {
    reason = "it is a playlist, a script or another format that is not opened"
    advice = "give the video file itself, or convert it to mp4 or mkv"
  } else if logged.contains("moov atom not found") {
    reason = "it is cut short: its index (moov) is missing"
    advice = "copy it again, or recover it with a repair tool"
  } else if FFmpegCode(code) == .invalidData {
    reason = "it is not a video, or is damaged from the start"
    advice = "check that it plays"
  } else {
    let words = FFmpegCode(code).text
    reason = logged.isEmpty ? words : "\(words) (\(logged))"
    advice = "check that it plays"
  }
  let kind: VideoError.Kind = FFmpegCode(code) == .outOfMemory ? .failed : .badData
  return VideoError(kind, path: path, step: "open", reason: reason, advice: advice, code: code)
}

/// The best video stream that is no cover picture.
func findVideoStream(
  _ format: borrowing FormatHandle, path: String
) throws(VideoError) -> Int32 {
  let best = unsafe av_find_best_stream(format.pointer, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0)
  if best >= 0, let stream = unsafe format.pointer.pointee.streams[Int(best)],
    unsafe stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0
  {
    return best
  }
  let count = unsafe format.pointer.pointee.nb_streams
  var hasAudio = false
  for i in 0..<Int(count) {
    guard let stream = unsafe format.pointer.pointee.streams[i] else { continue }
    if unsafe stream.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO { hasAudio = true }
  }
  throw VideoError(
    .badData, path: path, step: "find a video stream",
    reason: hasAudio ? "the file holds sound only" : "the file holds no video",
    advice: "give a file with pictures", code: best)
}

/// A decoder for the stream, ready to receive packets.
func openDecoder(
  _ format: borrowing FormatHandle, stream: Int32, path: String, options: VideoReader.Options
) throws(VideoError) -> CodecHandle {
  guard let source = unsafe format.pointer.pointee.streams[Int(stream)] else {
    throw VideoError(.badData, path: path, step: "open", reason: "stream \(stream) is missing")
  }
  let parameters = unsafe source.pointee.codecpar
  let name = unsafe string(avcodec_get_name(parameters!.pointee.codec_id))
  guard let decoder = unsafe avcodec_find_decoder(parameters!.pointee.codec_id) else {
    throw VideoError(
      .badData, path: path, step: "decode", reason: "this FFmpeg has no decoder for \(name)",
      advice: "convert the file to H.264, or install an FFmpeg that decodes it")
  }
  guard let codec = unsafe CodecHandle(decoder) else {
    throw VideoError(.failed, path: path, step: "open", reason: "out of memory")
  }
  try check(
    unsafe avcodec_parameters_to_context(codec.pointer, parameters), "set up the decoder",
    path: path)
  unsafe codec.pointer.pointee.pkt_timebase = source.pointee.time_base
  unsafe codec.pointer.pointee.thread_count = Int32(options.threads)
  unsafe codec.pointer.pointee.max_pixels = Int64(options.maximumPixels)
  if options.sparesLoopFilter {
    unsafe codec.pointer.pointee.skip_loop_filter = AVDISCARD_NONREF
  }
  try check(
    unsafe avcodec_open2(codec.pointer, decoder, nil), "open the \(name) decoder", path: path,
    advice: "the stream's header is damaged")
  // Other streams are not even handed out, which saves their copying.
  for i in 0..<Int(unsafe format.pointer.pointee.nb_streams) where i != Int(stream) {
    unsafe format.pointer.pointee.streams[i]?.pointee.discard = AVDISCARD_ALL
  }
  return codec
}
