import Annotations
import Frames
import Testing

/// Short ways to read and write texts of a format.
enum ExchangeTexts {
  static func read(
    _ format: any AnnotationFormat.Type, _ text: String, file: String = "tea.file",
    context: ReadingContext = ReadingContext(file: "tea.file")
  ) throws(AnnotationError) -> AnnotationSet {
    try format.read(AnnotationSource(file: file, text: text), context: context)
  }

  static func write(
    _ format: any WritableFormat.Type, _ set: AnnotationSet
  ) throws(AnnotationError) -> String {
    let files = try format.write(set, context: WritingContext(title: "tea", version: "0.1.0"))
    return String(decoding: files.first?.bytes ?? [], as: UTF8.self)
  }

  static func fault(
    _ format: any AnnotationFormat.Type, _ text: String
  ) -> AnnotationError? {
    do {
      _ = try read(format, text)
      return nil
    } catch { return error }
  }

  static func seconds(_ text: String) -> MediaTime {
    MediaTime(decimal: text) ?? MediaTime(value: -1, timescale: 1)
  }

  static func times(_ start: String, _ end: String) -> Extent {
    .times(start: seconds(start), end: seconds(end))
  }

  /// Two skills of a video at 30000/1001 frames a second, as in the field's examples.
  static func tea() -> AnnotationSet {
    let clock = FrameClock.rate(Rational(30000, 1001))
    func extent(_ frames: Range<Int>) -> Extent {
      .both(
        frames: frames, start: clock.time(ofFrame: frames.lowerBound) ?? seconds("-1"),
        end: clock.time(ofFrame: frames.upperBound) ?? seconds("-1"))
    }
    var video = AnnotatedVideo(
      name: "make_tea",
      spans: [
        AnnotatedSpan(extent(0..<120), label: "fill kettle", skill: 1, score: 0.83),
        AnnotatedSpan(extent(120..<270), label: "pour water", skill: 2, score: 0.75),
      ])
    (video.path, video.frames, video.clock) = ("make_tea.mp4", 270, clock)
    (video.frameRate, video.size) = (Rational(30000, 1001), .init(width: 640, height: 360))
    video.duration = seconds("9.009")
    video.subset = "training"
    return AnnotationSet(videos: [video])
  }
}

extension AnnotationSet {
  /// The spans of the first video.
  var spans: [AnnotatedSpan] { videos.first?.spans ?? [] }
}
