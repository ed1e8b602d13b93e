public import Annotations
internal import Foundation
public import Frames
internal import VideoIO

/// Where a command learns when frames are shown: from the video itself, or from a stated rate.
public enum FrameSource: Sendable {
  /// Nobody says.
  case unknown
  /// Frames at an exact constant rate, the first at 0 s.
  case rate(Rational)
  /// A video, every frame of which is decoded; or a folder of videos, named as the annotations are.
  case video(String)

  /// Reads `--rate`: `30000/1001`, `25` or `29.97`; throws (64) for anything else.
  public init(rate text: String) throws(SkilletError) {
    let rate = Rational(text) ?? Double(text).flatMap { Rational(framesPerSecond: $0) }
    guard let rate, rate.numerator > 0 else {
      throw SkilletError(.usage, "\"\(text)\" is no frame rate; write 30000/1001, 25 or 29.97")
    }
    self = .rate(rate)
  }

  /// What was found out of one video.
  public struct Facts: Sendable {
    /// Both counts, the rate, the size.
    public let info: VideoInfo
    /// When each frame is shown.
    public let clock: FrameClock

    init(_ inspection: Inspection) {
      info = inspection.info
      let table = inspection.frames
      var times = table.pts.map { MediaTime(pts: $0, timeBase: table.timeBase) }
      times.append(MediaTime(pts: table.endPTS, timeBase: table.timeBase))
      clock = .times(times)
    }

    /// Reads a video to its end.
    public init(
      _ path: String, interruption: Interruption, progress: (Int, Int?) -> Void = { _, _ in }
    ) throws(SkilletError) {
      self.init(try Inspection(path, interruption: interruption, progress: progress))
    }
  }
}

extension FrameSource.Facts {
  /// Puts what was found out into the annotations of the video.
  func describe(_ video: inout AnnotatedVideo) {
    video.clock = clock
    video.info = info
    video.frames = info.frames
    video.path = info.path
    video.size = AnnotatedVideo.PictureSize(width: info.width, height: info.height)
    if info.averageFrameRate.numerator > 0 { video.frameRate = info.averageFrameRate }
    if let first = clock.time(ofFrame: 0), let end = clock.time(ofFrame: info.frames) {
      video.duration = end - first
    }
  }

  /// What a reader is told.
  func context(file: String) -> ReadingContext {
    var context = ReadingContext(file: file, frames: info.frames, clock: clock)
    if info.averageFrameRate.numerator > 0 { context.frameRate = info.averageFrameRate }
    return context
  }
}

extension FrameSource {
  /// The videos of a folder by their names.
  static func videos(in folder: String) throws(SkilletError) -> [String: String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw SkilletError(
        .noInput, "\(folder): cannot list the folder: \(error.localizedDescription)")
    }
    var videos: [String: String] = [:]
    for name in names.sorted() where VideoName.ofVideo(name) != name {
      videos[VideoName.ofVideo(name)] = AnnotationBytes.join(folder, name)
    }
    return videos
  }
}
