internal import CFFmpeg

/// The versions of the FFmpeg libraries that are loaded, such as `libavformat 59.27.100, ...`.
public func ffmpegVersions() -> String {
  func version(_ number: UInt32) -> String {
    "\(number >> 16).\(number >> 8 & 255).\(number & 255)"
  }
  return "\(unsafe string(av_version_info())) (libavformat \(version(avformat_version())), "
    + "libavcodec \(version(avcodec_version())), libswscale \(version(swscale_version())))"
}

/// The decoder that would be used for a codec; nil where there is none.
public func decoderName(for codec: String) -> String? {
  guard let description = unsafe avcodec_descriptor_get_by_name(codec),
    let decoder = unsafe avcodec_find_decoder(description.pointee.id)
  else { return nil }
  return unsafe string(decoder.pointee.name)
}

/// The encoder of that name; nil where there is none.
public func encoderName(_ name: String) -> String? {
  guard let encoder = unsafe avcodec_find_encoder_by_name(name) else { return nil }
  return unsafe string(encoder.pointee.name)
}
