public import Frames
public import VideoIO

/// What `skillet inspect` finds out: every frame is decoded and counted.
public struct Inspection: Sendable {
  /// The facts, both counts among them.
  public let info: VideoInfo
  /// The time stamp of every frame.
  public let frames: FrameTable

  /// Decodes a whole video and counts what is shown.
  ///
  /// - Parameters:
  ///   - path: a local file.
  ///   - threads: decoder threads.
  ///   - interruption: asked once a frame.
  ///   - progress: told the number of frames so far and the header's count.
  public init(
    _ path: String, threads: Int = 2, interruption: Interruption = Interruption(),
    progress: (Int, Int?) -> Void = { _, _ in }
  ) throws(SkilletError) {
    do throws(VideoError) {
      var reader = try VideoReader(
        path, options: .init(threads: threads, sparesLoopFilter: true))
      var table = FrameTable(
        timeBase: reader.header.timeBase, capacity: reader.header.framesFromHeader ?? 0)
      while !interruption.isRequested, try reader.next() != nil {
        table.appendCurrent(of: reader)
        progress(table.count, reader.header.framesFromHeader)
      }
      if table.count == 0, !interruption.isRequested { throw noFrames(path, reader.damage) }
      frames = table
      var info = reader.info(of: table)
      if !interruption.isRequested {
        info.sha256 = try fileSHA256(path) { interruption.isRequested }
      }
      self.info = info
    } catch {
      throw SkilletError(error)
    }
    try interruption.check()
  }

  /// Throws where a file cannot be opened as a video; decodes nothing.
  public static func checkHeader(_ path: String) throws(SkilletError) {
    do throws(VideoError) {
      _ = try VideoReader(path)
    } catch {
      throw SkilletError(error)
    }
  }
}

/// The fault of a file that opens and then shows nothing.
func noFrames(_ path: String, _ damage: VideoReader.Damage) -> VideoError {
  let detail = damage.firstError.map { " (\($0))" } ?? ""
  return VideoError(
    .badData, path: path, step: "decode", reason: "not one frame could be shown\(detail)",
    advice: "the file is damaged or cut short")
}
