internal import CFFmpeg
internal import CFFmpegShims
internal import Frames

extension ClipWriter {
  /// Decodes, encodes again, and copies the sound.
  static func writeExact(
    _ path: String, _ table: FrameTable, _ frames: Range<Int>, _ name: String,
    _ options: ClipOptions, _ isCancelled: () -> Bool, _ isCreated: inout Bool
  ) throws(VideoError) -> ClipReport {
    var reader = try VideoReader(path, options: .init(threads: options.threads))
    if let stretch = options.stretch { reader.begin(stretch) }
    var found = try reader.seek(to: frames.lowerBound, in: table)
    let output = try ClipOutput(name, container: options.container)
    var encoder = try ClipEncoder(reader, output, options)
    let stream = try addVideo(encoder, reader.header, output)
    let (start, end) = (table.pts[frames.lowerBound], table[frames.upperBound].pts)
    let base = AVRational(num: table.timeBase.numerator, den: table.timeBase.denominator)
    var sound: SoundCopier?
    if options.keepsSound {
      sound = try SoundCopier(
        path, span: start...max(start, end), timeBase: base, output, options: reader.options)
    }
    isCreated = true
    try output.start(isStreamed: options.isStreamed)

    let encoderBase = encoder.timeBase
    func write(_ packet: UnsafeMutablePointer<AVPacket>) throws(VideoError) {
      // Encoders do not carry durations; the table has them.
      let source = unsafe av_rescale_q(packet.pointee.pts, encoderBase, base) + start
      let index = min(table.firstIndex(atOrAfter: source), table.count - 1)
      let length = table[index + 1].pts - table.pts[index]
      unsafe packet.pointee.duration = av_rescale_q(length, base, encoderBase)
      try unsafe output.write(packet, stream: stream, timeBase: encoderBase)
    }
    for index in frames {
      if isCancelled() { throw cancelled(name) }
      guard let frame = found, frame.index == index else {
        throw VideoError(
          .badData, path: path, step: "read frame \(index)",
          reason: "the file ends before it", advice: "it was changed since its frames were counted")
      }
      try sound?.copy(before: frame.pts, base, to: output)
      let pts = av_rescale_q(frame.pts - start, base, encoderBase)
      try unsafe encoder.encode(reader.frame.pointer, pts: pts, write)
      if index + 1 < frames.upperBound { found = try reader.next() }
    }
    try unsafe encoder.encode(nil, pts: 0, write)
    try sound?.copy(before: end, base, to: output)
    try output.finish()
    return ClipReport(
      frames: frames.count, startMoved: 0, startMovedSeconds: 0, endMoved: 0, endMovedSeconds: 0,
      soundStreams: sound?.count ?? 0, encoder: encoder.name)
  }

  private static func addVideo(
    _ encoder: borrowing ClipEncoder, _ header: VideoHeader, _ output: borrowing ClipOutput
  ) throws(VideoError) -> Int32 {
    let codec = unsafe encoder.codec.pointer
    return try unsafe output.addStream(timeBase: encoder.timeBase) { stream in
      let code = unsafe avcodec_parameters_from_context(stream.pointee.codecpar, codec)
      unsafe stream.pointee.sample_aspect_ratio = codec.pointee.sample_aspect_ratio
      unsafe stream.pointee.avg_frame_rate = codec.pointee.framerate
      guard code >= 0, !header.orientation.isPlain else { return code }
      return unsafe setOrientation(header.orientation, of: stream)
    }
  }
}
