import Annotations
import Frames

extension Generator {
  /// Annotations of one to three videos with everything that a set can say, spans that overlap and
  /// leave gaps, at the rates of films and broadcasts and at a variable one, up to two hours long.
  mutating func annotations(videos: Int? = nil) -> AnnotationSet {
    let count = videos ?? (chance(30) ? int(2...3) : 1)
    var set = AnnotationSet(videos: (0..<count).map { video(named: "demo \($0) é🫖.x") })
    if chance(30) {
      set.classes = [
        LabelClass(name: "cut tomato", id: 4), LabelClass(name: "cut, cheese", id: 4),
        LabelClass(name: "background", id: 0),
      ]
    }
    return set
  }

  private mutating func video(named name: String) -> AnnotatedVideo {
    let rates = [
      Rational(24000, 1001), Rational(30000, 1001), Rational(60000, 1001), Rational(25, 1),
    ]
    let rate = rates[int(0...3)]
    let frames = chance(15) ? Int(7200 * rate.quotient) : int(20...900)
    var video = AnnotatedVideo(name: name)
    video.path = "folder/\(name).mp4"
    video.frames = frames
    video.frameRate = rate
    if chance(25) {
      var times = [MediaTime(value: 0, timescale: 90_000)]
      for _ in 0..<frames {
        let last = times[times.count - 1]
        times.append(MediaTime(value: last.value + Int64(int(1500...4500)), timescale: 90_000))
      }
      video.clock = .times(times)
    } else {
      video.clock = .rate(rate)
    }
    video.duration = video.clock?.time(ofFrame: frames)
    video.size = AnnotatedVideo.PictureSize(width: 640, height: 360)
    video.subset = ["training", "validation", "testing"][int(0...2)]
    if chance(50) { video.attributes = [JSONMember("recipe_type", .integer(7))] }
    video.tiers = [AnnotationTier(spans: spans(frames, video))]
    if chance(30) {
      video.tiers[0].name = "phases"
      video.tiers.append(
        AnnotationTier(name: "steps", parent: "phases", spans: spans(frames, video)))
    }
    return video
  }

  private mutating func spans(_ frames: Int, _ video: AnnotatedVideo) -> [AnnotatedSpan] {
    let isTiling = chance(50)
    var spans: [AnnotatedSpan] = []
    var end = 0
    for index in 0..<int(1...8) {
      let room = frames - end
      if room < 2, isTiling { break }
      let start = isTiling ? end : int(0...frames - 1)
      let last = isTiling ? int(start + 1...frames) : int(start...frames)
      end = last
      guard let clock = video.clock, let from = clock.time(ofFrame: start),
        let to = clock.time(ofFrame: last)
      else { continue }
      var span = AnnotatedSpan(.both(frames: start..<last, start: from, end: to))
      if chance(80) { span.label = chance(5) ? "" : label() }
      if chance(30) { span.skill = int(0...9) }
      if chance(30) { span.score = Double(int(0...1000)) / 1000 }
      if chance(30) { span.attributes = [JSONMember("verb", .string(label()))] }
      if index == 0, chance(10) { span.label = "background" }
      spans.append(span)
    }
    return spans
  }
}
