internal import Frames

/// A segments document's labelled segments as actions; a shot boundary is an event.
enum SegmentFacts {
  static func facts(of document: SegmentsDocument) -> FactsDocument {
    let info = document.video
    var facts = FactCollection()
    let end = document.segments.last?.end.time.seconds ?? info.duration
    facts.add(
      DescribedVideo(
        id: VideoName.ofVideo(info.path), path: info.path,
        durationMicroseconds: Int64((max(end, info.duration) * 1e6).rounded()), frames: info.frames,
        frameRate: info.averageFrameRate.numerator > 0 ? info.averageFrameRate : nil))
    facts.add(
      FactSource(
        id: "segments", kind: .format, name: SegmentsDocument.schema, uncertainty: 0.5))
    for segment in document.segments {
      let span = TimeSpan(
        start: segment.start.seconds, end: segment.end.seconds,
        frames: segment.start.index..<segment.end.index)
      if segment.label != nil || segment.skill != nil {
        facts.add(
          .action, .text(FactLabel.words(segment.name)), span: span, source: "segments",
          confidence: segment.confidence ?? 1)
      }
    }
    return facts.document
  }
}
