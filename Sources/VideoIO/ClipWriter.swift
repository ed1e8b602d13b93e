internal import CFFmpeg
internal import CFFmpegShims

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Writes a span of frames as a file of its own.
///
/// Time stamps (variable ones too), rotation, sample aspect ratio and colour tags are kept, and so
/// is sound; subtitles and other data are not. Times begin at zero.
public enum ClipWriter {
  /// The extension of a container that holds what a clip of this file would hold: `mp4` wherever
  /// that can hold the sound (and, in copy mode, the pictures), else `mkv`.
  ///
  /// - Throws: `VideoError` where the file cannot be read.
  public static func preferredExtension(
    for path: String, mode: ClipOptions.Mode = .exact
  ) throws(VideoError) -> String {
    let reader = try VideoReader(path)
    let sample = try ClipOutput("x.mp4", container: "mp4")
    for i in 0..<Int32(unsafe reader.format.pointer.pointee.nb_streams) {
      guard let facts = unsafe reader.format.pointer.pointee.streams[Int(i)]?.pointee.codecpar
      else { continue }
      let isCopied = unsafe isCopyableSound(facts) || mode == .copy && i == reader.stream
      if isCopied, unsafe !sample.holds(facts.pointee.codec_id) { return "mkv" }
    }
    return "mp4"
  }

  /// Writes frames `frames` of a video to `output`, which is replaced where it exists.
  ///
  /// On failure nothing is left at `output`.
  ///
  /// - Parameters:
  ///   - path: the video.
  ///   - table: its frames, from a whole reading.
  ///   - frames: the frames asked for; not empty, within the table.
  ///   - output: the file to write; its extension names the container unless the options do.
  ///   - isCancelled: asked once a frame; true ends the work with an error of kind `failed`.
  /// - Throws: `VideoError`; of kind `cannotWrite` where the output cannot be created or the disk is
  ///   full.
  /// - Complexity: in exact mode decodes from the key frame before the start and encodes the frames;
  ///   in copy mode reads the bytes, then decodes the clip once to verify it.
  public static func writeClip(
    from path: String, table: FrameTable, frames: Range<Int>, to output: String,
    options: ClipOptions = ClipOptions(), isCancelled: () -> Bool = { false }
  ) throws(VideoError) -> ClipReport {
    precondition(
      !frames.isEmpty && frames.lowerBound >= 0 && frames.upperBound <= table.count,
      "frames \(frames) of \(table.count)")
    var isCreated = false
    do throws(VideoError) {
      switch options.mode {
      case .exact:
        return try writeExact(path, table, frames, output, options, isCancelled, &isCreated)
      case .copy:
        return try writeCopy(path, table, frames, output, options, isCancelled, &isCreated)
      }
    } catch {
      if isCreated { unsafe unlink(output) }
      throw error
    }
  }

  /// The error of a clip that nobody wants any more.
  static func cancelled(_ output: String) -> VideoError {
    VideoError(.failed, path: output, step: "write", reason: "it was interrupted")
  }
}
