internal import Annotations
public import Frames
internal import VideoIO

/// When the frames of a reviewed video are shown.
public struct ReviewTimes: Sendable, Hashable {
  /// Seconds a tick.
  public let timeBase: Rational
  /// The time stamp of each frame in ticks, and behind them the end of the last one.
  public let stamps: [Int64]
  /// The key frames, where they are known.
  public let keyFrames: [Int]
  /// Whether these are the video's own: stated by itself or by its stored signal.
  ///
  /// Else they follow
  /// from a constant rate, for show.
  public let isExact: Bool

  /// The most frames of a video that is reviewed: 46 hours at 60 a second.
  static let mostFrames = 10_000_000

  /// The identity of a frame; that of the number of frames is the end.
  public subscript(frame: Int) -> FrameTime {
    let place = min(max(0, frame), stamps.count - 1)
    return FrameTime(index: frame, pts: stamps[place], timeBase: timeBase)
  }

  /// The frames' own times, where a signal has a row for each of them.
  init?(_ signal: ReviewSignal, _ document: SegmentsDocument) {
    let frames = document.video.frames
    guard frames > 0, signal.frames.count == frames, let end = document.segments.last?.end.pts,
      signal.frames.first == 0, Int(signal.frames[frames - 1]) == frames - 1
    else { return nil }
    self.init(
      document, stamps: signal.pts + [end], keyFrames: [], isExact: true, signal: signal)
  }

  /// The times that a table states, where it agrees with everything that is known of the video.
  init?(_ table: FrameTable, _ document: SegmentsDocument, _ signal: ReviewSignal?) {
    guard table.count == document.video.frames, table.timeBase == document.video.timeBase,
      let end = document.segments.last?.end.pts
    else { return nil }
    self.init(
      document, stamps: (0..<table.count).map { table[$0].pts } + [end],
      keyFrames: table.keyFrames, isExact: true, signal: signal)
  }

  /// Times by even steps between all moments that are known: exact at those, else for show, unless
  /// every moment that is known lies on one grid of a constant rate.
  init?(evenlyOver document: SegmentsDocument, _ signal: ReviewSignal?) {
    let frames = document.video.frames
    guard (1...Self.mostFrames).contains(frames), document.video.timeBase.numerator > 0 else {
      return nil
    }
    var known: [(frame: Int, pts: Int64)] = []
    if let signal {
      known = signal.frames.indices.map { (Int(signal.frames[$0]), signal.pts[$0]) }
    }
    known += document.segments.map { ($0.start.index, $0.start.pts) }
    if let last = document.segments.last { known.append((last.end.index, last.end.pts)) }
    known.sort { $0.frame < $1.frame }
    guard let first = known.first, let last = known.last, first.frame == 0, last.frame == frames,
      zip(known, known.dropFirst()).allSatisfy({
        $0.frame == $1.frame ? $0.pts == $1.pts : $0.pts < $1.pts
      })
    else { return nil }
    var stamps: [Int64] = [first.pts]
    stamps.reserveCapacity(frames + 1)
    for (from, to) in zip(known, known.dropFirst()) where to.frame > from.frame {
      let (count, ticks) = (Int128(to.frame - from.frame), Int128(to.pts) - Int128(from.pts))
      for step in 1...count { stamps.append(from.pts + Int64(ticks * step / count)) }
    }
    guard zip(stamps, stamps.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    let step = Int128(stamps[1] - stamps[0])
    let isGrid =
      !document.video.variableFrameRate && known.count > 2
      && known.allSatisfy {
        Int128($0.pts) == Int128(first.pts) + Int128($0.frame) * step || $0.frame == frames
      }
    self.init(document, stamps: stamps, keyFrames: [], isExact: isGrid, signal: signal)
  }

  private init?(
    _ document: SegmentsDocument, stamps: [Int64], keyFrames: [Int], isExact: Bool,
    signal: ReviewSignal?
  ) {
    guard zip(stamps, stamps.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    let agrees = document.segments.allSatisfy { stamps[$0.start.index] == $0.start.pts }
    let signalAgrees =
      signal.map { signal in
        signal.frames.indices.allSatisfy {
          Int(signal.frames[$0]) < stamps.count && stamps[Int(signal.frames[$0])] == signal.pts[$0]
        }
      } ?? true
    guard agrees, signalAgrees else { return nil }
    timeBase = document.video.timeBase
    (self.stamps, self.keyFrames, self.isExact) = (stamps, keyFrames, isExact)
  }
}

extension ReviewTimes {
  /// Reads them of the video itself: from its packets where these agree with the document, else by
  /// decoding; nil where neither agrees, because it is another video by now.
  static func read(
    _ path: String, _ document: SegmentsDocument, _ signal: ReviewSignal?,
    interruption: Interruption
  ) -> ReviewTimes? {
    let stretch = document.stretch
    if stretch == nil,
      let table = try? FrameTable(packetsOf: path, isCancelled: { interruption.isRequested }),
      let times = ReviewTimes(table, document, signal)
    {
      return times
    }
    guard !interruption.isRequested,
      var reader = try? VideoReader(path, options: .init(threads: 1, sparesLoopFilter: true))
    else { return nil }
    if let stretch { reader.begin(stretch) }
    var table = FrameTable(timeBase: reader.header.timeBase)
    while !interruption.isRequested, table.count <= document.video.frames {
      guard let frame = try? reader.next() else { break }
      _ = frame
      table.appendCurrent(of: reader)
    }
    return ReviewTimes(table, document, signal)
  }
}

extension SegmentsDocument {
  /// The stretch of the file that the document is about, in seconds; nil for all of it.
  var stretch: Range<Double>? {
    guard let entry = unknown[""].first(where: { $0.key == "dataset" })?.value,
      let start = entry["start"]?.number, let end = entry["end"]?.number, start < end
    else { return nil }
    return start..<end
  }
}
