internal import CFFmpeg
internal import CFFmpegShims

/// Opens the demuxer on a local file and reads what its streams are.
func openFormat(
  _ path: String, options: VideoReader.Options
) throws(VideoError) -> FormatHandle {
  var settings: OpaquePointer?
  defer { unsafe av_dict_free(&settings) }
  unsafe av_dict_set(&settings, "protocol_whitelist", "file", 0)
  unsafe av_dict_set(&settings, "format_whitelist", InputFile.demuxers, 0)
  let deadline = monotonicNanoseconds() + Int64(options.patience) * 1_000_000_000
  let format: FormatHandle
  do throws(FFmpegStepFailure) {
    // A name such as "concat:a|b" or "http://x" is a file's name here, never a protocol.
    format = try unsafe FormatHandle.open("file:" + path, &settings, deadline: deadline)
  } catch {
    throw openFault(error.code, path: path)
  }
  let pointer = unsafe format.pointer

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
  return format
}

private func openFault(_ code: Int32, path: String) -> VideoError {
  let logged = takeLoggedError()
  let (reason, advice): (String, String)
  if logged.contains("not on whitelist") {
    reason = "it is a playlist, a script or another format that is not opened"
    advice = "give the video file itself, or convert it to mp4 or mkv"
  } else if logged.contains("moov atom not found"), InputFile.beginsAsMP4(path) {
    reason = "it is cut short: its index (moov) is missing"
    advice = "copy it again, or recover it with a repair tool"
  } else if FFmpegCode(code) == .outOfMemory {
    // Sizes in a header are asked for as they stand; real exhaustion would have ended the process.
    reason = "its header claims more than any memory holds"
    advice = "the file is damaged"
  } else if FFmpegCode(code) == .interrupted {
    reason = "reading took longer than allowed"
    advice = "the file is damaged or made to be slow"
  } else if FFmpegCode(code) == .invalidData {
    reason = "it is not a video that FFmpeg knows, or is damaged from the start"
    advice = "check that it plays"
  } else {
    let words = FFmpegCode(code).text
    reason = logged.isEmpty ? words : "\(words) (\(logged))"
    advice = "check that it plays"
  }
  return VideoError(.badData, path: path, step: "open", reason: reason, advice: advice, code: code)
}

/// The best video stream that is no cover picture.
func findVideoStream(
  _ format: borrowing FormatHandle, path: String
) throws(VideoError) -> Int32 {
  let best = unsafe av_find_best_stream(format.pointer, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0)
  var largest: (stream: Int32, pixels: Int)?
  var hasSound = false
  for i in 0..<Int32(unsafe format.pointer.pointee.nb_streams) {
    guard let stream = unsafe format.pointer.pointee.streams[Int(i)],
      let facts = unsafe stream.pointee.codecpar
    else { continue }
    hasSound = unsafe hasSound || facts.pointee.codec_type == AVMEDIA_TYPE_AUDIO
    let isCover = unsafe stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC != 0
    guard unsafe facts.pointee.codec_type == AVMEDIA_TYPE_VIDEO, !isCover else { continue }
    if i == best { return best }
    let pixels = unsafe Int(facts.pointee.width) * Int(facts.pointee.height)
    if largest.map({ pixels > $0.pixels }) ?? true { largest = (i, pixels) }
  }
  if let largest { return largest.stream }
  throw VideoError(
    .badData, path: path, step: "find a video stream",
    reason: hasSound ? "the file holds sound only" : "the file holds no video",
    advice: "give a file with pictures", code: best)
}

/// A decoder for the stream, ready to receive packets.
func openDecoder(
  _ format: borrowing FormatHandle, stream: Int32, path: String, options: VideoReader.Options,
  isCareful: Bool
) throws(VideoError) -> CodecHandle {
  guard let source = unsafe format.pointer.pointee.streams[Int(stream)],
    let parameters = unsafe source.pointee.codecpar
  else {
    throw VideoError(.badData, path: path, step: "open", reason: "stream \(stream) is missing")
  }
  let name = unsafe string(avcodec_get_name(parameters.pointee.codec_id))
  guard let decoder = unsafe avcodec_find_decoder(parameters.pointee.codec_id) else {
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
  unsafe codec.pointer.pointee.thread_count = isCareful ? 1 : Int32(clamping: options.threads)
  // These report what they could not decode; others leave it as the memory was, and say nothing.
  if isCareful || !VideoHeader.carefulCodecs.contains(name) {
    unsafe codec.pointer.pointee.get_buffer2 = { unsafe skillet_get_clean_buffer($0, $1, $2) }
  }
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
