internal import CFFmpeg
internal import CFFmpegShims

/// The file of a clip while it is written.
struct ClipOutput: ~Copyable {
  let path: String
  private let muxer: MuxerHandle

  /// Prepares a container; nothing is on disk yet.
  init(_ path: String, container: String?) throws(VideoError) {
    let guess = container.map { "x.\($0)" } ?? path
    var context: UnsafeMutablePointer<AVFormatContext>?
    guard let format = unsafe av_guess_format(nil, guess, nil) else {
      throw VideoError(
        .cannotWrite, path: path, step: "write", reason: "no container is known by that extension",
        advice: "use .mp4 or .mkv")
    }
    let code = unsafe avformat_alloc_output_context2(&context, format, nil, "file:" + path)
    guard let muxer = unsafe MuxerHandle(adopting: context) else {
      throw VideoError(
        .failed, path: path, step: "write", reason: FFmpegCode(code).text, code: code)
    }
    // Times begin at zero by themselves; shifting would move them off the frames' own.
    unsafe muxer.pointer.pointee.avoid_negative_ts = 0
    self.path = path
    self.muxer = muxer
  }

  /// Whether the container wants codec headers apart from the packets.
  var wantsGlobalHeader: Bool {
    unsafe muxer.pointer.pointee.oformat.pointee.flags & AVFMT_GLOBALHEADER != 0
  }

  /// Whether the container can hold a codec.
  func holds(_ codec: AVCodecID) -> Bool {
    unsafe avformat_query_codec(muxer.pointer.pointee.oformat, codec, FF_COMPLIANCE_NORMAL) == 1
  }

  /// Adds a stream and gives its number.
  func addStream(
    timeBase: AVRational, _ fill: (UnsafeMutablePointer<AVStream>) -> Int32
  ) throws(VideoError) -> Int32 {
    guard let stream = unsafe avformat_new_stream(muxer.pointer, nil) else {
      throw VideoError(.failed, path: path, step: "write", reason: "out of memory")
    }
    unsafe stream.pointee.time_base = timeBase
    try check(unsafe fill(stream), "write", path: path, kind: .cannotWrite)
    unsafe stream.pointee.codecpar.pointee.codec_tag = 0
    return unsafe stream.pointee.index
  }

  /// Creates the file and writes its header.
  ///
  /// - Parameter isStreamed: whether the file is read while it is written.
  func start(isStreamed: Bool = false) throws(VideoError) {
    try check(
      unsafe avio_open(&muxer.pointer.pointee.pb, "file:" + path, AVIO_FLAG_WRITE), "create",
      path: path, kind: .cannotWrite, advice: "check that its folder exists and can be written")
    var settings: OpaquePointer?
    defer { unsafe av_dict_free(&settings) }
    let layout = isStreamed ? "+frag_keyframe+empty_moov+default_base_moof" : "+faststart"
    unsafe av_dict_set(&settings, "movflags", layout, 0)
    if isStreamed { unsafe muxer.pointer.pointee.flags |= AVFMT_FLAG_FLUSH_PACKETS }
    try written(unsafe avformat_write_header(muxer.pointer, &settings))
  }

  /// Writes a packet, whose times are in `timeBase`, and empties it.
  func write(
    _ packet: UnsafeMutablePointer<AVPacket>, stream: Int32, timeBase: AVRational
  ) throws(VideoError) {
    guard let target = unsafe muxer.pointer.pointee.streams[Int(stream)] else { return }
    unsafe av_packet_rescale_ts(packet, timeBase, target.pointee.time_base)
    unsafe packet.pointee.stream_index = stream
    unsafe packet.pointee.pos = -1
    try written(unsafe av_interleaved_write_frame(muxer.pointer, packet))
  }

  /// Writes what is left and closes the file; the last chance for the disk to be full.
  func finish() throws(VideoError) {
    try written(unsafe av_write_trailer(muxer.pointer))
    try written(unsafe avio_closep(&muxer.pointer.pointee.pb))
  }

  private func written(_ code: Int32) throws(VideoError) {
    let late = unsafe muxer.pointer.pointee.pb?.pointee.error ?? 0
    let isFull = FFmpegCode(code) == .noSpace || FFmpegCode(late) == .noSpace
    try check(
      late < 0 ? late : code, "write", path: path, kind: .cannotWrite,
      advice: isFull ? "free some space, or write to another disk" : "")
  }
}
