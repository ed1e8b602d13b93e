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
/// Row t holds what happens between its picture and the next, as an action would: the mean absolute
/// change of luma in each of 8 x 6 cells, and the block vectors of 8 x 4 cells, all as signed
/// logarithms.
struct MotionRows {
  private static let cells = (columns: 8, rows: 6)
  static let columns = 8 * 6 + 64
  private var meter = PictureChangeMeter()
  private var picture = SmallPicture(
    width: PictureChangeMeter.pictureSize.width, height: PictureChangeMeter.pictureSize.height)
  private var before: SmallPicture?
  private var values: [Float] = []
  private var energies: [[Float]] = []
  private var rows = 0

  mutating func look(at reader: inout VideoReader) throws(VideoError) {
    try reader.average(into: &picture)
  }

  mutating func append() {
    rows += 1
    energies.append(before.map { energy(from: $0, to: picture) } ?? [])
    before = picture
    if let change = meter.process(picture) { take(change) }
  }

  /// The motion of every row; zeros for the last, from which nothing follows.
  mutating func finish() -> Matrix {
    if let change = meter.finish() { take(change) }
    var result = Matrix(rows: rows, columns: Self.columns)
    // The change of a row leads up to it: it belongs to the row before.
    for i in 0..<max(0, min(values.count / Self.columns, rows) - 1) {
      for j in 0..<Self.columns {
        result.values[i * Self.columns + j] = values[(i + 1) * Self.columns + j]
      }
    }
    return result
  }

  private mutating func take(_ change: PictureChange) {
    let energy = energies.isEmpty ? [] : energies.removeFirst()
    values += energy.isEmpty ? Array(repeating: 0, count: Self.columns - 64) : energy
    values += change.vectors.map { $0 < 0 ? -log1p(-$0) : log1p($0) }
  }

  private func energy(from before: SmallPicture, to after: SmallPicture) -> [Float] {
    let (columns, rows) = Self.cells
    var sums = [Int](repeating: 0, count: columns * rows)
    for y in 0..<after.height {
      for x in 0..<after.width {
        let place = y * after.width + x
        sums[(y * rows / after.height) * columns + x * columns / after.width] +=
          abs(Int(after.luma[place]) - Int(before.luma[place]))
      }
    }
    let area = Float(after.width * after.height / (columns * rows))
    return sums.map { log1p(4 * Float($0) / area) }
  }
}
