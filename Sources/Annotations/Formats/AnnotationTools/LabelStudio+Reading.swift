internal import Frames

extension LabelStudio {
  /// Reads a file, and goes on behind an entry that is at fault.
  public static func parse(
    _ source: AnnotationSource, context: ReadingContext, log: inout FaultLog
  ) throws(AnnotationError) -> AnnotationSet {
    let root = try cursor(source)
    var set = AnnotationSet(videos: [])
    var names: Set<String> = []
    for task in root.value.array == nil ? [root] : try root.elements() {
      var video = try video(task, &log)
      if !names.insert(video.name).inserted {
        let base = video.name
        var number = 2
        while !names.insert("\(base) (\(number))").inserted { number += 1 }
        video.name = "\(base) (\(number))"
      }
      set.videos.append(video)
    }
    return set
  }

  private static func video(
    _ task: JSONCursor, _ log: inout FaultLog
  ) throws(AnnotationError) -> AnnotatedVideo {
    let data = try task.member("data")
    let path = try data.member("video").string()
    var video = AnnotatedVideo(name: VideoName.ofVideo(path))
    if path != video.name { video.path = path }
    video.attributes = data.others(than: ["video", "frameRate"])
    if let stated = try data.optional("frameRate") {
      // A rate that a person typed into the project may come as a string.
      let number = stated.value.number ?? stated.value.string.flatMap { Double($0) }
      guard let number, let rate = Rational(framesPerSecond: number) else {
        throw stated.fault("should be frames a second")
      }
      video.frameRate = rate
      video.clock = .rate(rate)
    }
    let annotations = try task.optional("annotations")?.elements() ?? []
    let predictions = try task.optional("predictions")?.elements() ?? []
    let sources = annotations + predictions
    for (position, entry) in sources.enumerated() {
      let isAnnotation = position < annotations.count
      let number = isAnnotation ? position : position - annotations.count
      let name = "\(isAnnotation ? "annotation" : "prediction") \(number + 1)"
      try read(entry, named: sources.count > 1 ? name : nil, into: &video, &log)
    }
    if video.tiers.isEmpty { video.tiers = [AnnotationTier(spans: [])] }
    return video
  }

  /// Adds the regions of one annotation or prediction, a tier a control.
  private static func read(
    _ entry: JSONCursor, named name: String?, into video: inout AnnotatedVideo,
    _ log: inout FaultLog
  ) throws(AnnotationError) {
    var tiers: [AnnotationTier] = []
    for region in try entry.optional("result")?.elements() ?? [] {
      guard try region.optional("type")?.string() == "timelinelabels" else { continue }
      let stated = try region.optional("from_name")?.string() ?? control
      let isPlain = stated == control
      let tier = name.map { isPlain ? $0 : "\($0): \(stated)" } ?? (isPlain ? "" : stated)
      var spans: [AnnotatedSpan] = []
      do { spans = try self.spans(region) } catch { log.add(error) }
      if let index = tiers.firstIndex(where: { $0.name == tier }) {
        tiers[index].spans += spans
      } else {
        tiers.append(AnnotationTier(name: tier, spans: spans))
      }
    }
    video.tiers += tiers
  }

  /// A span a range and label of a region.
  private static func spans(_ region: JSONCursor) throws(AnnotationError) -> [AnnotatedSpan] {
    let value = try region.member("value")
    let score = try region.optional("score")?.number()
    var labels: [String?] = []
    for label in try value.optional("timelinelabels")?.elements() ?? [] {
      labels.append(try label.string())
    }
    if labels.isEmpty { labels = [nil] }
    var spans: [AnnotatedSpan] = []
    for range in try value.member("ranges").elements() {
      let (start, end) = (try range.member("start").count(), try range.member("end").count())
      guard start >= 1, end >= start else {
        throw range.fault("\(start) to \(end) is no range of frames that count from 1")
      }
      for label in labels {
        spans.append(
          AnnotatedSpan(.frames(start - 1..<end), label: label, score: score, place: range.place))
      }
    }
    return spans
  }
}
