internal import Annotations
internal import Frames

/// What is known of when frames are shown, for readers and for what they read.
struct VideoTiming {
  private let source: FrameSource
  private let interruption: Interruption
  private let facts: FrameSource.Facts?
  /// The videos of a folder, by name.
  private let videos: [String: String]

  /// Decodes the video where there is one; a folder of videos is only listed.
  init(
    _ source: FrameSource, interruption: Interruption, progress: (Int, Int?) -> Void
  ) throws(SkilletError) {
    (self.source, self.interruption) = (source, interruption)
    guard case .video(let path) = source else {
      (facts, videos) = (nil, [:])
      return
    }
    if OutputPlace.kind(of: path) == .folder {
      (facts, videos) = (nil, try FrameSource.videos(in: path))
      if videos.isEmpty { throw SkilletError(.noInput, "\(path): there is no video in the folder") }
    } else {
      facts = try FrameSource.Facts(path, interruption: interruption, progress: progress)
      videos = [:]
    }
  }

  func context(file: String) -> ReadingContext {
    if let facts { return facts.context(file: file) }
    guard case .rate(let rate) = source else { return ReadingContext(file: file) }
    var context = ReadingContext(file: file, clock: .rate(rate))
    context.frameRate = rate
    return context
  }

  /// Gives every video its clock; throws where a span is on frames that its video does not have.
  ///
  /// - Returns: what the person should know.
  mutating func describe(_ set: inout AnnotationSet) throws(SkilletError) -> [String] {
    switch source {
    case .unknown: return []
    case .rate(let rate):
      for index in set.videos.indices {
        set.videos[index].clock = .rate(rate)
        set.videos[index].frameRate = rate
      }
      return []
    case .video(let path):
      var notes: [String] = []
      if facts != nil, set.videos.count > 1 {
        throw SkilletError(
          .usage,
          "\(path): the annotations are of \(set.videos.count) videos; give their folder to --video"
        )
      }
      for index in set.videos.indices {
        let name = set.videos[index].name
        var known = facts
        if known == nil, let file = videos[name] {
          known = try FrameSource.Facts(file, interruption: interruption)
        }
        guard let known else {
          notes.append("\(name): there is no such video in \(path)")
          continue
        }
        known.describe(&set.videos[index])
        if let beyond = Self.beyond(set.videos[index]) { throw beyond }
        if Self.endsLate(set.videos[index]) {
          notes.append("\(name): what lies behind the end of the video is cut off")
        }
      }
      return notes
    }
  }

  /// Gives every video its clock and what was found out of it, without changing what the annotations
  /// state themselves.
  func check(_ set: inout AnnotationSet) throws(SkilletError) -> [(name: String, info: VideoInfo)] {
    if facts != nil, set.videos.count > 1 {
      throw SkilletError(
        .usage, "the annotations are of \(set.videos.count) videos; give their folder to --video")
    }
    var infos: [(String, VideoInfo)] = []
    for index in set.videos.indices {
      if case .rate(let rate) = source { set.videos[index].clock = .rate(rate) }
      var known = facts
      if known == nil, let file = videos[set.videos[index].name] {
        known = try FrameSource.Facts(file, interruption: interruption)
      }
      guard let known else { continue }
      set.videos[index].clock = known.clock
      set.videos[index].info = known.info
      infos.append((set.videos[index].name, known.info))
    }
    return infos
  }

  private static func beyond(_ video: AnnotatedVideo) -> SkilletError? {
    let frames = video.frames ?? 0
    let end = video.clock?.time(ofFrame: frames)
    for span in video.spans {
      if let end, let start = span.extent.times?.start, start >= end, span.extent.frames == nil {
        return SkilletError(
          .badData,
          "\(video.path ?? video.name): \(span.place): the annotation starts at \(start.shortestText) "
            + "s, the decoded video ends at \(end.text(decimals: 3)) s; `skillet validate --video` "
            + "lists all")
      }
      guard let range = span.extent.frames, range.upperBound > frames else { continue }
      let place = span.place.description.isEmpty ? "" : "\(span.place): "
      let header = video.info?.framesInHeader.map { ", its header claims \($0)" } ?? ""
      return SkilletError(
        .badData,
        "\(video.path ?? video.name): \(place)the annotations end at frame \(range.upperBound), the "
          + "decoded video has \(frames) frames\(header); `skillet validate --video` lists all")
    }
    return nil
  }

  private static func endsLate(_ video: AnnotatedVideo) -> Bool {
    guard let end = video.clock?.time(ofFrame: video.frames ?? 0) else { return false }
    return video.spans.contains { ($0.extent.times?.end ?? end) > end }
  }
}
