public import Annotations
internal import Frames

/// A small picture of one frame, for the report.
public struct Still: Sendable, Hashable {
  /// The frame's display index.
  public var frame: Int
  /// The moment at which it is shown.
  public var seconds: Double
  /// A JPEG file, at most `Report.stillWidth` pixels wide.
  public var jpeg: [UInt8]

  /// Collects a still.
  public init(frame: Int, seconds: Double, jpeg: [UInt8]) {
    self.frame = frame
    self.seconds = seconds
    self.jpeg = jpeg
  }

  /// The frames that stand for a segment: its first, its middle and its last, each once.
  public static func frames(of segment: Segment) -> [Int] {
    let (first, last) = (segment.start.index, segment.end.index - 1)
    guard last > first else { return [first] }
    let middle = first + (last - first + 1) / 2
    return middle < last ? [first, middle, last] : [first, last]
  }
}

/// The stills that a page can carry, and a sentence on those that it cannot.
struct StillSelection {
  var stills: [[Still]]
  var note: String

  /// Keeps all stills, else each segment's first, else those of every n-th segment.
  init(_ all: [[Still]], budget: Int) {
    let total = all.joined().reduce(0) { $0 + $1.jpeg.count }
    guard total > budget else {
      (stills, note) = (all, "")
      return
    }
    let firsts = all.map { Array($0.prefix(1)) }
    let size = firsts.joined().reduce(0) { $0 + $1.jpeg.count }
    let every = max(1, (size + budget - 1) / max(budget, 1))
    stills = firsts.enumerated().map { $0.offset.isMultiple(of: every) ? $0.element : [] }
    let kept = stills.joined().count
    let shown = every == 1 ? "each segment" : "one segment in \(every)"
    note =
      "To keep this page small, only the first frame of \(shown) is shown: "
      + "\(kept) of \(all.joined().count) key frames."
  }
}
