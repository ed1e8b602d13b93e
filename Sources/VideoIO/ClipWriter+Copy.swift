internal import CFFmpeg
internal import CFFmpegShims
internal import Frames

extension ClipWriter {
  /// Copies packets from the key frame at or before the start to the first place at or after the end
  /// where no frame is missing, and counts the clip's frames by decoding it.
  static func writeCopy(
    _ path: String, _ table: FrameTable, _ frames: Range<Int>, _ name: String,
    _ options: ClipOptions, _ isCancelled: () -> Bool, _ isCreated: inout Bool
  ) throws(VideoError) -> ClipReport {
    let reader = try VideoReader(path, options: .init(threads: options.threads))
    let key = table.keyFrame(atOrBefore: frames.lowerBound)
    // A demuxer that searches by decoding time may land too late; it is then sent further back.
    let earlier = table.pts[table.keyFrame(atOrBefore: max(0, key - 1))]
    var landing = table.pts[key]
    var span: (packets: Int, end: Int)?
    for time in [landing, earlier, table.pts[0] - Int64(10 / table.timeBase.quotient)]
    where span == nil {
      landing = time
      try rewind(reader, to: time)
      span = try copiedSpan(reader, table, from: key, to: frames.upperBound, isCancelled, name)
    }
    guard let span else {
      throw VideoError(
        .badData, path: reader.path, step: "copy",
        reason: "its packets and its frames do not match", advice: "write an exact clip")
    }
    let output = try ClipOutput(name, container: options.container)
    let stream = try addCopy(reader, output)
    let (start, end) = (table.pts[key], table[span.end].pts)
    let base = AVRational(num: table.timeBase.numerator, den: table.timeBase.denominator)
    var sound: SoundCopier?
    if options.keepsSound {
      sound = try SoundCopier(
        path, span: start...max(start, end), timeBase: base, output, options: reader.options)
    }
    isCreated = true
    try output.start()
    try rewind(reader, to: landing)
    var left = span.packets
    while left > 0, unsafe av_read_frame(reader.format.pointer, reader.packet.pointer) >= 0 {
      let packet = unsafe reader.packet.pointer
      defer { unsafe av_packet_unref(packet) }
      if isCancelled() { throw cancelled(name) }
      guard unsafe packet.pointee.stream_index == reader.stream,
        unsafe packet.pointee.pts != skillet_nopts(), unsafe packet.pointee.pts >= start
      else { continue }
      left -= 1
      try sound?.copy(before: unsafe packet.pointee.pts, base, to: output)
      unsafe packet.pointee.pts -= start
      if unsafe packet.pointee.dts != skillet_nopts() { unsafe packet.pointee.dts -= start }
      try unsafe output.write(packet, stream: stream, timeBase: base)
    }
    try sound?.copy(before: end, base, to: output)
    try output.finish()
    try verify(name, shows: span.end - key, options)
    return ClipReport(
      frames: span.end - key, startMoved: key - frames.lowerBound,
      startMovedSeconds: table[key].seconds - table[frames.lowerBound].seconds,
      endMoved: span.end - frames.upperBound,
      endMovedSeconds: table[span.end].seconds - table[frames.upperBound].seconds,
      soundStreams: sound?.count ?? 0, encoder: "copy")
  }

  /// How many packets from a key frame on hold all frames up to `end`, and where that really ends:
  /// a frame shown later may have to come first, and then those between the two come along; nil where
  /// the key frame does not come or frames are missing.
  private static func copiedSpan(
    _ reader: borrowing VideoReader, _ table: FrameTable, from key: Int, to end: Int,
    _ isCancelled: () -> Bool, _ name: String
  ) throws(VideoError) -> (packets: Int, end: Int)? {
    var (packets, shown, last, isFound) = (0, 0, key - 1, false)
    while unsafe av_read_frame(reader.format.pointer, reader.packet.pointer) >= 0 {
      let packet = unsafe reader.packet.pointer
      defer { unsafe av_packet_unref(packet) }
      if isCancelled() { throw cancelled(name) }
      guard unsafe packet.pointee.stream_index == reader.stream else { continue }
      let pts = unsafe packet.pointee.pts
      guard pts != skillet_nopts() else {
        throw VideoError(
          .badData, path: reader.path, step: "copy",
          reason: "its packets say not when they are shown", advice: "write an exact clip")
      }
      // Frames shown before the key frame that follow it in the file lack what they refer to.
      guard pts >= table.pts[key] else { continue }
      if !isFound {
        guard pts == table.pts[key] else { break }
        isFound = true
      }
      packets += 1
      guard let index = table.index(ofPTS: pts) else { continue }
      shown += 1
      last = max(last, index)
      if last + 1 >= end, shown == last + 1 - key { return (packets, last + 1) }
    }
    guard isFound, shown == last + 1 - key, last + 1 >= end else { return nil }
    return (packets, last + 1)
  }

  private static func rewind(
    _ reader: borrowing VideoReader, to pts: Int64
  ) throws(VideoError) {
    reader.format.setDeadline(monotonicNanoseconds() + 600_000_000_000)
    try check(
      unsafe avformat_seek_file(reader.format.pointer, reader.stream, Int64.min, pts, pts, 0),
      "seek", path: reader.path, advice: "write an exact clip")
  }

  private static func addCopy(
    _ reader: borrowing VideoReader, _ output: borrowing ClipOutput
  ) throws(VideoError) -> Int32 {
    guard let source = unsafe reader.format.pointer.pointee.streams[Int(reader.stream)],
      let facts = unsafe source.pointee.codecpar
    else { throw VideoError(.badData, path: reader.path, step: "copy", reason: "no video") }
    guard unsafe output.holds(facts.pointee.codec_id) else {
      throw VideoError(
        .cannotWrite, path: output.path, step: "write",
        reason: "this container cannot hold \(reader.header.codec)", advice: "use .mkv")
    }
    let orientation = reader.header.orientation
    return try unsafe output.addStream(timeBase: source.pointee.time_base) { stream in
      let code = unsafe avcodec_parameters_copy(stream.pointee.codecpar, facts)
      unsafe stream.pointee.sample_aspect_ratio = source.pointee.sample_aspect_ratio
      unsafe stream.pointee.avg_frame_rate = source.pointee.avg_frame_rate
      guard code >= 0, !orientation.isPlain else { return code }
      return unsafe setOrientation(orientation, of: stream)
    }
  }

  /// Writes how pictures are to be shown into a stream; 0 or FFmpeg's error.
  static func setOrientation(
    _ orientation: Orientation, of stream: UnsafeMutablePointer<AVStream>
  ) -> Int32 {
    unsafe skillet_stream_set_orientation(
      stream, Double(orientation.rotation), orientation.isMirrored ? 1 : 0)
  }

  private static func verify(
    _ name: String, shows frames: Int, _ options: ClipOptions
  ) throws(VideoError) {
    var clip = try VideoReader(name, options: .init(threads: options.threads))
    var count = 0
    while try clip.next() != nil { count += 1 }
    guard count == frames else {
      throw VideoError(
        .badData, path: name, step: "copy",
        reason: "the copy shows \(count) frames, not \(frames)", advice: "write an exact clip")
    }
  }
}
