internal import Frames
internal import Synchronization
internal import VideoIO

/// The frames of one video by their index, for pictures of single ones and for clips that a browser
/// can play.
///
/// A frame has the index that reading from the start gives it, whatever the file's own index says.
/// Memory: the time stamps, and a decoder with a few pictures. Calls wait for each other.
public final class VideoFrames: Sendable {
  private let path: String
  private let stretch: Range<Double>?
  private let table: FrameTable
  private let reader: Mutex<VideoReader>

  /// Frames of the video, or of its stretch.
  public var count: Int { table.count }

  /// Reads the times of all frames: from the packets where these state them, else by decoding.
  ///
  /// - Parameters:
  ///   - path: the video.
  ///   - stretch: the part that is meant, in seconds of the file; frames count from its start.
  ///   - isCancelled: asked often; true ends the work.
  /// - Throws: `SkilletError` where the file cannot be read, or (1) where it was cancelled.
  public init(
    _ path: String, stretch: Range<Double>? = nil, isCancelled: () -> Bool = { false }
  ) throws(SkilletError) {
    do throws(VideoError) {
      var table = stretch == nil ? try FrameTable(packetsOf: path, isCancelled: isCancelled) : nil
      var reader = try Self.open(path, stretch)
      if table == nil || table?.count == 0 {
        var counted = FrameTable(timeBase: reader.header.timeBase)
        while !isCancelled(), try reader.next() != nil { counted.appendCurrent(of: reader) }
        table = counted
        reader = try Self.open(path, stretch)
      }
      guard !isCancelled(), let table, table.count > 0 else {
        throw VideoError(.failed, path: path, step: "read", reason: "it was interrupted")
      }
      self.table = table
      self.reader = Mutex(reader)
    } catch {
      throw SkilletError(error)
    }
    (self.path, self.stretch) = (path, stretch)
  }

  private static func open(
    _ path: String, _ stretch: Range<Double>?
  ) throws(VideoError) -> VideoReader {
    var reader = try VideoReader(path, options: .init(threads: 1))
    if let stretch { reader.begin(stretch) }
    return reader
  }

  /// The frames shown from one moment to another, at least one.
  ///
  /// - Parameters:
  ///   - start: seconds after the first frame is shown.
  ///   - end: seconds after the first frame is shown; nil for the end of the video.
  ///   - longest: seconds after which the frames end in any case.
  /// - Returns: nil where there is no frame at the start.
  public func frames(from start: Double, to end: Double?, longest: Double) -> Range<Int>? {
    let origin = table[0].seconds
    guard start.isFinite, start >= 0, start < max(table.duration, 1e-6),
      end.map({ $0.isFinite && $0 > start }) ?? true
    else { return nil }
    let until = min(end ?? .infinity, start + longest, table.duration)
    // Moments are rounded to the microsecond on their way: a frame that begins within one counts.
    let first = table.index(shownAt: origin + start + 2e-6)
    var last = table.index(shownAt: origin + until - 2e-6)
    if until >= table.duration { last = table.count - 1 }
    return first..<max(first, last) + 1
  }

  /// Seconds from the first frame of the video to one of its frames; to its end for the number of
  /// frames.
  public func seconds(of frame: Int) -> Double {
    table[min(max(0, frame), table.count)].seconds - table[0].seconds
  }

  /// One frame as a JPEG, as it is shown, at most `longestSide` pixels a side.
  ///
  /// - Throws: `SkilletError` (65) where there is no such frame or it cannot be read.
  public func picture(_ frame: Int, longestSide: Int) throws(SkilletError) -> [UInt8] {
    guard frame >= 0, frame < table.count else {
      throw SkilletError(.badData, "\(path): it has \(table.count) frames, and no frame \(frame)")
    }
    let result = reader.withLock { reader -> Result<[UInt8], SkilletError> in
      do throws(VideoError) {
        guard try reader.seek(to: frame, in: table) != nil else {
          return .failure(SkilletError(.badData, "\(path): it ends before frame \(frame)"))
        }
        return .success(try reader.jpeg(longestSide: longestSide))
      } catch {
        return .failure(SkilletError(error))
      }
    }
    return try result.get()
  }

  /// Writes frames as a file that a browser can play while it is written: H.264 in fragmented MP4,
  /// without sound, at most 1280 pixels a side, times counted from the first of the frames.
  ///
  /// - Throws: `SkilletError`; nothing is left at `output` then.
  public func writeStream(
    _ frames: Range<Int>, to output: String, isCancelled: () -> Bool
  ) throws(SkilletError) {
    let options = ClipOptions(
      keepsSound: false, quality: 23, threads: 2, container: "mp4", isStreamed: true,
      stretch: stretch)
    do throws(VideoError) {
      _ = try ClipWriter.writeClip(
        from: path, table: table, frames: frames, to: output, options: options,
        isCancelled: isCancelled)
    } catch {
      throw SkilletError(error)
    }
  }
}
