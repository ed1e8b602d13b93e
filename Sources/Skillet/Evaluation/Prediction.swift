internal import Annotations
internal import Evaluation
internal import Frames

/// What a file predicts for one video.
struct Prediction {
  /// The file.
  let path: String
  /// The video's name; nil where neither the text nor the file's name says it.
  let name: String?
  /// Frames of the video as the file counts them.
  let frames: Int?
  /// Frames a second as a document states them.
  let frameRate: Double?
  /// Whether a document says that the frame rate varies.
  let hasVariableRate: Bool
  private let intervals: Intervals
  private let labels: [String?]
  private let kinds: [BoundaryKind?]
  /// When each segment starts, where a document says so.
  private let seconds: [Double]?

  /// Reads a file in any format that segments are read in, a table of labels, a list of times, or
  /// a list of change points; the last two hold several videos.
  static func read(_ path: String) throws(SkilletError) -> [Prediction] {
    let text = try AnnotationFiles.text(of: path)
    do {
      if SegmentFormat(fileName: path) == .segments {
        let json = try JSONValue(parsing: text, file: path)
        if json["schema"] == nil, let lists = try TimeList.read(json, file: path) {
          return lists.map { Prediction(path, $0) }
        }
        return [Prediction(path, try SegmentsDocument(json: json, file: path))]
      }
      if let lists = try ChangePointList.read(text, file: path) {
        return lists.map { Prediction(path, $0) }
      }
      let context = ReadingContext(file: path)
      let format = SegmentFormat(fileName: path) ?? .mstcn
      if format == .csv,
        let table = try LabelTable.read(text, side: .prediction, context: context)
      {
        return [Prediction(path, .frames(table))]
      }
      return [Prediction(path, try format.read(text, context: context))]
    } catch {
      throw SkilletError(error)
    }
  }

  private init(_ path: String, _ document: SegmentsDocument) {
    self.path = path
    let rate = document.video.averageFrameRate.quotient
    name = VideoName.ofVideo(document.video.path)
    frames = document.video.frames
    hasVariableRate = document.video.variableFrameRate
    frameRate = rate > 0 ? rate : nil
    intervals = document.intervals
    labels = document.segments.map { $0.label != nil || $0.skill != nil ? $0.name : nil }
    kinds = document.segments.map(\.kind)
    seconds = document.segments.map(\.start.seconds)
  }

  private init(_ path: String, _ intervals: Intervals) {
    self.path = path
    name = VideoName.ofAnnotation(path)
    self.intervals = intervals
    switch intervals {
    case .frames(let list):
      frames = list.last?.frames.upperBound
      labels = list.map(\.label)
    case .times(let list):
      frames = nil
      labels = list.map(\.label)
    }
    (frameRate, hasVariableRate, kinds, seconds) = (nil, false, [], nil)
  }

  private init(_ path: String, _ list: TimeList) {
    self.path = path
    name = list.name
    let starts = [0] + list.times
    intervals = .times(
      starts.map { MediaInterval(start: MediaTime(seconds: $0), end: MediaTime(seconds: $0)) })
    (frames, frameRate, hasVariableRate, kinds, labels) = (nil, nil, false, [], [])
    seconds = starts
  }

  private init(_ path: String, _ list: ChangePointList) {
    self.path = path
    name = list.name
    intervals = .frames(([0] + list.changePoints).map { FrameInterval($0..<$0) })
    (frames, frameRate, hasVariableRate, kinds) = (nil, nil, false, [])
    (labels, seconds) = ([], nil)
  }

  /// The starts of all segments but the first, ascending, within a video of so many frames.
  ///
  /// Times become frames by the frame rate. A kind keeps only the boundaries of that kind, which
  /// only documents tell.
  func boundaries(
    frames: Int, frameRate: Double?, kind: BoundaryKind?
  ) throws(SkilletError) -> [Int] {
    var starts = try frameIntervals(frameRate).map(\.frames.lowerBound)
    if let kind {
      if kinds.isEmpty {
        throw SkilletError(
          .usage, "\(path): only segments documents tell the kind of a boundary; drop --kind")
      }
      starts = zip(starts, kinds).filter { $0.1 == kind }.map(\.0)
    } else {
      starts = Array(starts.dropFirst())
    }
    return Set(starts).filter { $0 > 0 && $0 < frames }.sorted()
  }

  /// The boundaries in seconds, in the order of the file; frames become seconds by the frame rate,
  /// and stay frames where there is none.
  func times(frameRate: Double?) -> [Double] {
    if let seconds { return Array(seconds.dropFirst()) }
    switch intervals {
    case .times(let list): return list.dropFirst().map(\.start.seconds)
    case .frames(let list):
      return list.dropFirst().map { Double($0.frames.lowerBound) / (frameRate ?? 1) }
    }
  }

  /// Whether the file states times, and no frames.
  var knowsOnlyTimes: Bool {
    if case .times = intervals { true } else { false }
  }

  /// The labels as runs; throws at a segment that has neither a label nor a skill.
  ///
  /// What no segment covers is `background`, as far as `frames`.
  func runs(
    frames: Int, frameRate: Double?
  ) throws(SkilletError) -> [LabelledSegments.Run] {
    var runs: [LabelledSegments.Run] = []
    let intervals = try frameIntervals(frameRate)
    for (index, interval) in intervals.enumerated() {
      guard index < labels.count, let label = labels[index], !label.isEmpty else {
        throw SkilletError(
          .badData,
          "\(path): segment \(index + 1) of \(intervals.count) has neither a label nor a skill; "
            + "this protocol compares labels")
      }
      let start = runs.last?.frames.upperBound ?? 0
      if interval.frames.lowerBound > start {
        runs.append(.init(start..<interval.frames.lowerBound, LabelTable.background))
      }
      let first = max(start, interval.frames.lowerBound)
      runs.append(.init(first..<max(first, interval.frames.upperBound), label))
    }
    let end = runs.last?.frames.upperBound ?? 0
    if knowsOnlyTimes, end < frames { runs.append(.init(end..<frames, LabelTable.background)) }
    return LabelledSegments.merged(runs)
  }

  private func frameIntervals(_ frameRate: Double?) throws(SkilletError) -> [FrameInterval] {
    switch intervals {
    case .frames(let list): return list
    case .times:
      guard let frameRate else {
        throw SkilletError(
          .badData,
          "\(path): cannot turn times into frames: the truth states no frame rate; give one with "
            + "--frame-rate")
      }
      return intervals.frameIntervals(FrameClock(framesPerSecond: frameRate))
    }
  }
}
