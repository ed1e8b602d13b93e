public import Frames
public import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What a clip shows as rows of numbers that tell how steadily something is done: a row a picture.
///
/// Each row says what changed since the picture before, how that goes on from the change before it
/// (turns, jerk, going back and forth), and where the picture stands between the first, the last and
/// all others (progress, places that were seen before). Nothing names the scene or the skill, so
/// rows of different scenes compare. Pictures are 64 x 36; distances over more than two pictures are
/// taken on means of 4 x 3 pixels. Cost: about 60 us a picture, and 1 us for each picture that it is
/// compared with.
public enum ClipRows {
  /// The name and version of the columns, as models state it.
  public static let name = "clip-motion/1"

  /// The columns, in order.
  public static let columns = [
    "amount", "share", "residual", "unexplained", "right", "down", "speed", "still", "turn",
    "reversal", "return", "straight4", "straight8", "jerk", "fromStart", "toEnd", "progress",
    "revisit", "elapsed",
  ]

  /// A change below this, in codes, counts as standing still.
  static let stillness: Float = 0.3
  /// What is added to a divisor, so that noise on a still picture stays small.
  static let floor: Float = 0.05
  /// Pictures that each is compared with at most, to see whether it comes back.
  static let comparisons = 256
  /// Pictures nearer than this are no return.
  static let reach = 4

  /// The rows of a clip; `columns.count` columns.
  ///
  /// - Precondition: every picture is 64 x 36.
  public static func rows(of pictures: [SmallPicture]) -> Matrix {
    var result = Matrix(rows: pictures.count, columns: columns.count)
    guard !pictures.isEmpty else { return result }
    let steps = ClipSteps(pictures)
    let course = ClipCourse(pictures, amounts: steps.changes.map(\.amount))
    for i in pictures.indices {
      let change = steps.changes[i]
      let (right, down, speed) = steps.motion(i)
      let values: [Float] = [
        log1p(change.amount), log1p(change.share), log1p(change.residual),
        log1p(change.unexplained), signedLog(right), signedLog(down), log1p(speed),
        change.amount < stillness ? 1 : 0, steps.turns[i], steps.turns[i] < -0.3 ? 1 : 0,
        steps.returns[i], course.straightness(i, over: 4), course.straightness(i, over: 8),
        steps.jerks[i], log1p(course.fromStart[i]), log1p(course.toEnd[i]), course.progress(i),
        course.revisits[i], Float(i) / Float(max(1, pictures.count - 1)),
      ]
      for (j, value) in values.enumerated() { result[i, j] = value }
    }
    return result
  }

  private static func signedLog(_ value: Float) -> Float {
    value < 0 ? -log1p(-value) : log1p(value)
  }
}

/// What happens from one picture of a clip to the next, and to the one after.
struct ClipSteps {
  /// The change into each picture; none into the first.
  var changes: [PictureChange]
  /// The cosine between the change into a picture and the one before; 0 where there is none.
  var turns: [Float]
  /// How far two changes lead, as a part of their lengths: 1 straight on, near 0 back again.
  var returns: [Float]
  /// How much the change differs from the one before, as a part of their lengths.
  var jerks: [Float]

  init(_ pictures: [SmallPicture]) {
    var meter = PictureChangeMeter()
    changes = pictures.compactMap { meter.process($0) }
    if let last = meter.finish() { changes.append(last) }
    turns = Array(repeating: 0, count: pictures.count)
    returns = Array(repeating: 1, count: pictures.count)
    jerks = Array(repeating: 0, count: pictures.count)
    for i in pictures.indices.dropFirst(2) {
      let sums = Self.compare(pictures[i - 2].luma, pictures[i - 1].luma, pictures[i].luma)
      let length = Float(sums.first &+ sums.second) / Float(pictures[i].luma.count) + ClipRows.floor
      let lengths = (Float(sums.firstSquare) * Float(sums.secondSquare)).squareRoot()
      turns[i] = lengths > 0 ? Float(sums.product) / lengths : 0
      returns[i] = min(1, Float(sums.sum) / Float(pictures[i].luma.count) / length)
      jerks[i] = Float(sums.difference) / Float(pictures[i].luma.count) / length
    }
  }

  /// Mean motion to the right and down, and mean length, in pixels of the small picture.
  func motion(_ i: Int) -> (right: Float, down: Float, speed: Float) {
    var (right, down, speed): (Float, Float, Float) = (0, 0, 0)
    let vectors = changes[i].vectors
    for cell in 0..<vectors.count / 2 {
      let (x, y) = (vectors[2 * cell], vectors[2 * cell + 1])
      right += x
      down += y
      speed += (x * x + y * y).squareRoot()
    }
    let count = Float(vectors.count / 2)
    return (right / count, down / count, speed / count)
  }

  /// Sums over the pixels for the changes `d = b - a` and `e = c - b`.
  struct Sums {
    /// Of `|d|`, `|e|`, `|d + e|` and `|e - d|`.
    var (first, second, sum, difference): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    /// Of `d d`, `e e` and `d e`.
    var (firstSquare, secondSquare, product): (Int32, Int32, Int32) = (0, 0, 0)
  }

  /// 2,304 products of at most 255 x 255 fit an `Int32`.
  private static func compare(_ a: [UInt8], _ b: [UInt8], _ c: [UInt8]) -> Sums {
    precondition(a.count == b.count && b.count == c.count && a.count <= 2304, "not 64 x 36")
    var sums = Sums()
    let (a, b, c) = (a.span, b.span, c.span)
    for i in 0..<a.count {
      let d = Int32(b[i]) &- Int32(a[i])
      let e = Int32(c[i]) &- Int32(b[i])
      sums.first &+= abs(d)
      sums.second &+= abs(e)
      sums.sum &+= abs(d &+ e)
      sums.difference &+= abs(e &- d)
      sums.firstSquare &+= d &* d
      sums.secondSquare &+= e &* e
      sums.product &+= d &* e
    }
    return sums
  }
}
