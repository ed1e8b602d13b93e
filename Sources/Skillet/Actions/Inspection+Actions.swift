public import Annotations
internal import Frames
internal import VideoIO

extension Inspection {
  /// The time of each shown frame in seconds.
  public var frameSeconds: [Double] { (0..<frames.count).map { frames[$0].seconds } }

  /// Matches actions with the frames that were counted, and sums them up.
  ///
  /// - Throws: where they do not fit the video.
  public func summary(of recording: ActionRecording) throws(SkilletError) -> ActionSummary {
    ActionSummary(
      recording,
      try recording.aligned(toFrames: frameSeconds, framesInHeader: info.framesInHeader))
  }

  /// Puts events on the frames that were counted, and sums them up.
  ///
  /// - Throws: where one lies outside the video.
  public func summary(of log: EventLog, file: String) throws(SkilletError) -> EventSummary {
    do {
      return EventSummary(
        path: file, track: try log.track(onFrames: frameSeconds, file: file), frames: frames.count)
    } catch {
      throw SkilletError(error)
    }
  }
}
