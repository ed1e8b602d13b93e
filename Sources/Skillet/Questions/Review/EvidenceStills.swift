internal import Annotations
internal import Foundation
internal import Frames
internal import VideoIO

/// Small pictures of the evidence, each taken once.
struct EvidenceStills {
  /// Pictures by the question's key, the step's id and the span's place within the step.
  private(set) var pictures: [String: [Still]] = [:]
  /// Stretches of evidence for which no picture was taken, as there are too many.
  private(set) var omitted = 0

  /// Stretches of evidence that get pictures on one page.
  static let limit = 1500
  /// Stretches up to which each gets its first, middle and last moment, not the middle alone.
  static let threeLimit = 250

  /// The name of a stretch.
  static func name(_ key: String, _ step: String, _ span: Int) -> String {
    "\(key)\u{1F}\(step)\u{1F}\(span)"
  }

  /// A moment that a picture is wanted of.
  private struct Moment {
    var name: String
    var rank: Int
    var span: TimeSpan
    /// Seconds from the first frame; frames count where the span has them.
    var seconds: Double
    var frame: Int?
  }

  /// Takes the pictures: one pass over each video, as far as the last moment.
  init(
    of document: QuestionsDocument, videos: QuestionVideos, interruption: Interruption,
    progress: (Int, Int) -> Void
  ) throws(SkilletError) {
    var moments: [String: [Moment]] = [:]
    var count = 0
    let total = document.questions.reduce(0) { sum, question in
      sum + (question.proof?.steps ?? []).reduce(0) { $0 + $1.evidence.count }
    }
    for question in document.questions where videos.files[question.video] != nil {
      for step in question.proof?.steps ?? [] {
        for (place, span) in step.evidence.enumerated() {
          count += 1
          guard count <= Self.limit else {
            omitted += 1
            continue
          }
          let name = Self.name(question.key, step.id, place)
          moments[question.video, default: []] += Self.moments(
            name, span, three: total <= Self.threeLimit)
        }
      }
    }
    for (done, video) in moments.keys.sorted().enumerated() {
      guard let path = videos.files[video], let wanted = moments[video] else { continue }
      try take(wanted, from: path, interruption)
      progress(done + 1, moments.count)
    }
  }

  private static func moments(_ name: String, _ span: TimeSpan, three: Bool) -> [Moment] {
    let isLong = three && span.length > 1
    return (isLong ? [0.0, 0.5, 1.0] : [0.5]).enumerated().map { rank, share in
      let last = span.frames.map { Double($0.count - 1) } ?? 0
      return Moment(
        name: name, rank: rank, span: span,
        seconds: span.start + (span.length - 0.000_001) * share,
        frame: span.frames.map { $0.lowerBound + Int((last * share).rounded(.down)) })
    }
  }

  private mutating func take(
    _ moments: [Moment], from path: String, _ interruption: Interruption
  ) throws(SkilletError) {
    var waiting = moments
    do throws(VideoError) {
      var reader = try VideoReader(path, options: .init(threads: 2))
      var offset: Double?
      while !waiting.isEmpty, !interruption.isRequested, let frame = try reader.next() {
        let start = offset ?? frame.seconds
        offset = start
        let end =
          MediaTime(pts: reader.currentEnd, timeBase: reader.header.timeBase).seconds - start
        func isHere(_ moment: Moment) -> Bool {
          moment.frame.map { $0 <= frame.index } ?? (moment.seconds < end)
        }
        guard waiting.contains(where: isHere) else { continue }
        let still = Still(
          frame: frame.index, seconds: frame.seconds - start,
          jpeg: try reader.jpeg(longestSide: 200))
        for moment in waiting where isHere(moment) {
          pictures[moment.name, default: []].append(still)
        }
        waiting.removeAll(where: isHere)
      }
    } catch {
      throw SkilletError(error)
    }
    try interruption.check()
  }
}
