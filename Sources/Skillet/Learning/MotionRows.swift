#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
internal import Features
internal import Frames
internal import LinearAlgebra
internal import VideoIO

/// The motion of the picture between rows, as numbers that stand for actions where none are known.
///
/// The block vectors of 8 x 4 cells, of each two by two the mean, as signed logarithms: 16 numbers.
/// Row t holds what happens between its picture and the next, as an action would.
struct MotionRows {
  static let columns = 16
  private var meter = PictureChangeMeter()
  private var picture = SmallPicture(
    width: PictureChangeMeter.pictureSize.width, height: PictureChangeMeter.pictureSize.height)
  private var values: [Float] = []
  private var rows = 0

  mutating func look(at reader: inout VideoReader) throws(VideoError) {
    try reader.average(into: &picture)
  }

  mutating func append(at seconds: Double) {
    rows += 1
    if let change = meter.process(picture) { take(change) }
  }

  /// The motion of every row; zeros for the last, from which nothing follows.
  mutating func finish() -> Matrix {
    if let change = meter.finish() { take(change) }
    var values = values
    // The change of a row leads up to it: it belongs to the row before.
    if !values.isEmpty { values.removeFirst(min(values.count, Self.columns)) }
    values = Array(
      (values + Array(repeating: 0, count: rows * Self.columns)).prefix(rows * Self.columns))
    return Matrix(rows: rows, columns: Self.columns, values: values)
  }

  private mutating func take(_ change: PictureChange) {
    for y in 0..<2 {
      for x in 0..<4 {
        for axis in 0..<2 {
          var sum: Float = 0
          for cell in [
            (2 * y) * 8 + 2 * x, (2 * y) * 8 + 2 * x + 1, (2 * y + 1) * 8 + 2 * x,
            (2 * y + 1) * 8 + 2 * x + 1,
          ] {
            sum += change.vectors[2 * cell + axis]
          }
          let mean = sum / 4
          values.append(mean < 0 ? -log1p(-mean) : log1p(mean))
        }
      }
    }
  }
}
