internal import VideoIO

/// Whether a browser can play a video file as it is.
public struct PlayableVideo: Sendable, Hashable {
  /// The codec's short name.
  public let codec: String
  /// FFmpeg's name of the pixel format.
  public let pixelFormat: String
  /// The media type to serve it as.
  public let mediaType: String
  /// Why a browser would not play it; nil where it would.
  public let obstacle: String?

  /// Reads the header of a file.
  ///
  /// - Throws: `SkilletError` where it cannot be opened as a video.
  public init(_ path: String) throws(SkilletError) {
    let header: VideoHeader
    do throws(VideoError) {
      header = try VideoReader(path).header
    } catch {
      throw SkilletError(error)
    }
    self.init(
      codec: header.codec, pixelFormat: header.pixelFormat, container: header.container)
  }

  init(codec: String, pixelFormat: String, container: String) {
    self.codec = codec
    self.pixelFormat = pixelFormat
    let formats = container.split(separator: ",")
    let isMP4 = formats.contains("mp4")
    let isWebM = formats.contains("webm")
    let fitsWebM = ["vp8", "vp9", "av1"].contains(codec)
    mediaType =
      isMP4
      ? "video/mp4"
      : isWebM ? fitsWebM ? "video/webm" : "video/x-matroska" : "application/octet-stream"
    obstacle =
      if !isMP4, !isWebM {
        "browsers do not play this container"
      } else if isMP4 ? !["h264", "vp9", "av1"].contains(codec) : !fitsWebM {
        isWebM && codec == "h264"
          ? "browsers do not play H.264 in Matroska" : "browsers do not play \(codec)"
      } else if !Self.formats.contains(pixelFormat) {
        "browsers do not play \(codec) of pixel format \(pixelFormat)"
      } else {
        nil
      }
  }

  private static let formats: Set = ["yuv420p", "yuvj420p"]
}
