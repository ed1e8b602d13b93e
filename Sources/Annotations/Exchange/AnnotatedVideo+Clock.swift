public import Frames

extension AnnotatedVideo {
  /// The frames of a span: its own, or those nearest to its times by the video's clock.
  ///
  /// Throws where there is no clock, and where the clock does not list the frame.
  public func frames(of span: AnnotatedSpan, format: String) throws(AnnotationError) -> Range<Int> {
    if let frames = span.extent.frames { return frames }
    guard let clock, let times = span.extent.times else {
      throw missingClock(span, "counts frames, and only times are known", format)
    }
    let start = clock.frame(nearest: times.start)
    return start..<max(start, clock.frame(nearest: times.end))
  }

  /// The moments of a span: its own, or those of its frames by the video's clock.
  ///
  /// Throws where there is no clock, and where the clock does not list the frame.
  public func times(
    of span: AnnotatedSpan, format: String
  ) throws(AnnotationError) -> (start: MediaTime, end: MediaTime) {
    if let times = span.extent.times { return times }
    guard let clock, let frames = span.extent.frames else {
      throw missingClock(span, "wants times, and only frames are known", format)
    }
    guard let start = clock.time(ofFrame: frames.lowerBound),
      let end = clock.time(ofFrame: frames.upperBound)
    else {
      throw AnnotationError(
        file: name, step: "write \(format)", place: span.place.description,
        reason: "frames \(frames.lowerBound)..<\(frames.upperBound) are not all in the video, "
          + "which has \(clock.frames ?? 0)", advice: "`skillet validate --video` lists such spans")
    }
    return (start, end)
  }

  /// Frames a second, exactly: the clock's, else the nominal rate; throws where neither is known.
  public func rate(format: String) throws(AnnotationError) -> Rational {
    if case .rate(let rate, _)? = clock { return rate }
    if let frameRate, frameRate.numerator > 0 { return frameRate }
    throw AnnotationError(
      file: name, step: "write \(format)", reason: "it needs the frame rate",
      advice: "give --video FILE or --rate 30000/1001")
  }

  private func missingClock(
    _ span: AnnotatedSpan, _ reason: String, _ format: String
  ) -> AnnotationError {
    if span.extent == .unplaced {
      return AnnotationError(
        file: name, step: "write \(format)", place: span.place.description,
        reason: "only the order of the steps is known, neither frames nor times",
        advice: "`skillet order fit` and `skillet graph build` read such steps")
    }
    return AnnotationError(
      file: name, step: "write \(format)", place: span.place.description,
      reason: "it \(reason)", advice: "give --video FILE or --rate 30000/1001")
  }
}
